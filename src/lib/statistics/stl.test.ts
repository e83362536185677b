import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { disruptionOf } from './disrupted-month.ts';
import { gapFilling } from './gap-filling.ts';
import { loess } from './numerics/loess.ts';
import { stlScale } from './stl-scale.ts';
import { stl, type StlOptions } from './stl.ts';

const parts = (series: number[], period: number, options?: StlOptions) => {
  const outcome = stl(series, period, options);
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};
const wave = (n: number): number[] =>
  Array.from({ length: n }, (_, t) => 50 + t / 3 + 10 * Math.sin((2 * Math.PI * t) / 12));

describe('STL', () => {
  itFollowsGolden('stl');
  it('splits a series into parts that sum to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 24, maxLength: 70 }),
        fc.constantFrom<StlOptions>({}, { seasonalWindow: 7 }, { seasonalWindow: 13, robust: true }),
        (series, options) => {
          const { seasonal, trend, remainder, strengthSeasonal } = parts(series, 12, options);
          series.forEach((y, t) => expect(seasonal[t]! + trend[t]! + remainder[t]!).toBeCloseTo(y, 8));
          if (strengthSeasonal !== null) {
            expect(strengthSeasonal).toBeGreaterThanOrEqual(0);
            expect(strengthSeasonal).toBeLessThanOrEqual(1);
          }
        }
      ),
      { numRuns: 25 }
    );
  });
  it('gives the same season every year when periodic', () => {
    const { seasonal } = parts(wave(60), 12);
    seasonal.slice(12).forEach((value, t) => expect(value).toBeCloseTo(seasonal[t]!, 9));
  });
  it('finds season and trend of a clean series strong', () => {
    const { strengthSeasonal, strengthTrend, remainder } = parts(wave(72), 12);
    expect(strengthSeasonal).toBeGreaterThan(0.99);
    expect(strengthTrend).toBeGreaterThan(0.99);
    expect(Math.max(...remainder.map(Math.abs))).toBeLessThan(1.5);
  });
  it('leaves one wild month in the remainder when robust', () => {
    const series = wave(72);
    series[40]! += 200;
    const [plain, robust] = [parts(series, 12), parts(series, 12, { robust: true })];
    const off = (of: typeof plain) => Math.abs(of.trend[40]! - (50 + 40 / 3));
    expect(off(robust)).toBeLessThan(off(plain) / 10);
    expect(robust.remainder[40]).toBeGreaterThan(195);
  });
  it('scales with the series', () => {
    const series = wave(40).map((y, t) => y + ((t * 7) % 5));
    const [one, ten] = [
      parts(series, 12),
      parts(
        series.map((y) => 10 * y),
        12
      )
    ];
    one.trend.forEach((value, t) => expect(ten.trend[t]).toBeCloseTo(10 * value, 6));
    expect(ten.strengthSeasonal).toBeCloseTo(one.strengthSeasonal!, 9);
  });
  it('bears a series that never changes', () => {
    expect(parts(new Array(30).fill(4), 12)).toMatchObject({ strengthSeasonal: null, strengthTrend: null });
  });
  it('needs two periods, odd windows and no gaps', () => {
    expect(stl(wave(23), 12)).toEqual({ kind: 'withheld', reason: 'too_short' });
    expect(parts(wave(24), 12).trend).toHaveLength(24);
    expect(() => stl(wave(30), 12, { seasonalWindow: 8 })).toThrow(/odd/);
    expect(() => stl(wave(30), 12, { seasonalWindow: 5 })).toThrow(/at least 7/);
    expect(() => stl([...wave(30), Number.NaN], 12)).toThrow(RangeError);
  });
});

describe('what STL is fed', () => {
  it('has gaps filled by straight lines, and marks them', () => {
    expect(gapFilling([null, 2, null, null, 8, null])).toEqual({
      kind: 'shown',
      values: [2, 2, 4, 6, 8, 8],
      filled: [true, false, true, true, false, true]
    });
    expect(gapFilling([null])).toEqual({ kind: 'withheld', reason: 'no_value' });
  });
  it('stands on the log scale only if all counts are above 0, and comes back', () => {
    expect(stlScale([1, 2, 3]).name).toBe('log');
    expect(stlScale([0, 2, 3]).name).toBe('square_root');
    for (const counts of [
      [4, 9],
      [0, 9]
    ]) {
      const { values, back } = stlScale(counts);
      values.forEach((value, i) => expect(back(value)).toBeCloseTo(counts[i]!, 12));
    }
    expect(stlScale([0]).back(-0.2)).toBe(0);
  });
  it('flags the months of the earthquake and of COVID-19', () => {
    expect([201102, 201103, 201105, 201106].map(disruptionOf)).toEqual([
      null,
      'earthquake_2011',
      'earthquake_2011',
      null
    ]);
    expect([202001, 202002, 202305, 202306].map(disruptionOf)).toEqual([
      null,
      'covid_2020',
      'covid_2020',
      null
    ]);
  });
  it('is smoothed by loess that keeps lines, and leaves a lone point alone', () => {
    const line = Float64Array.from({ length: 20 }, (_, t) => 3 + 2 * t);
    loess(line, 7, 1).forEach((value, t) => expect(value).toBeCloseTo(line[t]!, 10));
    expect([...loess(new Float64Array([5]), 7, 1)]).toEqual([5]);
    const unweighted = loess(line, 7, 1, new Float64Array(20));
    expect([...unweighted]).toEqual([...line]);
  });
});
