import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { type FarringtonOptions, farringtonFlexible } from './farrington-flexible.ts';
import { farringtonReference } from './farrington-reference.ts';

/** Months with a season, a little noise and no trend. */
const months = (n: number): number[] =>
  Array.from({ length: n }, (_, t) => Math.round(60 + 25 * Math.sin((2 * Math.PI * t) / 12)) + ((t * 7) % 5));
const MONTHLY: FarringtonOptions = { frequency: 12, yearsBack: 4 };
const verdict = (series: (number | null)[], index: number, options: FarringtonOptions = MONTHLY) => {
  const outcome = farringtonFlexible(series, index, options);
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};

describe('Farrington flexible', () => {
  itFollowsGolden('farrington_flexible');
  it('sees a month far above its season, and not an ordinary one', () => {
    const series = months(72);
    expect(verdict(series, 70).alarm).toBe(false);
    series[70]! += 40;
    const raised = verdict(series, 70);
    expect(raised.alarm).toBe(true);
    expect(raised.upperBound!).toBeGreaterThan(raised.expected!);
  });
  it('does not learn from the month judged nor from the six before it', () => {
    const [plain, changed] = [months(72), months(72)];
    for (let t = 64; t <= 70; t++) changed[t]! += 500;
    expect(verdict(changed, 70).upperBound).toBe(verdict(plain, 70).upperBound);
  });
  it('weighs an outbreak of an earlier year down', () => {
    const [plain, once] = [months(72), months(72)];
    once[58]! += 200;
    const ignored = verdict(once, 70, { ...MONTHLY, weightsThreshold: 1e9 });
    expect(Math.abs(verdict(once, 70).expected! - verdict(plain, 70).expected!)).toBeLessThan(
      Math.abs(ignored.expected! - verdict(plain, 70).expected!) / 3
    );
  });
  it('never predicts by trend more than it has seen', () => {
    const growing = Array.from({ length: 72 }, (_, t) => Math.round(5 * Math.exp(t / 15)));
    const largest = Math.max(...farringtonReference(growing, 71, { ...REFERENCE, yearsBack: 4 }).counts);
    expect(verdict(growing, 71).expected!).toBeLessThanOrEqual(largest);
  });
  it('gives no bound on fewer than five cases in four months, counting those present', () => {
    const few = months(72).map((_, t) => (t > 60 ? 1 : 30));
    expect(verdict(few, 70)).toEqual({ kind: 'shown', upperBound: null, expected: null, alarm: false });
    const gaps: (number | null)[] = months(72);
    gaps[69] = gaps[68] = gaps[67] = null;
    expect(verdict(gaps, 70).upperBound).toBeNull();
    gaps[67] = 40;
    expect(verdict(gaps, 70).upperBound).not.toBeNull();
  });
  it('has no verdict on an absent month, a short history or few reference months', () => {
    const gone: (number | null)[] = months(72);
    gone[70] = null;
    expect(farringtonFlexible(gone, 70, MONTHLY)).toEqual({ kind: 'withheld', reason: 'no_value' });
    const short = { kind: 'withheld', reason: 'too_short' };
    expect(farringtonFlexible(months(72), 48, MONTHLY)).toEqual(short);
    expect(farringtonFlexible(months(72), 49, MONTHLY).kind).toBe('shown');
    const sparse = months(72).map((y, t) => (t < 60 && t % 3 !== 0 ? null : y));
    expect(farringtonFlexible(sparse, 70, MONTHLY)).toEqual(short);
  });
  it('takes as many years as the history holds, within its limits', () => {
    const series = months(140);
    expect(farringtonFlexible(series, 36, { frequency: 12 })).toEqual({
      kind: 'withheld',
      reason: 'too_short'
    });
    expect(verdict(series, 37, { frequency: 12 })).toEqual(verdict(series, 37, { ...MONTHLY, yearsBack: 3 }));
    expect(verdict(series, 139, { frequency: 12 })).toEqual(
      verdict(series, 139, { ...MONTHLY, yearsBack: 7 })
    );
  });
  it('alarms on anything where years without a case precede', () => {
    const silent = new Array<number>(72).fill(0);
    silent[70] = 6;
    expect(verdict(silent, 70)).toEqual({ kind: 'shown', upperBound: 0, expected: 0, alarm: true });
  });
  it('refuses points beyond the series and other calendars', () => {
    expect(() => farringtonFlexible(months(72), 72)).toThrow(RangeError);
    expect(() => farringtonFlexible(months(72), 70, { frequency: 4 as 12 })).toThrow(RangeError);
    expect(() => farringtonFlexible([1, -1], 0)).toThrow(RangeError);
  });
});

const REFERENCE = { frequency: 12, yearsBack: 2, halfWindow: 1, periods: 1, pastExcluded: 6 };

describe('reference points', () => {
  it('are the same month of each year and its neighbours', () => {
    const { times, levels } = farringtonReference(months(40), 30, REFERENCE);
    expect(times.map((t) => Math.round(t * 12))).toEqual([-25, -24, -23, -13, -12, -11]);
    expect(new Set(levels)).toEqual(new Set([0]));
  });
  it('split the rest of the year into levels of equal length, the first ones longer by one', () => {
    const weekly = { frequency: 52, yearsBack: 2, halfWindow: 3, periods: 10, pastExcluded: 26 };
    const { times, levels } = farringtonReference(new Array(120).fill(1), 110, weekly);
    expect(times[0]).toBe(-107 / 52);
    expect(times.at(-1)).toBe(-27 / 52);
    const year = levels.slice(7, 52);
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((l) => year.filter((x) => x === l).length)).toEqual(
      new Array(9).fill(5)
    );
    const uneven = farringtonReference(new Array(120).fill(1), 110, { ...weekly, periods: 8 }).levels.slice(
      7,
      52
    );
    expect([1, 2, 3, 4, 5, 6, 7].map((l) => uneven.filter((x) => x === l).length)).toEqual([
      7, 7, 7, 6, 6, 6, 6
    ]);
  });
});
