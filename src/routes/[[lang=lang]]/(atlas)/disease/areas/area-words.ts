import { figure } from '#lib/i18n/figure.ts';
import { diseaseAreas, type AreaMeasure, type Named } from '#lib/i18n/disease-areas.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAbsent, formatNumber } from '#lib/i18n/number-format.ts';
import { areaFinding, type AreaComparison, type ComparedPlace } from '#lib/statistics/area-comparison.ts';
import type { Outcome } from '#lib/statistics/outcome.ts';
import type { Cluster, Clusters } from '#lib/statistics/spatial-clusters.ts';
import { missingCell, number, text, withheldCell, type Cell, type TableModel } from '#lib/ui/table-model.ts';
import { smoothedOf, valueOf, type AreaValue } from './area-values.ts';

/** What the words of a figure by place are made from. */
export interface AreaFacts {
  readonly comparison: AreaComparison;
  readonly level: 'unit' | 'area';
  readonly measure: AreaMeasure;
  /** Names as titles have room for them. */
  readonly nameOf: (code: string) => string;
  readonly locale: Locale;
}

/** A value of a measure: ratios without decimals, rates with one. */
export const formatValue = (value: number, measure: AreaMeasure): string =>
  formatNumber(value, 'rate', { decimals: measure === 'sir' || measure === 'visits' ? 0 : 1 });

/** A measure in words; a ratio says what it compares with. */
export const measureText = (measure: AreaMeasure, { basis }: AreaComparison, locale: Locale): string =>
  measure === 'sir' ? diseaseAreas[locale].ratio[basis] : diseaseAreas[locale].measure[measure];

/** The same, short. */
export const measureShort = (measure: AreaMeasure, { basis }: AreaComparison, locale: Locale): string =>
  measure === 'sir' ? diseaseAreas[locale].ratioShort[basis] : diseaseAreas[locale].measureShort[measure];

/** What a measure is, in lines for a definition panel. */
export function measureDefinition(
  measure: AreaMeasure,
  { basis }: AreaComparison,
  standard: string,
  locale: Locale
): readonly string[] {
  const { define } = diseaseAreas[locale];
  if (measure === 'asr') return define.asr(standard);
  if (measure !== 'sir') return define[measure];
  return basis === 'crude' ? [define.crudeRatio, define.verdicts] : [...define.sir, define.verdicts];
}

const namedOf = (codes: readonly string[], nameOf: (code: string) => string, most: number): Named => ({
  names: codes.slice(0, most).map(nameOf),
  count: codes.length
});

/** Which places differ from the prefecture, in a clause. */
export function differTitle({ comparison, level, nameOf, locale }: AreaFacts): string {
  const words = diseaseAreas[locale];
  const { higher, lower, compared } = areaFinding(comparison);
  if (compared === 0) return words.nothing;
  const told = (codes: readonly string[]): string =>
    words.of(namedOf(codes, nameOf, higher.length && lower.length ? 2 : 3), level);
  const than = comparison.basis;
  if (higher.length && lower.length) return words.differ.both(than, told(higher), told(lower));
  if (higher.length) return words.differ.higher(than, told(higher));
  return lower.length
    ? words.differ.lower(than, told(lower))
    : words.differ.none(than, level, compared, comparison.places.length);
}

/** How many places differ beyond chance, in a clause. */
export function countTitle({ comparison, level, locale }: AreaFacts): string {
  const words = diseaseAreas[locale];
  const { higher, lower, compared } = areaFinding(comparison);
  if (compared === 0) return words.nothing;
  const differing = higher.length + lower.length;
  return differing
    ? words.differ.some(comparison.basis, differing, compared)
    : words.differ.none(comparison.basis, level, compared, comparison.places.length);
}

/** The highest place against the lowest, in a clause. */
export function spreadTitle({ comparison, measure, nameOf, locale }: AreaFacts): string {
  const words = diseaseAreas[locale];
  const values = comparison.places
    .flatMap((place) => {
      const value = valueOf(place, measure)?.value;
      return value === undefined ? [] : [{ code: place.code, value }];
    })
    .sort((a, b) => b.value - a.value);
  const [high, low] = [values[0], values.at(-1)];
  if (!high || !low) return words.nothing;
  if (values.length === 1) return words.one(nameOf(high.code));
  const what = measureShort(measure, comparison, locale);
  if (low.value === 0) return words.highest(what, nameOf(high.code));
  return words.spread(what, nameOf(high.code), nameOf(low.code), high.value / low.value);
}

