import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { fisherJenks, quantileBreaks, readableBreaks, varianceFit } from './class-breaks.ts';

const figures = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 });

describe('classes of a map', () => {
  itFollowsGolden('class_breaks');
  it('never outnumber the distinct values, and hold every value', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const maxima = fisherJenks(values, 5);
        expect(maxima.length).toBeLessThanOrEqual(new Set(values).size);
        expect(maxima.at(-1)).toBe(Math.max(...values));
        const readable = readableBreaks(maxima);
        expect(readable.at(-1)).toBe(Math.max(...values));
        expect(readable.every((b, i) => i === 0 || b > readable[i - 1]!)).toBe(true);
      })
    );
  });
  it('fit better the more there are, and perfectly when each value has its own', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const fits = [1, 2, 3, 4, 5].map((k) => varianceFit(values, fisherJenks(values, k)));
        fits.slice(1).forEach((fit, k) => expect(fit).toBeGreaterThanOrEqual(fits[k]! - 1e-9));
        expect(varianceFit(values, fisherJenks(values, new Set(values).size))).toBeCloseTo(1, 9);
      })
    );
  });
  it('run from the smallest to the largest value by quantiles', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const breaks = quantileBreaks(values, 5);
        expect(breaks[0]).toBe(Math.min(...values));
        expect(breaks.at(-1)).toBe(Math.max(...values));
        expect(breaks.length - 1).toBeLessThanOrEqual(new Set(values).size);
        expect(breaks.every((b, i) => i === 0 || b >= breaks[i - 1]!)).toBe(true);
      })
    );
  });
  it('are none for no values', () => {
    expect(fisherJenks([], 5)).toEqual([]);
    expect(quantileBreaks([], 5)).toEqual([]);
    expect(varianceFit([], [])).toBe(1);
  });
});
