import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { proportionFunnelLimits, ratioFunnelLimits } from './funnel-limits.ts';
import { proportionOverdispersion, ratioOverdispersion } from './overdispersion.ts';
import { proportionInterval } from './proportion-interval.ts';

const areas = fc.array(
  fc.record({ observed: fc.nat({ max: 80 }), expected: fc.double({ min: 0.5, max: 60, noNaN: true }) }),
  { minLength: 2, maxLength: 30 }
);

describe('a funnel', () => {
  itFollowsGolden('funnel');
  it('narrows as areas grow and widens with confidence', () => {
    const sizes = [1, 4, 20, 90, 400, 5000];
    const [inner, outer] = [ratioFunnelLimits(sizes), ratioFunnelLimits(sizes, { confidence: 0.998 })];
    sizes.slice(1).forEach((_, k) => expect(inner.upper[k + 1]!).toBeLessThan(inner.upper[k]!));
    sizes.forEach((_, k) => {
      expect(outer.upper[k]!).toBeGreaterThan(inner.upper[k]!);
      expect(outer.lower[k]!).toBeLessThan(inner.lower[k]!);
    });
  });
  it('has a proportion outside exactly when its Wilson interval misses the target', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (x, rest, target) => {
          const n = x + rest;
          const limits = proportionFunnelLimits([n], target);
          const wilson = proportionInterval(x, n);
          if (wilson.kind === 'withheld') throw new Error('shown');
          const edge = [limits.lower[0]!, limits.upper[0]!].some((limit) => Math.abs(x / n - limit) < 1e-9);
          fc.pre(!edge);
          const outside = x / n < limits.lower[0]! || x / n > limits.upper[0]!;
          expect(outside).toBe(target < wilson.lower || target > wilson.upper);
        }
      )
    );
  });
  it('has no limits at size 0', () => {
    expect(ratioFunnelLimits([0, 2]).lower[0]).toBeNull();
    expect(proportionFunnelLimits([0], 0.3)).toEqual({ lower: [null], upper: [null] });
    expect(() => proportionFunnelLimits([3], 1.2)).toThrow(RangeError);
  });
});

describe('overdispersion', () => {
  it('never narrows a funnel, and moves with the areas when they change places', () => {
    fc.assert(
      fc.property(areas, (given) => {
        const [o, e] = [given.map((a) => a.observed), given.map((a) => a.expected)];
        const spread = ratioOverdispersion(o, e);
        const mirrored = ratioOverdispersion([...o].reverse(), [...e].reverse());
        if (spread.kind === 'withheld' || mirrored.kind === 'withheld') throw new Error('shown');
        expect(spread.tau2).toBeGreaterThanOrEqual(0);
        expect(mirrored.tau2).toBeCloseTo(spread.tau2, 9);
        spread.z.forEach((z, k) => {
          expect(Math.abs(spread.zAdjusted[k]!)).toBeLessThanOrEqual(Math.abs(z) + 1e-12);
          expect(mirrored.z[o.length - 1 - k]).toBeCloseTo(z, 9);
          expect(spread.lower998[k]!).toBeLessThanOrEqual(spread.lower95[k]!);
        });
        expect(spread.enoughAreas).toBe(o.length >= 10);
      })
    );
  });
  it('is not judged on one area or nothing expected', () => {
    expect(ratioOverdispersion([3], [2])).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
    expect(ratioOverdispersion([3, 1], [2, 0])).toEqual({ kind: 'withheld', reason: 'zero_expected' });
    expect(proportionOverdispersion([1, 0], [2, 0])).toEqual({ kind: 'withheld', reason: 'no_denominator' });
    expect(proportionOverdispersion([1], [2])).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
    expect(() => proportionOverdispersion([3, 1], [2, 4])).toThrow(/above/);
    expect(() => ratioOverdispersion([3, 1], [2, 4], { trim: 0.5 })).toThrow(RangeError);
  });
});
