import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { smallAreaVariation } from './small-area-variation.ts';

describe('small-area variation', () => {
  itFollowsGolden('small_area_variation');
  it('does not depend on the order of areas, and keeps Gini within 0–1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 90 }), fc.double({ min: 0.1, max: 90, noNaN: true })), {
          minLength: 1,
          maxLength: 40
        }),
        (given) => {
          const of = (pairs: typeof given) =>
            smallAreaVariation(
              pairs.map(([o]) => o),
              pairs.map(([, e]) => e)
            );
          const [there, back] = [of(given), of([...given].reverse())];
          if (there.kind === 'withheld' || back.kind === 'withheld') throw new Error('shown');
          expect(back.scv).toBeCloseTo(there.scv, 6);
          if (there.gini === null) expect(given.every(([o]) => o === 0)).toBe(true);
          else {
            expect(there.gini).toBeGreaterThanOrEqual(0);
            expect(there.gini).toBeLessThan(1);
            expect(back.gini).toBeCloseTo(there.gini, 9);
          }
        }
      )
    );
  });
  it('finds none where every area is as expected', () => {
    const even = smallAreaVariation([10, 20, 30], [10, 20, 30]);
    expect(even).toMatchObject({ cv: 0, weightedCv: 0, extremalQuotient: 1, gini: 0, chiSquare: 0 });
    if (even.kind === 'shown') expect(even.scv).toBeLessThan(0);
  });
  it('has no quotients over a smallest ratio of 0, and no spread on one area', () => {
    expect(smallAreaVariation([0, 0], [3, 4])).toMatchObject({
      cv: null,
      weightedCv: null,
      extremalQuotient: null,
      gini: null
    });
    expect(smallAreaVariation([2], [4])).toMatchObject({ cv: null, extremalQuotient: 1 });
  });
  it('is withheld where nothing is expected, or without areas', () => {
    expect(smallAreaVariation([1, 2], [1, 0])).toEqual({ kind: 'withheld', reason: 'zero_expected' });
    expect(smallAreaVariation([], [])).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
  });
});
