import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedProportion, type Share } from './expected-proportion.ts';

const same = (count: number, part: number, whole: number): Share[] =>
  Array.from({ length: count }, () => ({ part, whole }));

describe('the range in which a proportion was to be expected', () => {
  it('is the binomial range around the pooled proportion where the references agree', () => {
    const range = expectedProportion({ part: 700, whole: 1000 }, same(12, 700, 1000));
    if (range.kind === 'withheld') throw new Error(range.reason);
    // arcsine limits by hand: sin²(asin √0.7 ∓ 2.326348 / (2 √1000))
    expect(range.expected).toBeCloseTo(0.7, 12);
    expect(range.lower).toBeCloseTo(
      Math.sin(Math.asin(Math.sqrt(0.7)) - 2.3263478740408408 / (2 * Math.sqrt(1000))) ** 2,
      9
    );
    expect(range.upper).toBeCloseTo(
      Math.sin(Math.asin(Math.sqrt(0.7)) + 2.3263478740408408 / (2 * Math.sqrt(1000))) ** 2,
      9
    );
    expect(range.verdict).toBe('within');
  });

  it('tells a proportion below and one above it', () => {
    const verdict = (part: number) => {
      const range = expectedProportion({ part, whole: 1000 }, same(12, 700, 1000));
      return range.kind === 'shown' && range.verdict;
    };
    expect([600, 700, 800].map(verdict)).toEqual(['below', 'within', 'above']);
  });

  it('has a p that is 0.02 on the limits of a 98 % range, and 1 on the expected itself', () => {
    const p = (part: number, whole: number) => {
      const range = expectedProportion({ part, whole }, same(12, 700_000, 1_000_000));
      return range.kind === 'shown' ? range.pValue : Number.NaN;
    };
    const range = expectedProportion({ part: 700_000, whole: 1_000_000 }, same(12, 700_000, 1_000_000));
    if (range.kind === 'withheld') throw new Error(range.reason);
    expect(p(Math.round(range.lower * 1_000_000), 1_000_000)).toBeCloseTo(0.02, 3);
    expect(p(700_000, 1_000_000)).toBeCloseTo(1, 9);
    expect(p(650_000, 1_000_000)).toBeLessThan(1e-6);
  });

  it('widens by the spread between the references, and by the error of rounded counts', () => {
    const width = (references: readonly Share[], variance = 0) => {
      const range = expectedProportion({ part: 70, whole: 100 }, references, 0.98, variance);
      return range.kind === 'shown' ? range.upper - range.lower : Number.NaN;
    };
    const even = width(same(12, 700, 1000));
    expect(width([...same(6, 600, 1000), ...same(6, 800, 1000)])).toBeGreaterThan(even * 1.5);
    expect(width(same(12, 700, 1000), 16.5)).toBeGreaterThan(even);
    // fewer than ten references do not tell a spread from chance: τ² stays out
    expect(width([...same(4, 600, 1000), ...same(4, 800, 1000)])).toBeCloseTo(even, 2);
  });

  it('is withheld for fewer than eight references, or no request at all', () => {
    expect(expectedProportion({ part: 1, whole: 2 }, same(7, 1, 2))).toEqual({
      kind: 'withheld',
      reason: 'too_short'
    });
    expect(
      expectedProportion({ part: 1, whole: 2 }, [...same(7, 1, 2), { part: 0, whole: 0 }])
    ).toMatchObject({ reason: 'too_short' });
    expect(expectedProportion({ part: 0, whole: 0 }, same(9, 1, 2))).toMatchObject({
      reason: 'no_denominator'
    });
  });

  it('always holds the expectation inside the limits, within 0–1', () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([whole, p]) => ({ part: Math.floor(whole * p), whole }));
    fc.assert(
      fc.property(share, fc.array(share, { minLength: 8, maxLength: 30 }), (point, references) => {
        const range = expectedProportion(point, references, 0.98, 16.5);
        if (range.kind === 'withheld') throw new Error(range.reason);
        expect(range.lower).toBeGreaterThanOrEqual(0);
        expect(range.upper).toBeLessThanOrEqual(1);
        expect(range.lower).toBeLessThanOrEqual(range.expected + 1e-12);
        expect(range.upper).toBeGreaterThanOrEqual(range.expected - 1e-12);
      })
    );
  });
});
