import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { lengthOfStay } from './length-of-stay.ts';

describe('lengths of stay', () => {
  itFollowsGolden('length_of_stay');
  it('have quantiles in order, whatever the order of stays', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 }), { minLength: 10, maxLength: 60 }), (days) => {
        const [stay, back] = [
          lengthOfStay(days, { limit: 14 }),
          lengthOfStay([...days].reverse(), { limit: 14 })
        ];
        if (stay.kind === 'withheld') throw new Error(stay.reason);
        expect(back).toEqual(stay);
        expect(stay.q25).toBeLessThanOrEqual(stay.median);
        expect(stay.median).toBeLessThanOrEqual(stay.q75);
        expect(stay.q75).toBeLessThanOrEqual(stay.p90);
        expect(stay.geometricMean).toBeLessThanOrEqual(Math.max(stay.mean, 1) + 1);
      })
    );
  });
  it('count a stay within a day as one for the geometric mean, and share only what is longer than the limit', () => {
    const stays = [...new Array<number>(9).fill(0), 1];
    expect(lengthOfStay(stays, { limit: 1 })).toMatchObject({ geometricMean: 1, shareBeyond: 0 });
    expect(lengthOfStay(stays)).toMatchObject({ shareBeyond: null });
  });
  it('are withheld under ten, and none is negative', () => {
    expect(lengthOfStay([1, 2])).toEqual({ kind: 'withheld', reason: 'too_few_events' });
    expect(lengthOfStay([], { minimumStays: 0 })).toEqual({ kind: 'withheld', reason: 'too_few_events' });
    expect(() => lengthOfStay([-1])).toThrow(RangeError);
  });
});
