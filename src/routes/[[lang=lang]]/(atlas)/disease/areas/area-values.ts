import { shown, withheld, type Estimate } from '#lib/domain/estimate.ts';
import type { AreaMeasure, AreaView } from '#lib/i18n/disease-areas.ts';
import type { Palette } from '#lib/map/class-fill.ts';
import {
  compareAreas,
  type AreaComparison,
  type ComparedPlace,
  type PlaceYear,
  type PublishedEstimate
} from '#lib/statistics/area-comparison.ts';
import { fisherJenks, readableBreaks } from '#lib/statistics/class-breaks.ts';
import type { Outcome } from '#lib/statistics/outcome.ts';
import { ratioClasses } from '#lib/statistics/ratio-classes.ts';

/** What the links of the figures by place change. */
export interface AreaChoice {
  readonly area: string;
  readonly fiscalYear: number;
  readonly view: AreaView;
  readonly limits: 'chance' | 'adjusted';
  /** Of the permutations behind clusters. */
  readonly seed: number;
}

/** A place's value with its interval, whatever the measure; the interval is null for a plain count. */
export interface AreaValue {
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

const intervalOf = (outcome: Outcome<PublishedEstimate>): AreaValue | null =>
  outcome.kind === 'shown'
    ? { value: outcome.value, interval: { lower: outcome.lower, upper: outcome.upper } }
    : null;

/** The value of a place in a measure; null where withheld or not computable. */
export function valueOf(place: ComparedPlace, measure: AreaMeasure): AreaValue | null {
  if (measure !== 'visits') return intervalOf(place[measure]);
  return place.events?.kind === 'exact' ? { value: place.events.count, interval: null } : null;
}

/** The smoothed value that stands beside a measure: a rate beside the crude rate, else the ratio; null where there is none. */
export function smoothedOf(place: ComparedPlace, measure: AreaMeasure): number | null {
  const outcome = measure === 'crude' ? place.smoothedRate : place.smoothed;
  return outcome.kind === 'shown' ? outcome.value : null;
}

/** The measure whose classes colour a view: smoothed values are ratios unless the measure is the crude rate. */
export const colouredBy = (measure: AreaMeasure, view: AreaView): AreaMeasure =>
  view === 'smoothed' && measure !== 'crude' ? 'sir' : measure;

/** Ratios lie around 100, amounts do not. */
export const paletteOf = (measure: AreaMeasure): Palette => (measure === 'sir' ? 'div' : 'seq');

/** Comparisons of every year, oldest first. */
export function comparisonsOf(rows: readonly PlaceYear[]): ReadonlyMap<number, AreaComparison> {
  const years = [...new Set(rows.map((row) => row.fiscalYear))].sort((a, b) => a - b);
  return new Map(years.map((year) => [year, compareAreas(rows.filter((row) => row.fiscalYear === year))]));
}

/** Five classes over the raw values of all years, so that a colour means the same in every year and when smoothed. */
export function breaksOf(comparisons: ReadonlyMap<number, AreaComparison>, measure: AreaMeasure): number[] {
  const values = [...comparisons.values()].flatMap(({ places }) =>
    places.flatMap((place) => valueOf(place, measure)?.value ?? [])
  );
  return measure === 'sir' ? ratioClasses(values) : readableBreaks(fisherJenks(values, 5));
}

/** The estimate a map is filled by, in the raw or smoothed view. */
export function estimateOf(place: ComparedPlace, measure: AreaMeasure, view: AreaView): Estimate {
  if (place.absent !== null) return withheld(place.absent);
  const value = view === 'smoothed' ? smoothedOf(place, measure) : (valueOf(place, measure)?.value ?? null);
  if (value === null) return withheld(place.population === 0 ? 'no_population' : 'too_few_events');
  return shown(value, place.events?.kind === 'exact' ? place.events.count : 0, place.population);
}

/** Fill of a place by how far it lies outside the funnel: two steps up and down around the middle. */
export const outsideFill = (outside: -2 | -1 | 0 | 1 | 2): string => `var(--div-${outside + 3})`;

/** Fills of clusters; a place among unlike neighbours has the lighter tint of its own side. */
export const CLUSTER_FILL = {
  'high-high': 'var(--div-5)',
  'high-low': 'var(--div-4)',
  none: 'var(--div-3)',
  'low-high': 'var(--div-2)',
  'low-low': 'var(--div-1)'
} as const;
