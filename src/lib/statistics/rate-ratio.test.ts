import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { type RateInput, rateRatio } from './rate-ratio.ts';

const compare = (a: RateInput, b: RateInput, confidence?: number) => {
  const ratio = rateRatio(a, b, confidence);
  if (ratio.kind === 'withheld') throw new Error(ratio.reason);
  return ratio;
};

describe('the ratio of two rates', () => {
  itFollowsGolden('rate_ratio');
  it('has no value and no upper limit where the second has no event', () => {
    const ratio = compare({ count: 4, population: 100 }, { count: 0, population: 80 });
    expect(ratio.ratio).toBeNull();
    expect(ratio.upper).toBeNull();
    expect(ratio.lower).toBeGreaterThan(0);
  });
  it('turns upside down when the two change places, with the same p', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 10, max: 9999 }),
        fc.integer({ min: 10, max: 9999 }),
        (x, y, n, m) => {
          const [a, b] = [
            { count: x, population: n },
            { count: y, population: m }
          ];
          const [there, back] = [compare(a, b), compare(b, a)];
          expect(there.lower * back.upper!).toBeCloseTo(1, 9);
          expect(there.pValue).toBeCloseTo(back.pValue, 9);
          expect(there.lower).toBeLessThanOrEqual(there.ratio!);
          expect(there.upper!).toBeGreaterThanOrEqual(there.ratio!);
          expect(there.pValue).toBeGreaterThanOrEqual(0);
          expect(there.pValue).toBeLessThanOrEqual(1);
        }
      )
    );
  });
  it('sums every outcome no likelier than the observed, however many there are', () => {
    // 6 of 10 at one half: all but five-five
    expect(compare({ count: 6, population: 1 }, { count: 4, population: 1 }).pValue).toBeCloseTo(
      1 - 252 / 1024,
      12
    );
    const large = compare({ count: 500_300, population: 1 }, { count: 499_700, population: 1 });
    expect(large.pValue).toBeCloseTo(0.549, 3);
  });
  it('is withheld without events or people, and refuses halves of events', () => {
    expect(rateRatio({ count: 1, population: 0 }, { count: 1, population: 5 })).toEqual({
      kind: 'withheld',
      reason: 'no_population'
    });
    expect(() => rateRatio({ count: 0.5, population: 1 }, { count: 1, population: 5 })).toThrow(RangeError);
  });
});
