import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { empiricalBayes, empiricalBayesStandardised, localEmpiricalBayes } from './empirical-bayes.ts';

const areas = fc.array(fc.record({ count: fc.nat({ max: 60 }), people: fc.nat({ max: 9000 }) }), {
  minLength: 1,
  maxLength: 30
});

describe('empirical Bayes', () => {
  itFollowsGolden('empirical_bayes');
  it('draws every rate towards the mean and never past it', () => {
    fc.assert(
      fc.property(areas, (given) => {
        const counts = given.map((a) => (a.people === 0 ? 0 : a.count));
        const people = given.map((a) => a.people);
        const smooth = empiricalBayes(counts, people);
        if (smooth.kind === 'withheld') {
          expect(people.every((n) => n === 0)).toBe(true);
          return;
        }
        smooth.estimates.forEach((estimate, k) => {
          const raw = people[k] === 0 ? smooth.mean : counts[k]! / people[k]!;
          expect(estimate).toBeGreaterThanOrEqual(Math.min(raw, smooth.mean) - 1e-12);
          expect(estimate).toBeLessThanOrEqual(Math.max(raw, smooth.mean) + 1e-12);
        });
      })
    );
  });
  it('gives an area without people the mean, and everybody 0 without events', () => {
    const smooth = empiricalBayes([3, 0, 9], [100, 0, 100]);
    if (smooth.kind === 'shown') expect(smooth.estimates[1]).toBe(smooth.mean);
    expect(empiricalBayes([0, 0], [10, 20])).toMatchObject({ mean: 0, estimates: [0, 0] });
    expect(empiricalBayes([0], [0])).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
  it('is the global one where every area neighbours every other', () => {
    const [counts, people] = [
      [1, 5, 2, 9],
      [50, 90, 400, 120]
    ];
    const all = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].filter((j) => j !== i));
    const [local, global] = [localEmpiricalBayes(counts!, people!, all), empiricalBayes(counts!, people!)];
    if (local.kind === 'withheld' || global.kind === 'withheld') throw new Error('shown');
    local.estimates.forEach((estimate, k) => expect(estimate).toBeCloseTo(global.estimates[k]!, 12));
  });
  it('says null where nobody lives in a whole neighbourhood', () => {
    expect(localEmpiricalBayes([0, 0, 4], [0, 0, 9], [[1], [0], []])).toMatchObject({
      estimates: [null, null, 4 / 9]
    });
    expect(localEmpiricalBayes([0], [0], [[]])).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
  it('standardises rates so that few people count less', () => {
    const values = empiricalBayesStandardised([2, 20, 30, 1, 0], [100, 1000, 800, 100, 0]);
    if (values.kind === 'withheld') throw new Error(values.reason);
    const [small, large] = values.values as [number, number];
    // the same raw rate: the larger area lies farther out
    expect(Math.abs(large)).toBeGreaterThan(Math.abs(small));
    expect(values.values[4]).toBeNull();
    expect(empiricalBayesStandardised([0, 0], [5, 6])).toEqual({ kind: 'withheld', reason: 'no_variation' });
    expect(empiricalBayesStandardised([0], [0])).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
});
