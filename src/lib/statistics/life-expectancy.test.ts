import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { lifeExpectancy } from './life-expectancy.ts';

const table = {
  startAges: [0, 1, 5, 65, 85],
  populations: [900, 3600, 60_000, 20_000, 4000],
  deaths: [4, 1, 90, 500, 600]
};

describe('life expectancy', () => {
  itFollowsGolden('life_expectancy');
  it('is the inverse of the death rate in the open band', () => {
    const life = lifeExpectancy(table);
    if (life.kind === 'withheld') throw new Error(life.reason);
    expect(life.expectancy[4]).toBeCloseTo(4000 / 600, 12);
    life.expectancy.forEach((e, k) => {
      expect(life.lower[k]!).toBeLessThan(e);
      expect(life.upper[k]!).toBeGreaterThan(e);
    });
  });
  it('falls when more people die', () => {
    const [fewer, more] = [lifeExpectancy(table), lifeExpectancy({ ...table, deaths: [4, 1, 90, 900, 600] })];
    if (fewer.kind === 'withheld' || more.kind === 'withheld') throw new Error('shown');
    expect(more.expectancy[0]!).toBeLessThan(fewer.expectancy[0]!);
  });
  it('takes a tenth of the first year and half of every other band as lived, unless told', () => {
    expect(lifeExpectancy({ ...table, fractionLived: [0.1, 0.5, 0.5, 0.5, 0.5] })).toEqual(
      lifeExpectancy(table)
    );
  });
  it('bears a band that nobody survives', () => {
    const life = lifeExpectancy({ ...table, deaths: [4, 1, 90, 19_000, 600] });
    if (life.kind === 'withheld') throw new Error(life.reason);
    expect(life.expectancy.every(Number.isFinite)).toBe(true);
    expect(life.standardError.every(Number.isFinite)).toBe(true);
  });
  it('is withheld for few people, an empty band, or no death in the open band', () => {
    const reason = (change: Partial<typeof table>) => {
      const life = lifeExpectancy({ ...table, ...change });
      return life.kind === 'withheld' ? life.reason : null;
    };
    expect(reason({ populations: [9, 36, 600, 200, 40] })).toBe('too_small_population');
    expect(reason({ populations: [0, 3600, 60_000, 20_000, 4000] })).toBe('empty_stratum');
    expect(reason({ deaths: [4, 1, 90, 500, 0] })).toBe('too_few_events');
    expect(() => lifeExpectancy({ ...table, startAges: [0, 5, 5, 65, 85] })).toThrow(/ascend/);
  });
});
