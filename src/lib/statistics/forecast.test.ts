import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { fittedSmoothing } from './fitted-smoothing.ts';
import { forecastBacktest } from './forecast-backtest.ts';
import { forecastInterval } from './forecast-interval.ts';
import { holtWinters } from './holt-winters.ts';
import { seasonalNaive } from './seasonal-naive.ts';

const SMOOTHING = { alpha: 0.3, beta: 0.05, gamma: 0.2 };
const exact = (n: number): number[] =>
  Array.from({ length: n }, (_, t) => 100 + 2 * t + [0, 5, -5, 3, -3, 0][t % 6]!);
const noisy = (n: number): number[] => exact(n).map((y, t) => y + ((t * 37) % 11) - 5);

describe('a forecast', () => {
  itFollowsGolden('forecast');
  it('continues a clean line and season exactly, whatever the smoothing', () => {
    fc.assert(
      fc.property(
        fc.record({
          alpha: fc.double({ min: 0, max: 1, noNaN: true }),
          beta: fc.double({ min: 0, max: 1, noNaN: true }),
          gamma: fc.double({ min: 0, max: 1, noNaN: true })
        }),
        (smoothing) => {
          const model = holtWinters(exact(30), 6, smoothing, 8);
          if (model.kind === 'withheld') throw new Error(model.reason);
          // the first level stands one period before the first error: R's convention, kept
          expect(model.initialTrend).toBeCloseTo(2, 9);
          expect(model.forecast).toHaveLength(8);
          expect(model.forecast.every(Number.isFinite)).toBe(true);
        }
      )
    );
  });
  it('repeats the last year when naive, and measures itself by its own errors', () => {
    const naive = seasonalNaive([1, 2, 3, 4, 5, 7], 3, 5);
    expect(naive).toEqual({ kind: 'shown', forecast: [4, 5, 7, 4, 5], scale: (3 + 3 + 4) / 3 });
    expect(seasonalNaive([1, 2, 1, 2], 2, 1)).toMatchObject({ scale: null });
    expect(seasonalNaive([1], 2, 1)).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
  it('fits parameters no worse than a grid', () => {
    const series = noisy(48);
    const fitted = fittedSmoothing(series, 6);
    if (fitted.kind === 'withheld') throw new Error(fitted.reason);
    const errorOf = (smoothing: typeof SMOOTHING) => {
      const model = holtWinters(series, 6, smoothing);
      return model.kind === 'shown' ? model.sumSquaredErrors : Infinity;
    };
    const best = errorOf(fitted);
    for (const alpha of [0, 0.25, 0.5, 0.75, 1])
      for (const beta of [0, 0.25, 0.5, 0.75, 1])
        for (const gamma of [0, 0.25, 0.5, 0.75, 1])
          expect(best).toBeLessThanOrEqual(errorOf({ alpha, beta, gamma }) + 1e-9);
    expect(Math.min(fitted.alpha, fitted.beta, fitted.gamma)).toBeGreaterThanOrEqual(0);
    expect(Math.max(fitted.alpha, fitted.beta, fitted.gamma)).toBeLessThanOrEqual(1);
    expect(fittedSmoothing([1, 2, 3], 2)).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
  it('stands between limits that widen with confidence and repeat with their seed', () => {
    const drawn = (seed: number) => {
      const outcome = forecastInterval(noisy(48), 6, SMOOTHING, 12, seed, 400);
      if (outcome.kind === 'withheld') throw new Error(outcome.reason);
      return outcome;
    };
    const interval = drawn(5);
    expect(interval).toEqual(drawn(5));
    expect(interval).not.toEqual(drawn(6));
    interval.forecast.forEach((y, h) => {
      expect(interval.lower95[h]!).toBeLessThanOrEqual(interval.lower80[h]!);
      expect(interval.lower80[h]!).toBeLessThanOrEqual(y);
      expect(interval.upper80[h]!).toBeGreaterThanOrEqual(y);
      expect(interval.upper95[h]!).toBeGreaterThanOrEqual(interval.upper80[h]!);
    });
    expect(forecastInterval([1, 2, 3], 2, SMOOTHING, 1, 1)).toEqual({
      kind: 'withheld',
      reason: 'too_short'
    });
  });
  it('is refused for smoothing outside 0–1', () => {
    expect(() => holtWinters(exact(30), 6, { ...SMOOTHING, alpha: 1.2 })).toThrow(RangeError);
  });
});

describe('a backtest', () => {
  it('fits at every origin when no smoothing is given, and prefers what beats the naive forecast', () => {
    const tested = forecastBacktest(noisy(60), 6, [36, 42, 48], 6);
    expect(tested).toMatchObject({ kind: 'shown', preferred: 'holt_winters' });
    if (tested.kind === 'shown') expect(tested.maseHoltWinters!).toBeLessThan(1);
  });
  it('prefers the naive forecast when Holt–Winters does not beat it', () => {
    const jumpy = Array.from({ length: 60 }, (_, t) => ((t * 7919) % 101) + (t % 6));
    const tested = forecastBacktest(jumpy, 6, [36, 42, 48], 6, { alpha: 1, beta: 1, gamma: 1 });
    expect(tested).toMatchObject({ kind: 'shown', preferred: 'seasonal_naive' });
  });
  it('has no scale where no year differs from the one before', () => {
    const still = Array.from({ length: 40 }, (_, t) => t % 6);
    expect(forecastBacktest(still, 6, [12, 18, 24], 6, SMOOTHING)).toMatchObject({
      maseHoltWinters: null,
      maseSeasonalNaive: null,
      preferred: 'seasonal_naive'
    });
  });
  it('needs three origins with two periods behind and a value ahead', () => {
    for (const origins of [
      [36, 42],
      [11, 36, 42],
      [36, 42, 60]
    ])
      expect(forecastBacktest(noisy(60), 6, origins, 6)).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
});
