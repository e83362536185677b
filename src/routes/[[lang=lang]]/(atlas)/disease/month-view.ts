import type { DiseaseMonth } from '#lib/charts/disease-trend.ts';
import { fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import { diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';
import { PER_100K } from '#lib/statistics/crude-rate.ts';
import type { ExpectedMonth } from '#lib/statistics/expected-months.ts';
import type { DiseaseFigures } from './disease-query-plan.ts';
import { monthSeriesOf, placeOfMonths, valuesOf, type MonthSeries } from './month-series.ts';
import type { Population } from './place-years.ts';

/** The monthly series of a choice, and the one of the place on screen. */
export function monthViewOf(
  figures: DiseaseFigures,
  selection: DiseaseSelection,
  months: readonly Month[],
  population: Population,
  areaOf: (code: string) => string
) {
  const kind = diseaseKind(selection.disease);
  const counted =
    selection.measure === 'patients' && kind === 'planning' ? ('patients' as const) : ('visits' as const);
  const rate = !['visits', 'patients'].includes(selection.measure);
  const series = monthSeriesOf(figures.months, months, population, counted);
  const place = placeOfMonths(series, selection.area, areaOf);
  const own: MonthSeries = series.get(place) ?? {
    code: place,
    counts: months.map(() => null),
    cells: 0,
    population: population(place),
    units: null
  };
  // persons stand beside persons only: what has no count of them is not drawn
  const comparable = counted === 'visits' || figures.vsMonths?.kind === 'planning';
  const vs =
    figures.vsMonths && comparable
      ? monthSeriesOf(figures.vsMonths, months, population, counted).get(place)
      : undefined;
  return {
    counted,
    rate,
    series,
    place,
    own,
    values: valuesOf(own, rate),
    beside: vs?.counts.some((count) => count !== null) ? valuesOf(vs, rate) : null,
    /** Visits by place, whatever is counted: what areas and years are compared by. */
    visits: counted === 'visits' ? series : monthSeriesOf(figures.months, months, population),
    /** Whether any month is published. */
    known: own.counts.some((count) => count !== null)
  };
}
export type MonthView = ReturnType<typeof monthViewOf>;

/** The months of the trend, with the verdicts on them as far as they are known. */
export function trendRows(
  { own, rate, values, beside }: MonthView,
  months: readonly Month[],
  verdicts: readonly ExpectedMonth[] | null,
  gone: ReadonlySet<Month>
): DiseaseMonth[] {
  const scale = rate && own.population > 0 ? PER_100K / own.population : 1;
  const scaled = (value: number | null | undefined) => (value == null ? null : value * scale);
  return months.map((month, i) => ({
    month,
    gone: gone.has(month),
    value: values[i] ?? null,
    expected: scaled(verdicts?.[i]?.expected),
    limit: scaled(verdicts?.[i]?.upper),
    above: verdicts?.[i]?.above ?? false,
    beside: beside?.[i]?.value ?? null
  }));
}

/** Months of a fiscal year that could be judged, and the latest of them above its expected range. */
export function judgedOfYear(
  rows: readonly DiseaseMonth[],
  year: FiscalYear
): { readonly tested: number; readonly above: Month | null } {
  const tested = rows.filter(
    (row) => fiscalYearOf(row.month) === year && row.limit !== null && row.value !== null
  );
  return { tested: tested.length, above: tested.findLast((row) => row.above)?.month ?? null };
}
