import { type Numbers, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { type Neighbours, requireNeighbours } from './spatial-weights.ts';

/** Mean rate and variance between areas, by moments. */
interface Prior {
  readonly mean: number;
  /** Never below 0. */
  readonly variance: number;
}

/**
 * Smoothed rates 平滑化値 of areas: each is drawn towards the overall mean, the more so the fewer its people. For a map
 * marked as smoothed; never mixed with raw values. An area without people takes the mean.
 * Withheld: `no_population`. (Marshall 1991)
 * @param counts events @param populations persons
 * @returns events per person
 */
export function empiricalBayes(
  counts: Numbers,
  populations: Numbers
): Outcome<{ mean: number; variance: number; estimates: readonly number[] }> {
  requireRates(counts, populations);
  const prior = priorOf(Array.from(counts), Array.from(populations));
  if (!prior) return withheld('no_population');
  return shown({
    ...prior,
    estimates: Array.from(counts, (n, i) => smoothed(n, populations[i]!, prior))
  });
}

/**
 * The same, with mean and variance of each area's own neighbourhood: itself and its neighbours. Null where nobody lives
 * in the whole neighbourhood. Withheld: `no_population`. (Marshall 1991)
 */
export function localEmpiricalBayes(
  counts: Numbers,
  populations: Numbers,
  neighbours: Neighbours
): Outcome<{ estimates: readonly (number | null)[] }> {
  requireRates(counts, populations);
  requireNeighbours(neighbours, counts.length);
  const estimates = Array.from(counts, (count, i) => {
    const around = [i, ...Array.from(neighbours[i]!)];
    const prior = priorOf(
      around.map((j) => counts[j]!),
      around.map((j) => populations[j]!)
    );
    return prior && smoothed(count, populations[i]!, prior);
  });
  return estimates.every((estimate) => estimate === null) ? withheld('no_population') : shown({ estimates });
}

/**
 * Rates standardised for Moran's I: their distance from the overall rate in standard deviations that allow for each
 * area's number of people; null in an area without people.
 * Withheld: `no_population`; `no_variation` without events. (Assunção & Reis 1999)
 */
export function empiricalBayesStandardised(
  counts: Numbers,
  populations: Numbers
): Outcome<{ values: readonly (number | null)[] }> {
  requireRates(counts, populations);
  const moments = momentsOf(Array.from(counts), Array.from(populations));
  if (!moments) return withheld('no_population');
  const { mean, between } = moments;
  if (mean === 0) return withheld('no_variation');
  return shown({
    values: Array.from(counts, (n, i) => {
      const people = populations[i]!;
      if (people === 0) return null;
      const chance = mean / people;
      const variance = between + chance > 0 ? between + chance : chance;
      return (n / people - mean) / Math.sqrt(variance);
    })
  });
}

function requireRates(counts: Numbers, populations: Numbers): void {
  requireSameLength({ counts, populations });
  requireCounts('counts', counts);
  requireCounts('populations', populations);
}

function momentsOf(
  counts: readonly number[],
  populations: readonly number[]
): { mean: number; between: number } | null {
  const people = populations.reduce((a, b) => a + b, 0);
  if (people === 0) return null;
  const mean = counts.reduce((a, b) => a + b, 0) / people;
  const squares = counts.reduce(
    (total, n, i) =>
      populations[i] === 0 ? total : total + populations[i]! * (n / populations[i]! - mean) ** 2,
    0
  );
  return { mean, between: squares / people - mean / (people / populations.length) };
}

function priorOf(counts: readonly number[], populations: readonly number[]): Prior | null {
  const moments = momentsOf(counts, populations);
  return moments && { mean: moments.mean, variance: Math.max(0, moments.between) };
}

function smoothed(count: number, people: number, { mean, variance }: Prior): number {
  if (people === 0 || variance === 0) return mean;
  return mean + ((count / people - mean) * variance) / (variance + mean / people);
}
