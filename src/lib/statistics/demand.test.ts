import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { jmapDemandIndex } from './jmap-demand-index.ts';
import { demandDecomposition, utilisationProjection } from './utilisation-projection.ts';

const side = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 0, max: 9000 })), {
    minLength: 6,
    maxLength: 6
  })
  .map((cells) => ({ populations: cells.map(([n]) => n), ratesPer100k: cells.map(([, r]) => r) }));

describe('projected demand', () => {
  itFollowsGolden('utilisation_projection');
  it('is nobody where nobody lives, and withheld where nobody ever does', () => {
    expect(utilisationProjection([[0], [500]], [2000])).toEqual({ kind: 'shown', patientsPerDay: [0, 10] });
    expect(utilisationProjection([[0], [0]], [2000])).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
  it('changes by effects that sum to the change, and turn over with time', () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const [there, back] = [demandDecomposition(before, after), demandDecomposition(after, before)];
        if (there.kind === 'withheld' || back.kind === 'withheld') throw new Error('shown');
        const sum = there.sizeEffect + there.structureEffect + there.rateEffect;
        expect(sum).toBeCloseTo(there.totalChange, 7);
        expect(there.demand1 - there.demand0).toBeCloseTo(there.totalChange, 9);
        expect(back.sizeEffect).toBeCloseTo(-there.sizeEffect, 7);
        expect(back.structureEffect).toBeCloseTo(-there.structureEffect, 7);
        expect(back.rateEffect).toBeCloseTo(-there.rateEffect, 7);
      })
    );
  });
  it('owes growth alone to size, and dearer rates alone to rate', () => {
    const before = { populations: [100, 300], ratesPer100k: [1000, 4000] };
    const grown = demandDecomposition(before, { ...before, populations: [200, 600] });
    expect(grown).toMatchObject({ structureEffect: 0, rateEffect: 0 });
    const dearer = demandDecomposition(before, { ...before, ratesPer100k: [2000, 5000] });
    expect(dearer).toMatchObject({ sizeEffect: 0, structureEffect: 0 });
  });
  it('refuses cells that do not match', () => {
    expect(() => utilisationProjection([[1, 2]], [3])).toThrow(RangeError);
  });
});

describe('the JMAP index', () => {
  itFollowsGolden('jmap_demand_index');
  it('weighs a person over 75 at 3.9 for medical and 87.3 for care', () => {
    const index = jmapDemandIndex(
      [2020, 2030],
      ['40-64', '75+'],
      [
        [1, 0],
        [0, 1]
      ]
    );
    expect(index).toMatchObject({ medicalAmount: [1, 3.9], careAmount: [1, 87.3], careIndex: [100, 8730] });
  });
  it('has no care index where nobody of the base year is 40', () => {
    expect(jmapDemandIndex([2020], ['0-4', '40-64'], [[5, 0]])).toMatchObject({
      medicalIndex: [100],
      careIndex: [null]
    });
  });
  it('refuses bands that straddle its groups and years without their base', () => {
    for (const band of ['10-19', '60-69', '70+', 'all'])
      expect(() => jmapDemandIndex([2020], [band], [[1]])).toThrow(RangeError);
    expect(() => jmapDemandIndex([2025], ['0-4'], [[1]])).toThrow(/base year/);
  });
});
