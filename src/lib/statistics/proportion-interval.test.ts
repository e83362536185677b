import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { proportionInterval } from './proportion-interval.ts';

const interval = (x: number, n: number, confidence?: number) => {
  const outcome = proportionInterval(x, n, confidence);
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};

describe("Wilson's interval", () => {
  itFollowsGolden('proportion_interval');
  it('stays within 0–1, contains the proportion, and widens with confidence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const x = Math.round(n * share);
          const [narrow, wide] = [interval(x, n), interval(x, n, 0.998)];
          expect(narrow.lower).toBeGreaterThanOrEqual(0);
          expect(narrow.upper).toBeLessThanOrEqual(1);
          expect(narrow.lower).toBeLessThanOrEqual(narrow.proportion);
          expect(narrow.upper).toBeGreaterThanOrEqual(narrow.proportion);
          expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
          expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        }
      )
    );
  });
  it('mirrors when yes and no change places', () => {
    expect(interval(7, 30).lower).toBeCloseTo(1 - interval(23, 30).upper, 14);
  });
  it('refuses more events than people', () => {
    expect(() => proportionInterval(3, 2)).toThrow(/above the denominator/);
    expect(() => proportionInterval(1, 0)).toThrow(RangeError);
  });
});