/** How far smoothing narrows the range, in a clause. */
export function smoothedTitle({ comparison, measure, locale }: AreaFacts): string {
  const words = diseaseAreas[locale];
  const by = measure === 'crude' ? 'crude' : 'sir';
  const both = comparison.places.flatMap((place) => {
    const [raw, smoothed] = [valueOf(place, by)?.value, smoothedOf(place, measure)];
    return raw === undefined || smoothed === null ? [] : [{ raw, smoothed }];
  });
  if (both.length === 0) return words.nothing;
  const range = (values: readonly number[]): string =>
    `${formatValue(Math.min(...values), by)}–${formatValue(Math.max(...values), by)}`;
  const smoothed = both.map((b) => b.smoothed);
  if (Math.max(...smoothed) - Math.min(...smoothed) < 1e-9) return words.smoothed.same;
  return words.smoothed.narrows(range(both.map((b) => b.raw)), range(smoothed));
}

/** How many places lie outside the funnel, in a clause. */
export function funnelTitle({ comparison, locale }: AreaFacts, limits: 'chance' | 'adjusted'): string {
  const words = diseaseAreas[locale];
  const outside = comparison.places.flatMap((place) => {
    const verdict = limits === 'adjusted' ? place.adjusted : place.funnel;
    return verdict.kind === 'shown' ? [Math.abs(verdict.outside)] : [];
  });
  if (outside.length === 0) return words.nothing;
  const [inner, outer] = [outside.filter((o) => o >= 1).length, outside.filter((o) => o === 2).length];
  if (outer) return words.funnel.both(outer, inner);
  return inner ? words.funnel.inner(inner) : words.funnel.none;
}

/** Where clusters of neighbours are, in a clause. */
export function clusterTitle(
  { comparison, level, nameOf, locale }: AreaFacts,
  outcome: Outcome<Clusters> | null
): string {
  const words = diseaseAreas[locale];
  if (outcome === null) return words.lisa.pending;
  if (outcome.kind === 'withheld') return words.lisa.notTested;
  const of = (cluster: Cluster): string[] =>
    comparison.places.flatMap(({ code }, i) => (outcome.clusters[i] === cluster ? [code] : []));
  const [high, low, odd] = [of('high-high'), of('low-low'), [...of('high-low'), ...of('low-high')]];
  const told = (codes: readonly string[]): string => words.of(namedOf(codes, nameOf, 2), level);
  if (high.length && low.length) return words.lisa.both(told(high), told(low));
  if (high.length) return words.lisa.high(told(high));
  if (low.length) return words.lisa.low(told(low));
  return odd.length ? words.lisa.odd(told(odd)) : words.lisa.none;
}

/** How many events a place had, or their class. */
export function eventsText(place: ComparedPlace, locale: Locale): string {
  const words = diseaseAreas[locale];
  if (!place.events) return absentMark(place, locale);
  if (place.events.kind === 'band') return words.band(place.events.band);
  const count = formatNumber(place.events.count, 'count');
  return place.events.kind === 'exact' ? words.events(count) : words.roundedEvents(count);
}

/** Why a place has no value, in words. */
export function absenceText(place: ComparedPlace, measure: AreaMeasure, locale: Locale): string {
  const words = diseaseAreas[locale];
  if (place.absent === 'hidden') return words.hidden;
  if (place.absent === 'not_reported') return formatAbsent('missing', locale);
  const outcome = measure === 'visits' ? null : place[measure];
  const reason = outcome?.kind === 'withheld' ? outcome.reason : 'other';
  return reason in words.reasons ? words.reasons[reason as keyof typeof words.reasons] : words.reasons.other;
}

/** What stands where a place has no value: 秘匿, 未報告 or …. */
export const absentMark = (place: ComparedPlace, locale: Locale): string =>
  formatAbsent(
    place.absent === 'hidden' ? 'withheld' : place.absent === 'not_reported' ? 'missing' : 'not_computable',
    locale
  );

