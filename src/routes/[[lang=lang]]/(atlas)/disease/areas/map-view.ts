import { diseaseAreas, type AreaMeasure, type AreaView } from '#lib/i18n/disease-areas.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAbsent } from '#lib/i18n/number-format.ts';
import type { Category } from '#lib/map/CategoryLegend.svelte';
import { fillOfEstimate, HATCHED, NO_VALUE } from '#lib/map/class-fill.ts';
import type { AreaComparison, ComparedPlace } from '#lib/statistics/area-comparison.ts';
import type { Outcome } from '#lib/statistics/outcome.ts';
import type { Cluster, Clusters } from '#lib/statistics/spatial-clusters.ts';
import {
  CLUSTER_FILL,
  colouredBy,
  estimateOf,
  outsideFill,
  paletteOf,
  smoothedOf,
  valueOf
} from './area-values.ts';
import { absenceText, absentMark, formatValue, measureShort, toldLines } from './area-words.ts';

/** What a map of one year is painted and told from. */
export interface MapView {
  readonly comparison: AreaComparison;
  readonly measure: AreaMeasure;
  readonly view: AreaView;
  /** Classes of the raw and smoothed views. */
  readonly breaks: readonly number[];
  /** Null while they are being computed, and in other views. */
  readonly clusters: Outcome<Clusters> | null;
  readonly locale: Locale;
}

/** Clusters by the index of a place; empty where there are none. */
const foundIn = (clusters: Outcome<Clusters> | null): readonly Cluster[] =>
  clusters?.kind === 'shown' ? clusters.clusters : [];

/** Fills of all places by code: hatched where withheld, flat where there is no value. */
export function fillsOf({
  comparison,
  measure,
  view,
  breaks,
  clusters
}: MapView): ReadonlyMap<string, string> {
  const coloured = colouredBy(measure, view);
  const found = foundIn(clusters);
  const fill = (place: ComparedPlace, i: number): string => {
    if (place.absent === 'hidden') return HATCHED;
    if (view === 'raw' || view === 'smoothed')
      return fillOfEstimate(estimateOf(place, measure, view), breaks, paletteOf(coloured));
    if (view === 'funnel')
      return place.funnel.kind === 'shown' ? outsideFill(place.funnel.outside) : NO_VALUE;
    const cluster = found[i] ?? null;
    return cluster ? CLUSTER_FILL[cluster] : NO_VALUE;
  };
  return new Map(comparison.places.map((place, i) => [place.code, fill(place, i)]));
}

/** Categories of the views that test, from high to low, then what is withheld. */
export function categoriesOf({ comparison: { places }, view, clusters, locale }: MapView): Category[] {
  const words = diseaseAreas[locale];
  const hidden = places.filter((place) => place.absent === 'hidden').length;
  const last = hidden ? [{ fill: HATCHED, label: formatAbsent('withheld', locale), count: hidden }] : [];
  if (view === 'funnel')
    return [
      ...([2, 1, 0, -1, -2] as const).map((outside) => ({
        fill: outsideFill(outside),
        label: words.outside[`${outside}`],
        count: places.filter((p) => p.funnel.kind === 'shown' && p.funnel.outside === outside).length
      })),
      ...last
    ];
  const found = foundIn(clusters);
  return [
    ...(['high-high', 'high-low', 'none', 'low-high', 'low-low'] as const).map((cluster) => ({
      fill: CLUSTER_FILL[cluster],
      label: words.clusters[cluster],
      count: found.filter((c) => c === cluster).length
    })),
    ...last
  ];
}

/** Places outlined because they differ beyond chance: by their interval, or by the funnel where that is on show. */
export function outlinedOf({ comparison: { places }, view }: MapView): ReadonlySet<string> {
  if (view === 'lisa') return new Set();
  const beyond = (place: ComparedPlace): boolean =>
    view === 'funnel' ? place.funnel.kind === 'shown' && place.funnel.outside !== 0 : place.beyond !== null;
  return new Set(places.filter(beyond).map((place) => place.code));
}

/** What a reader is told of a place: its value, or why there is none and where to look instead. */
export function tellPlace(
  { comparison, measure, view, clusters, locale }: MapView,
  code: string,
  nameOf: (code: string) => string,
  leadsTo: string | null
): { name: string; value: string; lines: string[] } {
  const words = diseaseAreas[locale];
  const i = comparison.places.findIndex((place) => place.code === code);
  const place = comparison.places[i];
  const name = nameOf(code);
  if (!place) return { name, value: formatAbsent('missing', locale), lines: [] };
  const by = view === 'funnel' || view === 'lisa' ? 'sir' : colouredBy(measure, view);
  const value = valueOf(place, by);
  if (!value)
    return {
      name,
      value: absentMark(place, locale),
      lines: [
        absenceText(place, by, locale),
        ...(leadsTo !== null && place.absent === 'hidden' ? [words.leadsTo(nameOf(leadsTo))] : [])
      ]
    };
  const smoothed = view === 'smoothed' ? smoothedOf(place, measure) : null;
  const own = `${measureShort(by, comparison, locale)} ${formatValue(value.value, by)}${words.unit[by]}`;
  const cluster = foundIn(clusters)[i] ?? null;
  return {
    name,
    value: smoothed === null ? own : words.smoothedValue(formatValue(smoothed, by)),
    lines: [
      ...(smoothed === null ? [] : [own]),
      ...toldLines(place, by, value, locale),
      ...(view === 'funnel' && place.funnel.kind === 'shown'
        ? [`${words.columns.limits}${words.colon}${words.outside[`${place.funnel.outside}`]}`]
        : []),
      ...(cluster ? [`${words.test.lisa}${words.colon}${words.clusters[cluster]}`] : [])
    ]
  };
}

/** What stands in the map's place where it cannot be drawn; null where it can. @param linked places clusters can be sought among */
export function noticeOf(
  { comparison, measure, view, clusters, locale }: MapView,
  failed: boolean,
  linked: number
): { readonly title: string; readonly text: string } | null {
  const { states } = diseaseAreas[locale];
  const { places } = comparison;
  const by = view === 'funnel' || view === 'lisa' ? 'sir' : colouredBy(measure, view);
  if (places.every((place) => place.absent !== null)) return states.allHidden;
  if (places.every((place) => valueOf(place, by) === null))
    return by === 'visits' ? states.bandsOnly : by === 'sir' ? states.noExpected : states.allHidden;
  if (view !== 'lisa') return null;
  if (failed) return states.failed;
  if (clusters?.kind !== 'withheld') return null;
  return clusters.reason === 'too_few_areas'
    ? { title: states.fewAreas.title(linked), text: states.fewAreas.text }
    : states.noVariation;
}
