import { type Numbers, requireCount, requireCounts } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** Minutes from each place people live (rows) to each supply (columns); null where there is no way. */
export type TravelMinutes = readonly ArrayLike<number | null>[];

/** Access to supply by the two-step method. */
export interface CatchmentAccess {
  /** Supply per person in its catchment; null for a supply nobody reaches. */
  readonly supplyRatio: readonly (number | null)[];
  /** Supply per person within reach; 0 is out of reach (圏外), not missing. */
  readonly access: readonly number[];
  readonly accessPer1000: readonly number[];
  /** Σ access × people: equals the supply that somebody reaches. */
  readonly accessTimesPopulation: number;
}

/**
 * Two-step floating catchment area 到達可能性（2SFCA）: supply over the people within reach of it, then the sum of what
 * lies within reach of each place. `gaussian` lets weight fall with time, to 0 at the threshold.
 * Withheld: `no_population`. (Luo & Wang 2003; Dai 2010)
 * @param populations people per place @param supplies e.g. beds or doctors per facility
 * @param options `thresholdMinutes` (30), `decay` (none)
 */
export function catchmentAccess(
  populations: Numbers,
  supplies: Numbers,
  minutes: TravelMinutes,
  {
    thresholdMinutes = 30,
    decay = 'none'
  }: { readonly thresholdMinutes?: number; readonly decay?: 'none' | 'gaussian' } = {}
): Outcome<CatchmentAccess> {
  requireCounts('populations', populations);
  requireCounts('supplies', supplies);
  requireMinutes(minutes, populations.length, supplies.length);
  if (!(thresholdMinutes > 0)) throw new RangeError(`a threshold is positive, not ${thresholdMinutes}`);
  const places = Array.from(populations);
  if (places.every((people) => people === 0)) return withheld('no_population');
  const weight = (place: number, supply: number): number => {
    const time = minutes[place]![supply]!;
    if (time === null || time > thresholdMinutes) return 0;
    return decay === 'none' ? 1 : gaussianWeight(time / thresholdMinutes);
  };
  const supplyRatio = Array.from(supplies, (amount, j) => {
    const reached = places.reduce((total, people, i) => total + weight(i, j) * people, 0);
    return reached === 0 ? null : amount / reached;
  });
  const access = places.map((_, i) =>
    supplyRatio.reduce<number>((total, ratio, j) => total + (ratio === null ? 0 : ratio * weight(i, j)), 0)
  );
  return shown({
    supplyRatio,
    access,
    accessPer1000: access.map((value) => value * 1000),
    accessTimesPopulation: access.reduce((total, value, i) => total + value * places[i]!, 0)
  });
}

/** 1 at no time, 0 at the threshold. (Dai 2010) */
function gaussianWeight(share: number): number {
  const edge = Math.exp(-0.5);
  return (Math.exp(-0.5 * share * share) - edge) / (1 - edge);
}

/** @throws RangeError unless a matrix has a row a place, a column a supply, and times from 0 or null */
export function requireMinutes(minutes: TravelMinutes, places: number, supplies: number): void {
  if (minutes.length !== places) throw new RangeError(`${places} places need ${places} rows of minutes`);
  minutes.forEach((row, i) => {
    if (row.length !== supplies)
      throw new RangeError(`row ${i} of minutes needs ${supplies} columns, not ${row.length}`);
    for (const time of Array.from(row)) if (time !== null) requireCount(`minutes in row ${i}`, time);
  });
}
