import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioPValue } from './ratio-p-value.ts';
import { roundedCountInterval } from './rounded-counts.ts';

describe('the p of a standardised ratio', () => {
  it('lies below 0.05 just where the 95 % interval misses the expected count, rounded or exact', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.double({ min: 0.2, max: 2000, noNaN: true }),
        fc.integer({ min: 0, max: 24 }),
        (observed, expected, cells) => {
          const { lower, upper } = roundedCountInterval(observed, cells);
          const p = ratioPValue(observed, expected, cells);
          fc.pre(Math.abs(p - 0.05) > 1e-6);
          expect(p < 0.05).toBe(lower > expected || upper < expected);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      )
    );
  });
  it('is 1 at the expected count and falls with the distance', () => {
    expect(ratioPValue(100, 100, 0)).toBe(1);
    expect(ratioPValue(130, 100, 0)).toBeLessThan(ratioPValue(120, 100, 0));
    expect(ratioPValue(70, 100, 0)).toBeLessThan(ratioPValue(80, 100, 0));
    expect(ratioPValue(130, 100, 6)).toBeGreaterThan(ratioPValue(130, 100, 1));
  });
});
