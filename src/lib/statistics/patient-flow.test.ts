import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { patientFlow, selfSufficiencyBounds } from './patient-flow.ts';

describe('patient flows', () => {
  itFollowsGolden('patient_flow');
  it('balance out over all areas when nobody comes from outside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 500 }), { minLength: 4, maxLength: 4 }), {
          minLength: 4,
          maxLength: 4
        }),
        (matrix) => {
          const flow = patientFlow(matrix);
          expect(flow.balance.reduce<number>((a, b) => a + b!, 0)).toBe(0);
          flow.selfSufficiency.forEach((share, k) => {
            if (share !== null) expect(share + flow.outflow[k]!).toBeCloseTo(1, 12);
          });
        }
      )
    );
  });
  it('say null over an empty base and wherever a withheld cell takes part', () => {
    const flow = patientFlow([
      [5, null, 1],
      [2, 7, 0],
      [0, 0, 0]
    ]);
    expect(flow.residents).toEqual([null, 9, 0]);
    expect(flow.selfSufficiency).toEqual([null, 7 / 9, null]);
    expect(flow.facilityTotal).toEqual([7, null, 1]);
    expect(flow.inflow).toEqual([1 - 5 / 7, null, 1]);
    expect(flow.balance).toEqual([null, null, 1]);
  });
  it('bound what withheld cells hide, and hold the truth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 3 }), {
          minLength: 3,
          maxLength: 3
        }),
        (truth) => {
          const published = truth.map((row) => row.map((n) => (n < 10 ? null : n)));
          const bounds = selfSufficiencyBounds(published, 9);
          patientFlow(truth).selfSufficiency.forEach((share, k) => {
            if (share === null) return;
            expect(bounds[k]!.lower).toBeLessThanOrEqual(share);
            expect(bounds[k]!.upper).toBeGreaterThanOrEqual(share);
          });
        }
      )
    );
    expect(selfSufficiencyBounds([[0]], 9)).toEqual([null]);
  });
  it('refuse a matrix that is not square', () => {
    expect(() => patientFlow([[1, 2]])).toThrow(RangeError);
  });
});
