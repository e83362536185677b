import jStat from 'jstat';
import { incompleteBeta } from './numerics/incomplete-beta.ts';
import { normalDensity, normalUpperTail } from './numerics/normal-tail.ts';
import { binomialPoint } from './numerics/point-probability.ts';

/*
 * The only door to jstat. Its χ² and gamma quantiles agree with R to 1·10⁻¹⁰ or better. Its incomplete beta stops
 * at 3·10⁻⁷, which leaves t quantiles up to 2·10⁻⁸ off, and its normal is 2·10⁻⁷ off at p = 10⁻¹²: those three are
 * starting values here, brought to full precision by Newton's method.
 */

function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies in 0–1, not ${p}`);
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be positive, not ${value}`);
}

/** Standard normal quantile of 0 < p < 1. (R: qnorm) */
export function normalQuantile(p: number): number {
  requireProbability(p);
  if (p === 0 || p === 1) throw new RangeError('the normal quantile of 0 or 1 is infinite');
  if (p > 0.5) return -lowerNormalQuantile(1 - p);
  return lowerNormalQuantile(p);
}

function lowerNormalQuantile(p: number): number {
  if (p === 0.5) return 0;
  let z = jStat.normal.inv(p, 0, 1);
  for (let step = 0; step < 3; step++) {
    const error = (normalUpperTail(-z) - p) / normalDensity(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

/** z of a two-sided confidence: 1.959964 at 95 %, 3.090232 at 99.8 %. */
export const normalDeviate = (confidence: number): number => -normalQuantile((1 - confidence) / 2);

/** χ² quantile; 0 at 0 degrees of freedom. (R: qchisq) */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  requireProbability(p);
  if (degreesOfFreedom === 0) return 0;
  requirePositive('degrees of freedom', degreesOfFreedom);
  return jStat.chisquare.inv(p, degreesOfFreedom);
}

/** Gamma quantile by shape and scale. (R: qgamma) */
export function gammaQuantile(p: number, shape: number, scale: number): number {
  requireProbability(p);
  requirePositive('shape', shape);
  requirePositive('scale', scale);
  return jStat.gamma.inv(p, shape, scale);
}

/** Beta quantile. (R: qbeta) */
export function betaQuantile(p: number, shape1: number, shape2: number): number {
  requireProbability(p);
  requirePositive('shape1', shape1);
  requirePositive('shape2', shape2);
  if (p === 0 || p === 1) return p;
  const [a, b] = [shape1, shape2];
  const start = jStat.beta.inv(p, a, b);
  let [low, high] = [0, 1];
  let x = start > 0 && start < 1 ? start : 0.5;
  // Newton's steps, halved back between the sides already known
  for (let step = 0; step < 200; step++) {
    const error = incompleteBeta(x, 1 - x, a, b) - p;
    if (error === 0) break;
    if (error > 0) high = x;
    else low = x;
    const density = (binomialPoint(a, a + b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x));
    let next = x - error / density;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * x) break;
    x = next;
  }
  return x;
}

/** Student's t quantile of 0 < p < 1. (R: qt) */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  requireProbability(p);
  requirePositive('degrees of freedom', degreesOfFreedom);
  if (p === 0 || p === 1) throw new RangeError('the t quantile of 0 or 1 is infinite');
  if (p === 0.5) return 0;
  return p < 0.5 ? -tAbove(p, degreesOfFreedom) : tAbove(1 - p, degreesOfFreedom);
}

/** The t with a tail of 0 < tail < ½ above it. */
function tAbove(tail: number, degreesOfFreedom: number): number {
  let t = -jStat.studentt.inv(tail, degreesOfFreedom);
  for (let step = 0; step < 8; step++) {
    const move = (tTwoSided(t, degreesOfFreedom) / 2 - tail) / tDensity(t, degreesOfFreedom);
    t += move;
    if (Math.abs(move) < 1e-15 * t) break;
  }
  return t;
}

/** Both tails of Student's t beyond |t|: the two-sided p of a t test, with its digits however small. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  const whole = degreesOfFreedom + square;
  return incompleteBeta(degreesOfFreedom / whole, square / whole, degreesOfFreedom / 2, 0.5);
}

/** Density of Student's t, from that of the beta variable df/(df+t²) whose lower tail is both tails of t. */
function tDensity(t: number, df: number): number {
  const x = df / (df + t * t);
  const y = (t * t) / (df + t * t);
  const half = df / 2;
  const betaDensity = (binomialPoint(half, half + 0.5, x, y) * half * 0.5) / ((half + 0.5) * x * y);
  return (betaDensity * t * df) / (df + t * t) ** 2;
}
