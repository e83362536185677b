import { mean, sum } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import {
  type Neighbours,
  requireNeighbours,
  spatialLag,
  spatialWeights,
  type SpatialWeights,
  type WeightStyle
} from './spatial-weights.ts';

/** Areas below which no spatial autocorrelation is shown: never on the four medical areas. */
export const MINIMUM_AREAS = 20;

/** Whether an area and its neighbours lie above (high) or below the mean. */
export type Quadrant = 'high-high' | 'low-low' | 'high-low' | 'low-high';

/** `weights` row-standardised unless told, `minimumAreas` 20. */
export interface MoranOptions {
  readonly weights?: WeightStyle;
  readonly minimumAreas?: number;
}

/** Global and local Moran's I. Arrays are in the order of the areas given; null for areas left out. */
export interface Moran {
  readonly i: number;
  readonly expectation: number;
  /** Under randomisation; null for fewer than four areas. */
  readonly varianceRandomisation: number | null;
  readonly varianceNormality: number;
  readonly zRandomisation: number | null;
  readonly localI: readonly (number | null)[];
  readonly quadrant: readonly (Quadrant | null)[];
  /** Areas left out for want of neighbours. */
  readonly islands: readonly number[];
}

/** What the tests on the same areas share: deviations from the mean and their spatial lag, of the areas taking part. */
export interface MoranField {
  readonly weights: SpatialWeights;
  readonly deviations: Float64Array;
  readonly lag: Float64Array;
  readonly i: number;
}

/**
 * Moran's I and local Moran 局所Moran（LISA）. Values of rates should be empirical-Bayes standardised first. An area
 * whose value is null, and an island, is left out.
 * Withheld: `too_few_areas`, `no_variation`. (Cliff & Ord 1981; Anselin 1995)
 * @param values one an area @param neighbours indices of each area's neighbours
 */
export function moran(
  values: ArrayLike<number | null>,
  neighbours: Neighbours,
  options: MoranOptions = {}
): Outcome<Moran> {
  const field = moranField(values, neighbours, options);
  if (field.kind === 'withheld') return field;
  const { weights, deviations, lag, i } = field;
  const n = deviations.length;
  const secondMoment = sum(deviations.map((z) => z * z)) / n;
  const localI = new Array<number | null>(values.length).fill(null);
  const quadrant = new Array<Quadrant | null>(values.length).fill(null);
  weights.areas.forEach((area, k) => {
    localI[area] = (deviations[k]! * lag[k]!) / secondMoment;
    quadrant[area] = `${deviations[k]! >= 0 ? 'high' : 'low'}-${lag[k]! >= 0 ? 'high' : 'low'}`;
  });
  const expectation = -1 / (n - 1);
  const { randomisation, normality } = variances(weights, deviations);
  return shown({
    i,
    expectation,
    varianceRandomisation: randomisation,
    varianceNormality: normality,
    zRandomisation: randomisation === null ? null : (i - expectation) / Math.sqrt(randomisation),
    localI,
    quadrant,
    islands: weights.islands
  });
}

/** The shared part of Moran's I and its permutation test, or why there is none. */
export function moranField(
  values: ArrayLike<number | null>,
  neighbours: Neighbours,
  { weights: style = 'row_standardised', minimumAreas = MINIMUM_AREAS }: MoranOptions
): Outcome<MoranField> {
  requireNeighbours(neighbours, values.length);
  for (const value of Array.from(values))
    if (value !== null && !Number.isFinite(value))
      throw new RangeError(`a value is a finite number or null, not ${value}`);
  const weights = spatialWeights(neighbours, (area) => values[area] !== null, style);
  const n = weights.areas.length;
  if (n < Math.max(2, minimumAreas)) return withheld('too_few_areas');
  const taking = Float64Array.from(weights.areas, (area) => values[area]!);
  if (taking.every((value) => value === taking[0])) return withheld('no_variation');
  const centre = mean(taking);
  const deviations = taking.map((value) => value - centre);
  const lag = spatialLag(weights, deviations);
  const total = sum(Float64Array.from(weights.rows, ({ weight }) => sum(weight)));
  const squares = sum(deviations.map((z) => z * z));
  const i = (n / total) * (sum(deviations.map((z, k) => z * lag[k]!)) / squares);
  return shown({ weights, deviations, lag, i });
}

function variances(
  { rows }: SpatialWeights,
  deviations: Float64Array
): { randomisation: number | null; normality: number } {
  const n = rows.length;
  const into = new Float64Array(n);
  const pairs = new Map<number, number>();
  let s0 = 0;
  rows.forEach(({ to, weight }, k) => {
    to.forEach((j, m) => {
      s0 += weight[m]!;
      into[j]! += weight[m]!;
      const key = Math.min(k, j) * n + Math.max(k, j);
      pairs.set(key, (pairs.get(key) ?? 0) + weight[m]!);
    });
  });
  // ½ΣΣ(wᵢⱼ+wⱼᵢ)² over ordered pairs is Σ over unordered ones
  let s1 = 0;
  for (const both of pairs.values()) s1 += both * both;
  const s2 = sum(Float64Array.from(rows, ({ weight }, k) => (sum(weight) + into[k]!) ** 2));
  const expectation = -1 / (n - 1);
  const normality = (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - expectation ** 2;
  if (n < 4) return { randomisation: null, normality };
  const squares = sum(deviations.map((z) => z * z));
  const kurtosis = (n * sum(deviations.map((z) => z ** 4))) / squares ** 2;
  const first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0);
  const second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
  const randomisation = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expectation ** 2;
  return { randomisation, normality };
}
