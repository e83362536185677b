import { shown, withheld, type Estimate } from '#lib/domain/estimate.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { fisherJenks, readableBreaks } from '#lib/statistics/class-breaks.ts';

/** Visits of a place in a fiscal year; null where a month of it is hidden. */
export interface UnitYear {
  readonly fiscal_year: number;
  readonly level: string;
  readonly code: string;
  readonly visits: number | null;
  readonly hidden_months: number;
  readonly months: number;
}

/** Visits per 1,000 residents of one place; withheld where a month is, not reported where the year is cut. */
export function rateOf(row: UnitYear | undefined, population: number): Estimate {
  if (!row || row.months < 12) return withheld('not_reported');
  if (row.visits === null) return withheld('hidden');
  return population > 0
    ? shown((1000 * row.visits) / population, row.visits, population)
    : withheld('no_population');
}

/** Rates of all places of a level in one fiscal year, by code. */
export function mapValues(
  rows: readonly UnitYear[],
  level: 'unit' | 'area',
  year: FiscalYear,
  populations: ReadonlyMap<string, number>
): Map<string, Estimate> {
  return new Map(
    rows
      .filter((row) => row.level === level && row.fiscal_year === year)
      .map((row) => [row.code, rateOf(row, populations.get(row.code) ?? 0)])
  );
}

/** Five classes over all years of a level together, so that a colour means the same in every year. */
export function mapBreaks(
  rows: readonly UnitYear[],
  level: 'unit' | 'area',
  populations: ReadonlyMap<string, number>
): number[] {
  const rates = rows
    .filter((row) => row.level === level)
    .map((row) => rateOf(row, populations.get(row.code) ?? 0));
  return readableBreaks(
    fisherJenks(
      rates.flatMap((rate) => (rate.kind === 'shown' ? [rate.value] : [])),
      5
    )
  );
}
