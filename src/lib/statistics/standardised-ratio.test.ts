import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import {
  facilityAndResidenceRatio,
  indirectlyStandardisedRatio,
  standardisedRatio
} from './standardised-ratio.ts';

describe('a standardised ratio', () => {
  itFollowsGolden('standardised_ratio');
  it('is 100 where the area has the rates of its reference', () => {
    const reference = { counts: [10, 40, 200], populations: [1000, 2000, 4000] };
    const area = { counts: [1, 4, 20], populations: [100, 200, 400] };
    const ratio = indirectlyStandardisedRatio(area, reference);
    expect(ratio).toMatchObject({ kind: 'shown', observed: 25, sparse: false });
    if (ratio.kind === 'shown') {
      expect(ratio.ratio).toBeCloseTo(100, 9);
      expect(ratio.indirectlyStandardisedRate).toBeCloseTo((250 / 7000) * 100_000, 6);
    }
  });
  it('lies within its interval, which widens with confidence', () => {
    fc.assert(
      fc.property(fc.nat({ max: 900 }), fc.double({ min: 0.01, max: 900, noNaN: true }), (o, e) => {
        const [narrow, wide] = [standardisedRatio(o, e), standardisedRatio(o, e, { confidence: 0.998 })];
        if (narrow.kind === 'withheld' || wide.kind === 'withheld') throw new Error('shown');
        expect(narrow.lower).toBeLessThanOrEqual(narrow.ratio);
        expect(narrow.upper).toBeGreaterThan(narrow.ratio);
        expect(wide.upper).toBeGreaterThan(narrow.upper);
        expect(narrow.sparse).toBe(e < 1);
      })
    );
  });
  it('is withheld where nothing is expected', () => {
    expect(standardisedRatio(3, 0)).toEqual({ kind: 'withheld', reason: 'zero_expected' });
    const nobody = { counts: [0], populations: [0] };
    expect(indirectlyStandardisedRatio(nobody, nobody)).toEqual({
      kind: 'withheld',
      reason: 'zero_expected'
    });
  });
  it('is withheld where people stand in a band the reference has nobody in', () => {
    const reference = { counts: [5, 0], populations: [100, 0] };
    expect(indirectlyStandardisedRatio({ counts: [1, 0], populations: [10, 10] }, reference)).toEqual({
      kind: 'withheld',
      reason: 'empty_stratum'
    });
    expect(indirectlyStandardisedRatio({ counts: [1, 0], populations: [10, 0] }, reference)).toMatchObject({
      kind: 'shown',
      expected: 0.5,
      sparse: true
    });
  });
  it('has no flow factor without patients who live there', () => {
    const both = facilityAndResidenceRatio({ byFacility: 12, byResidence: 0 }, 10);
    expect(both).toMatchObject({ facilityRatio: 120, residenceRatio: 0, flowFactor: null });
  });
});
