import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { countInterval } from './count-interval.ts';
import { crudeRate } from './crude-rate.ts';

describe('the interval of a count', () => {
  itFollowsGolden('count_interval');
  it('contains the count, and a wider confidence contains a narrower', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), (count) => {
        const [narrow, wide] = [countInterval(count, 0.8), countInterval(count, 0.998)];
        expect(narrow.lower).toBeLessThanOrEqual(count);
        expect(narrow.upper).toBeGreaterThan(count);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThan(narrow.upper);
      })
    );
  });
  it('turns from exact to Byar at ten', () => {
    expect(countInterval(9).interval).toBe('exact');
    expect(countInterval(10).interval).toBe('byar');
  });
  it('refuses what is not a count', () => {
    for (const count of [-1, Number.NaN, Infinity]) expect(() => countInterval(count)).toThrow(RangeError);
    expect(() => countInterval(3, 1)).toThrow(RangeError);
  });
});

describe('a crude rate', () => {
  it('scales with its unit, limits included', () => {
    const [a, b] = [crudeRate(42, 1000), crudeRate(42, 1000, { per: 1000 })];
    if (a.kind === 'withheld' || b.kind === 'withheld') throw new Error('both are shown');
    expect(a.rate).toBeCloseTo(4200, 9);
    expect(b.upper * 100).toBeCloseTo(a.upper, 9);
  });
  it('is withheld where nobody lives', () => {
    expect(crudeRate(0, 0)).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
});
