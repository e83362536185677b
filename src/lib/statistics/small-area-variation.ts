import { type Numbers, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { mean, sum, variance } from './numerics/moments.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** How unequally areas use care. All figures compare O/E of areas, without units. */
export interface SmallAreaVariation {
  /** Systematic component of variation ×100; below 0 when areas vary less than chance, and printed so. */
  readonly scv: number;
  readonly cv: number | null;
  /** Coefficient of variation with expected counts as weights. */
  readonly weightedCv: number | null;
  /** Largest over smallest; null if the smallest is 0. */
  readonly extremalQuotient: number | null;
  readonly ratio7525: number | null;
  readonly ratio955: number | null;
  readonly chiSquare: number;
  readonly gini: number | null;
}

/**
 * Variation between small areas 地域差: SCV, coefficients of variation, quantile ratios (type 7), extremal quotient,
 * Gini of observed over expected. Withheld: `zero_expected`, `too_few_areas` (none). (McPherson et al. 1982; Gini 1912)
 */
export function smallAreaVariation(observed: Numbers, expected: Numbers): Outcome<SmallAreaVariation> {
  requireSameLength({ observed, expected });
  requireCounts('observed', observed);
  requireCounts('expected', expected);
  const k = observed.length;
  if (k === 0) return withheld('too_few_areas');
  if (Array.from(expected).includes(0)) return withheld('zero_expected');

  const ratios = Float64Array.from(observed, (o, i) => o / expected[i]!);
  const sorted = ratios.slice().sort();
  const excess = sum(ratios.map((r) => (r - 1) ** 2));
  const chance = sum(Float64Array.from(expected, (e) => 1 / e));
  const pooled = sum(observed) / sum(expected);
  const weightedVariance = sum(ratios.map((r, i) => expected[i]! * (r - pooled) ** 2)) / sum(expected);
  const average = mean(ratios);
  const quotient = (high: number, low: number): number | null => (low === 0 ? null : high / low);
  return shown({
    scv: (100 / k) * (excess - chance),
    cv: average === 0 || k < 2 ? null : Math.sqrt(variance(ratios)) / average,
    weightedCv: pooled === 0 ? null : Math.sqrt(weightedVariance) / pooled,
    extremalQuotient: quotient(sorted[k - 1]!, sorted[0]!),
    ratio7525: quotient(quantileOfSorted(sorted, 0.75), quantileOfSorted(sorted, 0.25)),
    ratio955: quotient(quantileOfSorted(sorted, 0.95), quantileOfSorted(sorted, 0.05)),
    chiSquare: sum(ratios.map((r, i) => expected[i]! * (r - 1) ** 2)),
    gini: giniOf(observed, expected, ratios)
  });
}

/** Gini of O over E: the Lorenz curve of observed against expected shares, areas in ascending order of O/E. */
function giniOf(observed: Numbers, expected: Numbers, ratios: Float64Array): number | null {
  const [allObserved, allExpected] = [sum(observed), sum(expected)];
  if (allObserved === 0) return null;
  const order = Array.from(ratios.keys()).sort((a, b) => ratios[a]! - ratios[b]!);
  let [share, twiceArea] = [0, 0];
  for (const i of order) {
    const next = share + observed[i]! / allObserved;
    twiceArea += (expected[i]! / allExpected) * (share + next);
    share = next;
  }
  return Math.max(0, 1 - twiceArea);
}
