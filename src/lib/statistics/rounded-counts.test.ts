import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUNDING_VARIANCE } from '../domain/rounding.ts';
import { countInterval } from './count-interval.ts';
import { rateRatio } from './rate-ratio.ts';
import { roundedCountInterval, roundedRateRatio } from './rounded-counts.ts';

describe('counts of rounded cells', () => {
  it('rounding to tens adds the variance of keyed unbiased rounding, averaged over the last digit', () => {
    const digits = Array.from({ length: 10 }, (_, f) => (f * (10 - f)) as number);
    expect(digits.reduce((a, b) => a + b, 0) / 10).toBe(ROUNDING_VARIANCE);
  });

  it('an exact count keeps its interval, a rounded one is wider the more cells it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 24 }), (tens, cells) => {
        const count = tens * 10;
        const exact = countInterval(count);
        expect(roundedCountInterval(count, 0)).toEqual({ lower: exact.lower, upper: exact.upper });
        const [few, many] = [roundedCountInterval(count, cells), roundedCountInterval(count, cells + 1)];
        expect(many.upper).toBeGreaterThan(few.upper);
        expect(many.lower).toBeLessThanOrEqual(few.lower);
        expect(few.lower).toBeLessThan(count);
      })
    );
  });

  it('the ratio of exact counts is the exact one, and rounding only widens it', () => {
    const [a, b] = [
      { count: 230, population: 50_000 },
      { count: 210, population: 50_000 }
    ];
    const exact = rateRatio(a, b);
    const plain = roundedRateRatio({ ...a, cells: 0 }, { ...b, cells: 0 });
    if (exact.kind === 'withheld' || plain.kind === 'withheld') throw new Error('both have events');
    expect(plain.lower).toBeCloseTo(exact.lower, 12);
    expect(plain.upper).toBeCloseTo(exact.upper!, 12);
    const rounded = roundedRateRatio({ ...a, cells: 2 }, { ...b, cells: 2 });
    if (rounded.kind === 'withheld') throw new Error('both have events');
    expect(rounded.lower).toBeLessThan(plain.lower);
    expect(rounded.upper).toBeGreaterThan(plain.upper);
    expect(rounded.beyondChance).toBe(false);
    expect(rounded.pValue).toBeGreaterThan(plain.pValue);
    // the log ratio over the root of 1/230 + 1/210
    expect(plain.pValue).toBeCloseTo(0.3405, 3);
  });

  it('a doubling of hundreds is more than chance; nothing divided by nothing has no ratio', () => {
    const doubled = roundedRateRatio(
      { count: 800, population: 1e5, cells: 2 },
      { count: 400, population: 1e5, cells: 2 }
    );
    expect(doubled).toMatchObject({ kind: 'shown', beyondChance: true });
    expect(doubled.kind === 'shown' && doubled.pValue).toBeLessThan(0.001);
    expect(
      roundedRateRatio({ count: 0, population: 1e5, cells: 1 }, { count: 0, population: 1e5, cells: 1 }).kind
    ).toBe('withheld');
    expect(
      roundedRateRatio({ count: 10, population: 0, cells: 1 }, { count: 10, population: 5, cells: 1 })
    ).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
});
