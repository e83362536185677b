import { MIYAGI } from '#lib/domain/geography.ts';
import { fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import { PER_100K } from '#lib/statistics/crude-rate.ts';
import { roundedCountInterval } from '#lib/statistics/rounded-counts.ts';
import type { MonthRows } from './disease-query-plan.ts';

/** One place's months: null where nothing is published. */
export interface MonthSeries {
  readonly code: string;
  readonly counts: readonly (number | null)[];
  /** Rounded cells behind each count; 0 where counts are exact. */
  readonly cells: number;
  /** Residents the counts come from, persons. */
  readonly population: number;
  /** Municipalities counted, where a place is a panel of those published every month; else null. */
  readonly units: number | null;
}

/** A month as drawn: a count or a rate with its 95 % interval; null where withheld or not computable. */
export interface MonthValue {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export const AREAS = ['0403', '0409', '0406', '0401'] as const;

/** The series of every place of a disease. The prefecture of a planning group is the sum of its four areas, where all four are published. */
export function monthSeriesOf(
  { kind, rows }: MonthRows,
  months: readonly Month[],
  populationOf: (place: string) => number,
  measure: 'visits' | 'patients' = 'visits'
): ReadonlyMap<string, MonthSeries> {
  const index = new Map(months.map((month, i) => [month, i]));
  const series = new Map<string, MonthSeries & { counts: (number | null)[] }>();
  const of = (code: string, cells: number, population: number, units: number | null) => {
    let found = series.get(code);
    if (!found)
      series.set(code, (found = { code, counts: months.map(() => null), cells, population, units }));
    return found;
  };
  if (kind === 'chapter')
    for (const { month, place, visits, units, population } of rows) {
      const i = index.get(month);
      const panel = place === MIYAGI || place.length === 4;
      if (i !== undefined) of(place, 0, population, panel ? units : null).counts[i] = visits;
    }
  else
    for (const row of rows) {
      const i = index.get(row.month);
      if (i === undefined) continue;
      const patients = 'patients' in row && measure === 'patients';
      of(row.area, 1, populationOf(row.area), null).counts[i] = patients
        ? (row as { patients: number }).patients
        : row.visits;
    }
  if (kind === 'planning') {
    const whole = of(MIYAGI, AREAS.length, populationOf(MIYAGI), null);
    months.forEach((_, i) => {
      const parts = AREAS.map((area) => series.get(area)?.counts[i] ?? null);
      whole.counts[i] = parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + part!, 0);
    });
  }
  return series;
}

/** The months as drawn: per 100,000 residents, or as counted. A rate over nobody has no value. */
export function valuesOf(series: MonthSeries, rate: boolean): (MonthValue | null)[] {
  const scale = rate ? PER_100K / series.population : 1;
  return series.counts.map((count) => {
    if (count === null || !Number.isFinite(scale)) return null;
    const { lower, upper } = roundedCountInterval(count, series.cells);
    return { value: count * scale, lower: lower * scale, upper: upper * scale };
  });
}

/** Totals of the fiscal years of a series; null where a month of the year is not published. */
export function yearTotals(
  series: MonthSeries,
  months: readonly Month[],
  years: readonly FiscalYear[]
): ReadonlyMap<FiscalYear, number | null> {
  return new Map(
    years.map((year) => {
      const counts = series.counts.filter((_, i) => fiscalYearOf(months[i]!) === year);
      const whole = counts.length === 12 && !counts.includes(null);
      return [year, whole ? counts.reduce<number>((sum, count) => sum + count!, 0) : null];
    })
  );
}

/** The place whose months stand for a chosen one: itself, else its medical area, else the prefecture. */
export function placeOfMonths(
  series: ReadonlyMap<string, MonthSeries>,
  area: string,
  areaOf: (code: string) => string
): string {
  if (series.has(area) || area.length <= 4) return area;
  return areaOf(area);
}
