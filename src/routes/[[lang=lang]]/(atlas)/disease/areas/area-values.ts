import { shown, withheld, type Estimate } from '#lib/domain/estimate.ts';
import type { AreaMeasure, AreaView } from '#lib/i18n/disease-areas.ts';
import { diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';
import type { Palette } from '#lib/map/class-fill.ts';
import {
  compareAreas,
  onBasis,
  type AreaComparison,
  type ComparedPlace,
  type PlaceYear,
  type PublishedEstimate
} from '#lib/statistics/area-comparison.ts';
import { fisherJenks, readableBreaks } from '#lib/statistics/class-breaks.ts';
import { PER_100K } from '#lib/statistics/crude-rate.ts';
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

/**
 * The measure figures by place show for the one chosen: persons have none by place, and counts only of chapters by
 * municipality; their crude rates stand in.
 */
export function mappedBy({
  disease,
  measure,
  level
}: Pick<DiseaseSelection, 'disease' | 'measure' | 'level'>): AreaMeasure {
  if (measure === 'patients') return 'crude';
  const exact = diseaseKind(disease) === 'chapter' && level === 'unit';
  return measure === 'visits' && !exact ? 'crude' : measure;
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

const compared = new WeakMap<readonly PlaceYear[], Map<number, AreaComparison>>();

/** Places of one year against their reference; kept as long as the rows, since three figures ask for it. */
export function comparisonOf(rows: readonly PlaceYear[], year: number): AreaComparison {
  let years = compared.get(rows);
  if (!years) compared.set(rows, (years = new Map()));
  let comparison = years.get(year);
  if (!comparison)
    years.set(year, (comparison = compareAreas(rows.filter((row) => row.fiscalYear === year))));
  return comparison;
}

const broken = new WeakMap<readonly PlaceYear[], Map<AreaMeasure, number[]>>();

/** Five classes over the raw values of all years, so that a colour means the same in every year and when smoothed. */
export function breaksOf(rows: readonly PlaceYear[], measure: AreaMeasure): number[] {
  let measures = broken.get(rows);
  if (!measures) broken.set(rows, (measures = new Map()));
  let breaks = measures.get(measure);
  if (!breaks) {
    const years = [...new Set(rows.map((row) => row.fiscalYear))];
    const values = years.flatMap((year) => {
      const ofYear = rows.filter((row) => row.fiscalYear === year);
      return (measure === 'sir' ? onBasis(ofYear).rows : ofYear).flatMap((row) => rawValue(row, measure));
    });
    breaks = measure === 'sir' ? ratioClasses(values) : readableBreaks(fisherJenks(values, 5));
    measures.set(measure, breaks);
  }
  return breaks;
}

/** The value alone, without the intervals and limits that take time over all years; empty where there is none. */
function rawValue(row: PlaceYear, measure: AreaMeasure): number[] {
  if (row.source === 'absent') return [];
  if (row.source === 'indicator') {
    const estimate = measure === 'visits' ? null : row[measure];
    return estimate ? [estimate.value] : [];
  }
  if (measure === 'visits') return [row.observed];
  if (measure === 'crude') return row.population > 0 ? [(PER_100K * row.observed) / row.population] : [];
  return measure === 'sir' && row.expected ? [(100 * row.observed) / row.expected] : [];
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
