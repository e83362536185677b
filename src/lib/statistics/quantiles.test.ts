import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import {
  negativeBinomialCdf,
  negativeBinomialQuantile,
  poissonCdf,
  poissonQuantile
} from './count-distribution.ts';
import { incompleteBeta } from './numerics/incomplete-beta.ts';
import { normalUpperTail } from './numerics/normal-tail.ts';
import {
  betaQuantile,
  chiSquareQuantile,
  gammaQuantile,
  normalDeviate,
  normalQuantile,
  tQuantile,
  tTwoSided
} from './quantiles.ts';

const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe('quantiles', () => {
  itFollowsGolden('special_functions');
  it('give the two z of every interval', () => {
    expect(normalDeviate(0.95)).toBeCloseTo(1.959963984540054, 13);
    expect(normalDeviate(0.998)).toBeCloseTo(3.090232306167813, 12);
    expect(normalQuantile(0.5)).toBe(0);
  });
  it('lead back to their probability', () => {
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 400 }), (p, n) => {
        expect(1 - normalUpperTail(normalQuantile(p))).toBeCloseTo(p, 10);
        const t = tQuantile(p, n);
        expect(tTwoSided(t, n) / 2).toBeCloseTo(Math.min(p, 1 - p), 10);
        const x = betaQuantile(p, n, 7);
        expect(incompleteBeta(x, 1 - x, n, 7)).toBeCloseTo(p, 10);
      })
    );
  });
  // values of R 4: qt(0.975, 30), qt(1e-6, 3), qbeta(0.5, 1e5, 9e4)
  it('hold their digits where jstat alone loses them', () => {
    expect(tQuantile(0.975, 30)).toBeCloseTo(2.042272456301238, 12);
    expect(tQuantile(1e-6, 3) / -103.29946778041935).toBeCloseTo(1, 12);
    expect(betaQuantile(0.5, 1e5, 9e4)).toBeCloseTo(0.5263158818099817, 12);
    expect(chiSquareQuantile(0.025, 0)).toBe(0);
  });
  it('agree with each other where distributions meet', () => {
    expect(chiSquareQuantile(0.9, 7)).toBeCloseTo(gammaQuantile(0.9, 3.5, 2), 9);
    expect(tQuantile(0.975, 1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 9);
    expect(betaQuantile(0.3, 1, 1)).toBeCloseTo(0.3, 14);
  });
  it('refuse what has no quantile', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => tQuantile(1, 3)).toThrow(RangeError);
    expect(() => gammaQuantile(0.5, 0, 1)).toThrow(RangeError);
    expect(() => betaQuantile(1.2, 1, 1)).toThrow(RangeError);
  });
});

describe('distributions of counts', () => {
  it('put the quantile where the cdf first reaches p', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.01, max: 3000, noNaN: true }),
        fc.double({ min: 0.2, max: 500, noNaN: true }),
        (p, mean, size) => {
          const k = negativeBinomialQuantile(p, size, mean);
          expect(negativeBinomialCdf(k, size, mean)).toBeGreaterThanOrEqual(p - 1e-12);
          if (k > 0) expect(negativeBinomialCdf(k - 1, size, mean)).toBeLessThan(p);
          const q = poissonQuantile(p, mean);
          expect(poissonCdf(q, mean)).toBeGreaterThanOrEqual(p - 1e-12);
          if (q > 0) expect(poissonCdf(q - 1, mean)).toBeLessThan(p);
        }
      )
    );
  });
  it('turn Poisson as the size grows, and know their ends', () => {
    expect(negativeBinomialCdf(8, 1e9, 5.5)).toBeCloseTo(poissonCdf(8, 5.5), 7);
    expect(negativeBinomialCdf(8, Infinity, 5.5)).toBe(poissonCdf(8, 5.5));
    expect(poissonCdf(-1, 3)).toBe(0);
    expect(poissonCdf(0, 0)).toBe(1);
    expect(poissonQuantile(0.99, 0)).toBe(0);
    expect(() => poissonQuantile(1, 3)).toThrow(RangeError);
  });
});
