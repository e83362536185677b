import { catchmentAccess } from '#lib/statistics/catchment-access.ts';
import { fisherJenks, classOf, quantileBreaks, varianceFit } from '#lib/statistics/class-breaks.ts';
import { empiricalBayes, localEmpiricalBayes } from '#lib/statistics/empirical-bayes.ts';
import { falseDiscoveryRate } from '#lib/statistics/false-discovery-rate.ts';
import { huffChoice } from '#lib/statistics/huff-choice.ts';
import { moranPermutation, PERMUTATIONS } from '#lib/statistics/moran-permutation.ts';
import { moran } from '#lib/statistics/moran.ts';
import { patientFlow } from '#lib/statistics/patient-flow.ts';
import { mostLikelyCluster } from '#lib/statistics/spatial-scan.ts';
import type { WeightStyle } from '#lib/statistics/spatial-weights.ts';
import { type Difference, differences } from './agreement.ts';
import type { Comparison, Operation } from './operation.ts';

interface Rates {
  readonly counts: number[];
  readonly populations: number[];
}
interface Places {
  readonly populations: number[];
  readonly supplies: number[];
  readonly minutes: (number | null)[][];
}
interface Field {
  readonly values: (number | null)[];
  readonly neighbours: number[][];
  readonly weights?: WeightStyle;
  readonly minimum_areas?: number;
}
const SEED = 20251122;

/** Maps and space, by method and operation. */
export const SPACE_OPERATIONS = {
  'empirical_bayes/global': (i: Rates) => empiricalBayes(i.counts, i.populations),
  'empirical_bayes/local': (i: Rates & { neighbours: number[][] }) =>
    localEmpiricalBayes(i.counts, i.populations, i.neighbours),
  'moran/moran': (i: Field) => moran(i.values, i.neighbours, { ...i, minimumAreas: i.minimum_areas }),
  'moran/exact_permutation': (i: Field) => {
    const drawn = moranPermutation(i.values, i.neighbours, SEED, { ...i, minimumAreas: i.minimum_areas });
    if (drawn.kind === 'withheld') return drawn;
    const { pGreater, localPGreater, localPLess } = drawn;
    return {
      i: drawn.i,
      pGreater,
      localPGreaterOrEqual: localPGreater,
      localPLessOrEqual: localPLess
    };
  },
  'false_discovery_rate/benjamini_hochberg': (i: { p_values: number[] }) => ({
    adjusted: falseDiscoveryRate(i.p_values)
  }),
  'class_breaks/fisher_jenks': (i: { values: number[]; classes?: number }) => {
    const classMaxima = fisherJenks(i.values, i.classes ?? 5);
    return {
      classMaxima,
      classSizes: classMaxima.map((_, k) => i.values.filter((v) => classOf(v, classMaxima) === k).length),
      goodnessOfVarianceFit: varianceFit(i.values, classMaxima)
    };
  },
  'class_breaks/quantile': (i: { values: number[]; classes?: number }) => ({
    breaks: quantileBreaks(i.values, i.classes ?? 5)
  }),
  'spatial_scan/most_likely_cluster': (
    i: Rates & { longitude: number[]; latitude: number[]; maximum_population_share?: number }
  ) => mostLikelyCluster(i, i.maximum_population_share),
  'accessibility/two_step': (i: Places & { threshold_minutes?: number }) =>
    catchmentAccess(i.populations, i.supplies, i.minutes, { thresholdMinutes: i.threshold_minutes }),
  'accessibility/gaussian_2sfca': (i: Places & { threshold_minutes?: number }) =>
    catchmentAccess(i.populations, i.supplies, i.minutes, {
      thresholdMinutes: i.threshold_minutes,
      decay: 'gaussian'
    }),
  'accessibility/huff': (i: Places & { alpha?: number; beta?: number }) =>
    huffChoice(i.populations, i.supplies, i.minutes, i),
  'patient_flow/flows': (i: { areas: string[]; matrix: (number | null)[][] }) => {
    const outside = i.areas.indexOf('outside');
    return patientFlow(i.matrix, outside < 0 ? null : outside);
  }
} as const satisfies Readonly<Record<string, Operation>>;

/** A pseudo p of M draws lies within 4√(p(1−p)/M) + 1/M of the exact one. */
const drawnP: Comparison = (got, expected) => {
  const margin = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / PERMUTATIONS) + 1 / PERMUTATIONS;
  const compare = (name: string, value: unknown, p: unknown): Difference[] =>
    Array.isArray(p)
      ? p.flatMap((each, k) => compare(`${name}[${k}]`, (value as unknown[] | undefined)?.[k], each))
      : differences(value, p, { relative: 0, absolute: name === 'i' ? 1e-9 : margin(p as number) }, name);
  return Object.entries(expected as object).flatMap(([name, p]) =>
    compare(name, (got as Record<string, unknown>)[name], p)
  );
};

/** Two circles may hold the same areas: then centre and radius are either's. */
const sameCircle: Comparison = (got, expected, tolerance) => {
  const [found, wanted] = [got, expected] as [Record<string, unknown>, Record<string, unknown>];
  const sorted = (members: unknown): unknown =>
    Array.isArray(members) ? [...members].sort((a, b) => a - b) : members;
  const areas = { members: sorted(wanted['members']) };
  const missed = differences({ members: sorted(found['members']) }, areas, tolerance);
  const either = missed.length === 0 && found['centre'] !== wanted['centre'];
  const rest = Object.entries(wanted).filter(
    ([name]) => name !== 'members' && !(either && (name === 'centre' || name === 'radius_km'))
  );
  return [...missed, ...differences(found, Object.fromEntries(rest), tolerance)];
};

/** Operations compared in their own way. */
export const SPACE_COMPARISONS: Readonly<Record<string, Comparison>> = {
  'moran/exact_permutation': (got, expected, tolerance) =>
    isWithheld(got) || isWithheld(expected)
      ? differences(got, expected, tolerance)
      : drawnP(got, expected, tolerance),
  'spatial_scan/most_likely_cluster': (got, expected, tolerance) =>
    isWithheld(got) || isWithheld(expected)
      ? differences(got, expected, tolerance)
      : sameCircle(got, expected, tolerance)
};

const isWithheld = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'withheld' in result;
