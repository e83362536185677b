import { incompleteBeta } from './numerics/incomplete-beta.ts';
import { requireConfidence, requireCount, requireWhole } from './numerics/input-check.ts';
import { binomialPoint } from './numerics/point-probability.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { betaQuantile } from './quantiles.ts';

/** Events and the persons (or person-time) they happened among. */
export interface RateInput {
  readonly count: number;
  readonly population: number;
}

/**
 * Ratio of two rates 率比, a over b, with exact limits: given their sum, a's count is binomial, and Clopper–Pearson
 * limits of its share become limits of the ratio. The two-sided p sums all outcomes no likelier than the observed,
 * under equal rates. Ratio and upper are null where b has no event.
 * Withheld: `too_few_events` when neither has one, `no_population`. (Przyborowski & Wilenski 1940)
 * @throws RangeError for counts that are not whole
 */
export function rateRatio(
  a: RateInput,
  b: RateInput,
  confidence = 0.95
): Outcome<{ ratio: number | null; lower: number; upper: number | null; pValue: number }> {
  requireWhole('count of a', a.count, 0);
  requireWhole('count of b', b.count, 0);
  requireCount('population of a', a.population);
  requireCount('population of b', b.population);
  requireConfidence(confidence);
  if (a.population === 0 || b.population === 0) return withheld('no_population');
  const n = a.count + b.count;
  if (n === 0) return withheld('too_few_events');
  const tail = (1 - confidence) / 2;
  const ratioOf = (share: number): number => ((share / (1 - share)) * b.population) / a.population;
  return shown({
    ratio: b.count === 0 ? null : (a.count * b.population) / (b.count * a.population),
    lower: a.count === 0 ? 0 : ratioOf(betaQuantile(tail, a.count, b.count + 1)),
    upper: b.count === 0 ? null : ratioOf(betaQuantile(1 - tail, a.count + 1, b.count)),
    pValue: twoSidedBinomial(a.count, n, a.population / (a.population + b.population))
  });
}

/** P of all outcomes among n at share p that are no likelier than x, equal up to rounding included. */
function twoSidedBinomial(x: number, n: number, p: number): number {
  const mean = n * p;
  if (x === mean) return 1;
  const limit = binomialPoint(x, n, p, 1 - p) * (1 + 1e-7);
  const rare = (k: number): boolean => binomialPoint(k, n, p, 1 - p) <= limit;
  if (x < mean) {
    const first = firstWhere(Math.ceil(mean), n + 1, rare);
    return Math.min(1, atMost(x, n, p) + atMost(n - first, n, 1 - p));
  }
  const last = Math.floor(mean) - firstWhere(0, Math.floor(mean) + 1, (k) => rare(Math.floor(mean) - k));
  return Math.min(1, atMost(last, n, p) + atMost(n - x, n, 1 - p));
}

/** P(X ≤ k) of a binomial count. */
function atMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(1 - p, p, n - k, k + 1);
}

/** First whole number of from … to − 1 where a rule that stays true has become true; `to` if it never does. */
function firstWhere(from: number, to: number, rule: (k: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rule(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
