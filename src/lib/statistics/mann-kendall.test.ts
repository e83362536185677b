import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { mannKendall } from './mann-kendall.ts';

describe('Mann–Kendall', () => {
  itFollowsGolden('mann_kendall');
  it('turns its sign when time runs backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 40 }), (series) => {
        const [there, back] = [mannKendall(series), mannKendall([...series].reverse())];
        if (there.kind === 'withheld' || back.kind === 'withheld') throw new Error('shown');
        expect(back.s + there.s).toBe(0);
        expect(back.pValue).toBeCloseTo(there.pValue, 12);
        expect(back.senSlope + there.senSlope).toBeCloseTo(0, 12);
      })
    );
  });
  it('finds the slope of a line, and nothing where all values tie', () => {
    expect(mannKendall([1, 3, 5, 7, 9])).toMatchObject({ s: 10, senSlope: 2 });
    expect(mannKendall([4, 4, 4, 4])).toEqual({
      kind: 'shown',
      s: 0,
      variance: 0,
      z: 0,
      pValue: 1,
      senSlope: 0
    });
  });
});
