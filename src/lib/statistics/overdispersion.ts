import { type Numbers, requireCount, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { sum } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { normalDeviate } from './quantiles.ts';

/** Areas from which τ² may widen the limits on screen; with fewer show φ alone. */
export const MINIMUM_AREAS_FOR_TAU = 10;

/** How far areas vary beyond chance. */
export interface Overdispersion {
  /** The target on the scale of the transformation: √θ or asin√p. */
  readonly target: number;
  readonly z: readonly number[];
  readonly zWinsorised: readonly number[];
  /** Mean of the winsorised z²: above 1, areas vary more than chance. */
  readonly phi: number;
  /** Variance between areas on the transformed scale. */
  readonly tau2: number;
  readonly zAdjusted: readonly number[];
  /** Whether enough areas are here to use τ² on screen. */
  readonly enoughAreas: boolean;
}

/** Limits of a ratio widened by τ², at each area's expected count. */
export interface AdjustedLimits {
  readonly lower95: readonly number[];
  readonly upper95: readonly number[];
  readonly lower998: readonly number[];
  readonly upper998: readonly number[];
}

/**
 * Overdispersion of ratios O/E on the square-root scale (so that O = 0 works), with the adjusted funnel limits.
 * Withheld: `zero_expected`, `too_few_areas` (fewer than two). (Spiegelhalter 2005; DerSimonian & Laird 1986)
 * @param options `target` ratio (1), `trim` share winsorised at each end (0.1)
 */
export function ratioOverdispersion(
  observed: Numbers,
  expected: Numbers,
  { target = 1, trim = 0.1 }: { readonly target?: number; readonly trim?: number } = {}
): Outcome<Overdispersion & AdjustedLimits> {
  requireSameLength({ observed, expected });
  requireCounts('observed', observed);
  requireCounts('expected', expected);
  requireCount('target', target);
  if (expected.length < 2) return withheld('too_few_areas');
  if (Array.from(expected).includes(0)) return withheld('zero_expected');
  const centre = Math.sqrt(target);
  const errors = Float64Array.from(expected, (e) => 1 / (2 * Math.sqrt(e)));
  const roots = Float64Array.from(observed, (o, i) => Math.sqrt(o / expected[i]!));
  const spread = overdispersion(roots, errors, centre, trim);
  const limits = (confidence: number, side: -1 | 1): number[] =>
    Array.from(errors, (s) => {
      const root = centre + side * normalDeviate(confidence) * Math.sqrt(s * s + spread.tau2);
      return Math.max(0, root) ** 2;
    });
  return shown({
    ...spread,
    lower95: limits(0.95, -1),
    upper95: limits(0.95, 1),
    lower998: limits(0.998, -1),
    upper998: limits(0.998, 1)
  });
}

/**
 * Overdispersion of proportions on the arcsine scale, around the pooled proportion.
 * Withheld: `no_denominator`, `too_few_areas` (fewer than two). (Spiegelhalter 2005)
 */
export function proportionOverdispersion(
  numerators: Numbers,
  denominators: Numbers,
  trim = 0.1
): Outcome<Overdispersion> {
  requireSameLength({ numerators, denominators });
  requireCounts('numerators', numerators);
  requireCounts('denominators', denominators);
  if (Array.from(numerators).some((x, i) => x > denominators[i]!))
    throw new RangeError('a numerator is above its denominator');
  if (denominators.length < 2) return withheld('too_few_areas');
  if (Array.from(denominators).includes(0)) return withheld('no_denominator');
  const centre = Math.asin(Math.sqrt(sum(numerators) / sum(denominators)));
  const errors = Float64Array.from(denominators, (n) => 1 / (2 * Math.sqrt(n)));
  const angles = Float64Array.from(numerators, (x, i) => Math.asin(Math.sqrt(x / denominators[i]!)));
  return shown(overdispersion(angles, errors, centre, trim));
}

function overdispersion(
  values: Float64Array,
  errors: Float64Array,
  target: number,
  trim: number
): Overdispersion {
  if (!(trim >= 0 && trim < 0.5)) throw new RangeError(`trim lies in 0–0.5, not ${trim}`);
  const areas = values.length;
  const z = values.map((y, i) => (y - target) / errors[i]!);
  const sorted = z.slice().sort();
  const [low, high] = [quantileOfSorted(sorted, trim), quantileOfSorted(sorted, 1 - trim)];
  const zWinsorised = z.map((value) => Math.min(high, Math.max(low, value)));
  const phi = sum(zWinsorised.map((value) => value * value)) / areas;
  const weights = errors.map((s) => 1 / (s * s));
  const total = sum(weights);
  const free = total - sum(weights.map((w) => w * w)) / total;
  const tau2 = Math.max(0, (areas * phi - (areas - 1)) / free);
  return {
    target,
    z: [...z],
    zWinsorised: [...zWinsorised],
    phi,
    tau2,
    zAdjusted: Array.from(values, (y, i) => (y - target) / Math.sqrt(errors[i]! ** 2 + tau2)),
    enoughAreas: areas >= MINIMUM_AREAS_FOR_TAU
  };
}