/** Lines on a place, after its value: interval, count, verdict. */
export function toldLines(
  place: ComparedPlace,
  measure: AreaMeasure,
  value: AreaValue,
  locale: Locale
): string[] {
  const words = diseaseAreas[locale];
  const interval = value.interval
    ? [words.interval(formatValue(value.interval.lower, measure), formatValue(value.interval.upper, measure))]
    : [];
  const verdict = place.sir.kind === 'shown' ? [words.verdict[place.beyond ?? 'none']] : [];
  return [...interval, eventsText(place, locale), ...verdict];
}

/** A place as one text, for the tooltip of a chart. */
export function toldText(
  place: ComparedPlace,
  measure: AreaMeasure,
  comparison: AreaComparison,
  name: string,
  locale: Locale
): string {
  const words = diseaseAreas[locale];
  const value = valueOf(place, measure);
  if (!value) return [name, absentMark(place, locale), absenceText(place, measure, locale)].join('\n');
  return [
    name,
    `${measureShort(measure, comparison, locale)} ${formatValue(value.value, measure)}${words.unit[measure]}`,
    ...toldLines(place, measure, value, locale)
  ].join('\n');
}

/** The rows behind every figure by place, highest first, withheld last: value, interval, counts, and both tests. */
export function areaTable(
  { comparison, measure, locale }: AreaFacts,
  fullName: (code: string) => string,
  caption: string,
  clusters: Outcome<Clusters> | null = null
): TableModel {
  const words = diseaseAreas[locale];
  const { columns } = words;
  const order = (place: ComparedPlace): number => valueOf(place, measure)?.value ?? -1;
  const cell = (place: ComparedPlace, value: number | null | undefined, as: AreaMeasure): Cell =>
    value == null
      ? place.absent === 'hidden'
        ? withheldCell(figure[locale].withheld)
        : missingCell(absentMark(place, locale))
      : number(value, formatValue(value, as));
  const by = measure === 'crude' ? 'crude' : 'sir';
  const found = clusters?.kind === 'shown' ? clusters.clusters : null;
  const rows = comparison.places.map((place, i) => ({ place, cluster: found?.[i] ?? null }));
  return {
    caption,
    columns: [
      { label: columns.place, numeric: false },
      { label: measureText(measure, comparison, locale), numeric: true },
      { label: columns.lower, numeric: true },
      { label: columns.upper, numeric: true },
      { label: columns.events, numeric: true },
      { label: columns.expected, numeric: true },
      { label: columns.smoothed, numeric: true },
      { label: columns.verdict, numeric: false },
      { label: columns.limits, numeric: false },
      ...(found ? [{ label: columns.cluster, numeric: false }] : [])
    ],
    rows: rows
      .sort((a, b) => order(b.place) - order(a.place))
      .map(({ place, cluster }) => {
        const value = valueOf(place, measure);
        const gap = cell(place, null, measure);
        return [
          text(fullName(place.code)),
          cell(place, value?.value, measure),
          cell(place, value?.interval?.lower, measure),
          cell(place, value?.interval?.upper, measure),
          eventsCell(place, gap, locale),
          expectedCell(place, gap, locale),
          cell(place, smoothedOf(place, measure), by),
          place.sir.kind === 'shown' ? text(words.verdictShort[place.beyond ?? 'none']) : gap,
          place.funnel.kind === 'shown' ? text(words.outsideShort[place.funnel.outside]) : gap,
          ...(found ? [cluster === null ? gap : text(words.clusters[cluster])] : [])
        ];
      })
  };
}

function eventsCell(place: ComparedPlace, gap: Cell, locale: Locale): Cell {
  if (!place.events) return gap;
  return place.events.kind === 'band'
    ? text(place.events.band.replace('-', '–') + (locale === 'ja' ? '件' : ''))
    : number(place.events.count, formatNumber(place.events.count, 'count'));
}

/** Expected events; of a rounded count only to the ten, as its own base is. */
function expectedCell(place: ComparedPlace, gap: Cell, locale: Locale): Cell {
  if (place.expected === null) return gap;
  if (place.events?.kind === 'exact') return number(place.expected, formatNumber(place.expected, 'rate'));
  return text(diseaseAreas[locale].about(formatNumber(Math.round(place.expected / 10) * 10, 'count')));
}
