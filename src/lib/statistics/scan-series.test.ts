import { describe, expect, it } from 'vitest';
import { addMonths } from '#lib/domain/period.ts';
import { expectedRange, scanSeries } from './scan-series.ts';
import { followedDays } from './followed-days.ts';

const FIRST = 201404;
const values = (n: number, base = 100): number[] =>
  Array.from({ length: n }, (_, t) =>
    Math.round(base * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) + ((t * 7919) % 17) - 8)
  );
const scan = (counts: (number | null)[], options = {}) => {
  const outcome = scanSeries({ counts, firstMonth: FIRST }, options);
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};

describe('the scan of a series', () => {
  it('judges the latest twelve months and the half-year they end with', () => {
    const { months, shift } = scan(values(96));
    expect(months.map(({ month }) => month)).toEqual(
      Array.from({ length: 12 }, (_, k) => addMonths(FIRST, 84 + k))
    );
    expect(shift!.observed).toBe(
      values(96)
        .slice(-6)
        .reduce((a, b) => a + b, 0)
    );
    expect(shift!.since).toBeNull();
  });
  it('leaves out a month that is withheld, and then the half-year', () => {
    const counts: (number | null)[] = values(96);
    counts[93] = null;
    const { months, shift } = scan(counts);
    expect(months).toHaveLength(11);
    expect(shift).toBeNull();
  });
  it('says that a series is too short where no month has two years of reference', () => {
    const short = { kind: 'withheld', reason: 'too_short' };
    expect(scanSeries({ counts: values(30), firstMonth: FIRST })).toEqual(short);
    expect(scanSeries({ counts: values(31), firstMonth: FIRST }).kind).toBe('shown');
    expect(scanSeries({ counts: new Array<null>(96).fill(null), firstMonth: FIRST })).toEqual(short);
    expect(scanSeries({ counts: [], firstMonth: FIRST })).toEqual(short);
  });
  it('learns from the months of COVID-19 measures only where there are too few others', () => {
    const early = values(96).map((count, t) => {
      const month = addMonths(201804, t);
      return month >= 202002 && month <= 202305 ? Math.round(count / 3) : count;
    });
    const outcome = scanSeries({ counts: early, firstMonth: 201804 });
    const usual = scanSeries({ counts: values(96), firstMonth: 201804 });
    expect(outcome).toEqual(usual);
    // from April 2021 on there are no two years of others before the first months of 2025
    expect(scanSeries({ counts: values(48), firstMonth: 202104 }).kind).toBe('shown');
  });
  it('compares months per open day where counts follow the calendar', () => {
    const days = followedDays({ kind: 'total' }, FIRST, 96)!;
    expect(days.slice(0, 3)).toEqual([21, 20, 21]);
    const counts = days.map((open) => open * 50);
    const widest = (options: object) =>
      Math.max(...scan(counts, options).months.map(({ deviation }) => Math.abs(deviation)));
    expect(widest({ openDays: days })).toBeLessThan(1e-6);
    expect(widest({})).toBeGreaterThan(0.5);
    expect(() => scan(counts, { openDays: [1] })).toThrow(RangeError);
  });
  it('follows no days of inpatients, and closed days of holiday daytime requests', () => {
    expect(followedDays({ kind: 'chapter', chapter: 'IX', setting: 'inpatient' }, FIRST, 3)).toBeNull();
    expect(followedDays({ kind: 'acceptance', band: 'holiday_day', outcome: 'refused' }, 202505, 1)).toEqual([
      11
    ]);
  });
  it('gives a range that 1 % lie below and above, wider with dispersion', () => {
    // by summing the point probabilities of Poisson (120) and negative binomial (size 120, mean 120) counts
    expect(expectedRange({ expected: 120, dispersion: 1 })).toEqual({ lower: 95, upper: 146 });
    expect(expectedRange({ expected: 120, dispersion: 2 })).toEqual({ lower: 86, upper: 158 });
  });
});
