import { incompleteBeta } from './numerics/incomplete-beta.ts';
import { poissonPoint } from './numerics/point-probability.ts';

/** P(X ≤ q) of a Poisson count with a mean: its point probabilities, summed away from the mean. (R: ppois) */
export function poissonCdf(q: number, mean: number): number {
  requireMean(mean);
  const k = Math.floor(q + 1e-7);
  if (k < 0) return 0;
  if (mean === 0) return 1;
  let total = 0;
  if (k < mean) {
    let term = poissonPoint(k, mean);
    for (let x = k; x >= 0 && term > total * 1e-18; x--) {
      total += term;
      term *= x / mean;
    }
    return Math.min(1, total);
  }
  let term = poissonPoint(k + 1, mean);
  for (let x = k + 1; term > total * 1e-18; x++) {
    total += term;
    term *= mean / (x + 1);
  }
  return Math.max(0, 1 - total);
}

/** P(X ≤ q) of a negative binomial count by size and mean. (Abramowitz & Stegun 1964, 26.5.26; R: pnbinom) */
export function negativeBinomialCdf(q: number, size: number, mean: number): number {
  if (!(size > 0)) throw new RangeError(`size must be positive, not ${size}`);
  requireMean(mean);
  if (size === Infinity) return poissonCdf(q, mean);
  const k = Math.floor(q + 1e-7);
  if (k < 0) return 0;
  return incompleteBeta(size / (size + mean), mean / (size + mean), size, k + 1);
}

function requireMean(mean: number): void {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`a mean is a number from 0, not ${mean}`);
}

/** Smallest count whose cdf reaches 0 ≤ p < 1. (R: qpois) */
export function poissonQuantile(p: number, mean: number): number {
  return leastReaching(p, mean, mean, (k) => poissonCdf(k, mean));
}

/** Smallest count whose cdf reaches 0 ≤ p < 1. (R: qnbinom) */
export function negativeBinomialQuantile(p: number, size: number, mean: number): number {
  return leastReaching(p, mean, mean + (mean * mean) / size, (k) => negativeBinomialCdf(k, size, mean));
}

function leastReaching(p: number, mean: number, variance: number, cdf: (k: number) => number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError(`a count quantile needs 0 ≤ p < 1, not ${p}`);
  // a cdf that equals p but for its last digits has reached it (as in R)
  const target = p * (1 - 64 * Number.EPSILON);
  let step = Math.max(1, Math.ceil(Math.sqrt(variance)));
  let low = -1;
  let high = Math.floor(mean);
  if (cdf(high) < target) {
    low = high;
    for (high += step; cdf(high) < target; high += step *= 2) low = high;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (cdf(middle) >= target) high = middle;
    else low = middle;
  }
  return high;
}
