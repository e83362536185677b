import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { standardPopulation } from './standard-population.ts';

describe('a standard population', () => {
  itFollowsGolden('standard_population');
  it('keeps its total wherever the open band begins', () => {
    for (const from of [0, 65, 85, 90, 95]) {
      const model = standardPopulation(from);
      if (model.kind === 'withheld') throw new Error(model.reason);
      expect(model.weights).toHaveLength(from / 5 + 1);
      expect(model.weights.reduce((a, b) => a + b, 0)).toBe(125_319_000);
      expect(model.total).toBe(125_319_000);
    }
  });
  it('sums its last bands: 85 and over 5,105,000, 90 and over 1,971,000', () => {
    const last = (from: number) => {
      const model = standardPopulation(from);
      return model.kind === 'shown' ? model.weights.at(-1) : null;
    };
    expect(last(85)).toBe(5_105_000);
    expect(last(90)).toBe(1_971_000);
  });
  it('has no band that begins between its own, or above them', () => {
    for (const from of [87, 100, -5])
      expect(standardPopulation(from)).toEqual({ kind: 'withheld', reason: 'band_not_in_model' });
  });
});
