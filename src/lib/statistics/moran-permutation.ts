import { FALSE_DISCOVERY_RATE, falseDiscoveryRate } from './false-discovery-rate.ts';
import { moranField, type MoranField, type MoranOptions } from './moran.ts';
import { requireWhole } from './numerics/input-check.ts';
import { seededGenerator, type SeededGenerator } from './numerics/seeded-generator.ts';
import { type Outcome, shown } from './outcome.ts';
import { spatialLag, type Neighbours } from './spatial-weights.ts';

/** Permutations drawn unless told otherwise. */
export const PERMUTATIONS = 9999;

/** Pseudo p of Moran's I. Arrays are in the order of the areas given; null for areas left out. */
export interface MoranPermutation {
  readonly i: number;
  /** Of the global I, over permutations of all values. */
  readonly pGreater: number;
  readonly pLess: number;
  /** Of each spatial lag at or above (below) the observed, over permutations of all other areas' values. */
  readonly localPGreater: readonly (number | null)[];
  readonly localPLess: readonly (number | null)[];
  /** One-sided, of the observed tail. */
  readonly localP: readonly (number | null)[];
  /** The same, adjusted for testing every area. (Benjamini & Hochberg 1995) */
  readonly localPAdjusted: readonly (number | null)[];
  readonly significant: readonly boolean[];
  readonly islands: readonly number[];
}

/**
 * Inference for Moran's I by permutation, conditional on each area's own value for the local one; p = (r+1)/(M+1).
 * Generator and seed (see `GENERATOR_NAME`) belong beside the result.
 * Withheld: `too_few_areas`, `no_variation`. (Anselin 1995)
 * @param options those of `moran`, `permutations` M (9,999), false discovery rate `q` (0.05)
 */
export function moranPermutation(
  values: ArrayLike<number | null>,
  neighbours: Neighbours,
  seed: number,
  {
    permutations = PERMUTATIONS,
    q = FALSE_DISCOVERY_RATE,
    ...options
  }: MoranOptions & { readonly permutations?: number; readonly q?: number } = {}
): Outcome<MoranPermutation> {
  requireWhole('permutations', permutations, 1);
  const field = moranField(values, neighbours, options);
  if (field.kind === 'withheld') return field;
  const random = seededGenerator(seed);
  const everywhere = globalTails(field, permutations, random);
  const local = field.weights.areas.map((_, k) => localTails(field, k, permutations, random));
  const localP = local.map((tail) => Math.min(tail.greater, tail.less));
  const adjusted = falseDiscoveryRate(localP);
  const { areas, islands } = field.weights;
  const spread = (of: (k: number) => number): (number | null)[] => {
    const full = new Array<number | null>(values.length).fill(null);
    areas.forEach((area, k) => (full[area] = of(k)));
    return full;
  };
  return shown({
    i: field.i,
    pGreater: everywhere.greater,
    pLess: everywhere.less,
    localPGreater: spread((k) => local[k]!.greater),
    localPLess: spread((k) => local[k]!.less),
    localP: spread((k) => localP[k]!),
    localPAdjusted: spread((k) => adjusted[k]!),
    significant: spread((k) => adjusted[k]!).map((p) => p !== null && p <= q),
    islands
  });
}

interface Tails {
  readonly greater: number;
  readonly less: number;
}

function tailsOf(observed: number, slack: number, draws: number, draw: () => number): Tails {
  let [above, below] = [0, 0];
  for (let m = 0; m < draws; m++) {
    const value = draw();
    if (value >= observed - slack) above++;
    if (value <= observed + slack) below++;
  }
  return { greater: (above + 1) / (draws + 1), less: (below + 1) / (draws + 1) };
}

/** z′Wz orders permutations as I does. Sums in another order differ in their last digits: ties keep some slack. */
function globalTails(field: MoranField, draws: number, random: SeededGenerator): Tails {
  const product = (z: Float64Array, lag: Float64Array): number => {
    let total = 0;
    for (let k = 0; k < z.length; k++) total += z[k]! * lag[k]!;
    return total;
  };
  const shuffled = field.deviations.slice();
  const size = shuffled.reduce((total, z) => total + z * z, 0);
  return tailsOf(product(field.deviations, field.lag), 1e-10 * size, draws, () => {
    for (let k = shuffled.length - 1; k > 0; k--) {
      const other = random.below(k + 1);
      [shuffled[k], shuffled[other]] = [shuffled[other]!, shuffled[k]!];
    }
    return product(shuffled, spatialLag(field.weights, shuffled));
  });
}

/** Neighbours' values drawn without replacement from those of all other areas. */
function localTails(field: MoranField, k: number, draws: number, random: SeededGenerator): Tails {
  const { weight } = field.weights.rows[k]!;
  const others = field.deviations.filter((_, j) => j !== k);
  const largest = others.reduce((top, z) => Math.max(top, Math.abs(z)), 0);
  const slack = 1e-10 * largest * weight.reduce((a, b) => a + b, 0);
  return tailsOf(field.lag[k]!, slack, draws, () => {
    let lag = 0;
    for (let m = 0; m < weight.length; m++) {
      const pick = m + random.below(others.length - m);
      const value = others[pick]!;
      others[pick] = others[m]!;
      others[m] = value;
      lag += weight[m]! * value;
    }
    return lag;
  });
}
