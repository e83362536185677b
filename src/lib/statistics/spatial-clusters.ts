import type { AreaComparison } from './area-comparison.ts';
import { empiricalBayesStandardised } from './empirical-bayes.ts';
import { moranPermutation, PERMUTATIONS } from './moran-permutation.ts';
import { moran, type Quadrant } from './moran.ts';
import { GENERATOR_NAME } from './numerics/seeded-generator.ts';
import { type Outcome, shown } from './outcome.ts';
import { spatialWeights, type Neighbours } from './spatial-weights.ts';

/** What a place and its neighbours share; `none` where that may be chance, null where the place takes no part. */
export type Cluster = Quadrant | 'none' | null;

/** What the search for clusters is given; plain arrays, so that it can go to a worker. */
export interface ClusterInput {
  readonly codes: readonly string[];
  /** Observed and expected events; null where withheld. */
  readonly observed: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
  readonly neighbours: readonly (readonly number[])[];
  readonly seed: number;
}

/** Clusters found, and all it takes to find them again. */
export interface Clusters {
  readonly i: number;
  readonly pGreater: number;
  readonly clusters: readonly Cluster[];
  /** Adjusted for testing every place; null where a place takes no part. */
  readonly pAdjusted: readonly (number | null)[];
  /** Codes of places without a neighbour that has a value. */
  readonly islands: readonly string[];
  readonly places: number;
  readonly seed: number;
  readonly permutations: number;
  readonly generator: string;
}

/** The input of a search for clusters, from a comparison and who borders whom. */
export function clusterInput(
  { places }: AreaComparison,
  neighbours: ReadonlyMap<string, readonly string[]>,
  seed: number
): ClusterInput {
  const index = new Map(places.map(({ code }, i) => [code, i]));
  return {
    codes: places.map(({ code }) => code),
    observed: places.map((p) => (p.expected !== null && p.expected > 0 ? p.observed : null)),
    expected: places.map((p) => (p.expected !== null && p.expected > 0 ? p.expected : null)),
    neighbours: places.map(({ code }) =>
      (neighbours.get(code) ?? []).flatMap((other) => {
        const at = index.get(other);
        return at === undefined ? [] : [at];
      })
    ),
    seed
  };
}

/** How many places have a value and a neighbour that has one: those a search for clusters can use. */
export const linkedPlaces = ({ observed, expected, neighbours }: ClusterInput): number =>
  spatialWeights(neighbours, (i) => observed[i] !== null && expected[i] !== null, 'row_standardised').areas
    .length;

/**
 * Clusters of high or low ratios 局所Moran（LISA）: on empirical-Bayes standardised ratios, by conditional permutation,
 * with the share of false discoveries held at 5 %. Places withheld are missing, not zero.
 * Withheld: `too_few_areas` (under 20 with a neighbour), `no_variation`, `no_population`. (Anselin 1995; Assunção & Reis
 * 1999; Benjamini & Hochberg 1995)
 */
export function spatialClusters(input: ClusterInput, permutations = PERMUTATIONS): Outcome<Clusters> {
  const { codes, observed, expected, seed } = input;
  const taking = codes.flatMap((_, i) => (observed[i] === null || expected[i] === null ? [] : [i]));
  const standardised = empiricalBayesStandardised(
    taking.map((i) => observed[i]!),
    taking.map((i) => expected[i]!)
  );
  if (standardised.kind === 'withheld') return standardised;
  const values = new Array<number | null>(codes.length).fill(null);
  taking.forEach((place, k) => (values[place] = standardised.values[k]!));
  const neighbours: Neighbours = input.neighbours;
  const local = moran(values, neighbours);
  if (local.kind === 'withheld') return local;
  const tested = moranPermutation(values, neighbours, seed, { permutations });
  if (tested.kind === 'withheld') return tested;
  return shown({
    i: tested.i,
    pGreater: tested.pGreater,
    clusters: codes.map((_, i): Cluster => {
      const quadrant = local.quadrant[i] ?? null;
      if (quadrant === null) return null;
      return tested.significant[i] ? quadrant : 'none';
    }),
    pAdjusted: tested.localPAdjusted,
    islands: tested.islands.map((i) => codes[i]!),
    places: taking.length - tested.islands.length,
    seed,
    permutations,
    generator: GENERATOR_NAME
  });
}
