import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { directlyStandardisedRate } from './directly-standardised-rate.ts';

type Strata = Parameters<typeof directlyStandardisedRate>[0];
const shownRate = (strata: Strata, confidence = 0.95) => {
  const rate = directlyStandardisedRate(strata, { confidence, minimumEvents: 0 });
  if (rate.kind === 'withheld') throw new Error(rate.reason);
  return rate;
};

const strata = fc
  .array(
    fc.record({
      count: fc.nat({ max: 60 }),
      people: fc.integer({ min: 100, max: 20_000 }),
      weight: fc.integer({ min: 1, max: 9_000_000 })
    }),
    { minLength: 1, maxLength: 12 }
  )
  .map((bands) => ({
    counts: bands.map((b) => b.count),
    populations: bands.map((b) => b.people),
    weights: bands.map((b) => b.weight)
  }));

describe('a directly standardised rate', () => {
  itFollowsGolden('directly_standardised_rate');
  it('lies within both its intervals, which widen with confidence', () => {
    fc.assert(
      fc.property(strata, (given) => {
        const [narrow, wide] = [shownRate(given), shownRate(given, 0.998)];
        expect(narrow.lower).toBeLessThanOrEqual(narrow.rate);
        expect(narrow.upper).toBeGreaterThan(narrow.rate);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThan(narrow.upper);
        if (narrow.dobson) {
          expect(narrow.dobson.lower).toBeLessThan(narrow.rate);
          expect(narrow.dobson.upper).toBeGreaterThan(narrow.rate);
        } else expect(narrow.events).toBe(0);
      })
    );
  });
  it('does not change when weights are scaled or strata change places', () => {
    fc.assert(
      fc.property(strata, (given) => {
        const plain = shownRate(given);
        const scaled = shownRate({ ...given, weights: given.weights.map((w) => w / 7) });
        const reversed = shownRate({
          counts: [...given.counts].reverse(),
          populations: [...given.populations].reverse(),
          weights: [...given.weights].reverse()
        });
        for (const other of [scaled, reversed]) {
          expect(other.rate).toBeCloseTo(plain.rate, 6);
          expect(other.upper / plain.upper).toBeCloseTo(1, 9);
        }
      })
    );
  });
  it('is the crude rate where the area has the age structure of the standard', () => {
    const populations = [1000, 2000, 3000];
    const rate = shownRate({ counts: [4, 9, 21], populations, weights: populations.map((n) => n * 3) });
    expect(rate.rate).toBeCloseTo(rate.crude, 9);
  });
  it('is withheld under ten events, and where a band is empty whatever its weight', () => {
    const counts = [3, 6];
    expect(directlyStandardisedRate({ counts, populations: [10, 10], weights: [1, 1] })).toEqual({
      kind: 'withheld',
      reason: 'too_few_events'
    });
    expect(directlyStandardisedRate({ counts: [30, 0], populations: [10, 0], weights: [1, 0] })).toEqual({
      kind: 'withheld',
      reason: 'empty_stratum'
    });
  });
  it('stays finite when every event falls into a band without weight', () => {
    const rate = shownRate({ counts: [5, 0], populations: [50, 80], weights: [0, 10] });
    expect(rate.rate).toBe(0);
    expect(rate.lower).toBe(0);
    expect(rate.upper).toBeCloseTo((-Math.log(0.025) / 80) * 100_000, 6);
  });
  it('refuses bands that do not match and weights that are nothing', () => {
    expect(() => directlyStandardisedRate({ counts: [1], populations: [1, 2], weights: [1, 2] })).toThrow(
      /equally long/
    );
    expect(() => directlyStandardisedRate({ counts: [1], populations: [1], weights: [0] })).toThrow(
      RangeError
    );
    expect(() => directlyStandardisedRate({ counts: [-1], populations: [1], weights: [1] })).toThrow(
      RangeError
    );
  });
});
