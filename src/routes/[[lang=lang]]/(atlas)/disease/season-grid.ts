import { fiscalYearOf, monthsOfFiscalYear, type FiscalYear, type Month } from '#lib/domain/period.ts';

/** A year of a season grid: April to March; undefined where the release has no such month, null where withheld. */
export interface SeasonYear {
  readonly year: FiscalYear;
  readonly cells: readonly (number | null | undefined)[];
  /** Sum of the twelve months; null where one is missing. */
  readonly total: number | null;
}

/** Rows of a season grid with the limits of its fifths and the months of the season. */
export interface SeasonGrid {
  readonly years: readonly SeasonYear[];
  readonly shown: readonly number[];
  /** Upper limits of the first four fifths. */
  readonly breaks: readonly number[];
  /** Calendar months (1–12) that lie over a tenth above the mean of all, highest first, three at most. */
  readonly peaks: readonly number[];
}

/** Lays a monthly series out by fiscal year and month. */
export function seasonGrid(months: readonly Month[], values: readonly (number | null)[]): SeasonGrid {
  const at = new Map(months.map((month, i) => [month, values[i] ?? null]));
  const years = [...new Set(months.map(fiscalYearOf))].map((year): SeasonYear => {
    const cells = monthsOfFiscalYear(year).map((month) => at.get(month));
    const whole = cells.every((cell) => cell !== undefined && cell !== null);
    return { year, cells, total: whole ? cells.reduce<number>((sum, cell) => sum + cell!, 0) : null };
  });
  const shown = values.filter((value) => value !== null);
  const sorted = [...shown].sort((a, b) => a - b);
  const breaks = [0.2, 0.4, 0.6, 0.8].map((q) => sorted[Math.floor(q * (sorted.length - 1))] ?? 0);
  const overall = shown.reduce((a, b) => a + b, 0) / Math.max(1, shown.length);
  const peaks = Array.from({ length: 12 }, (_, i) => i + 1)
    .map((number) => {
      const of = months.flatMap((month, i) => (month % 100 === number ? [values[i] ?? null] : []));
      const known = of.filter((value) => value !== null);
      return { number, mean: known.reduce((a, b) => a + b, 0) / Math.max(1, known.length) };
    })
    .filter(({ mean }) => overall > 0 && mean > 1.1 * overall)
    .sort((a, b) => b.mean - a.mean)
    .slice(0, 3)
    .map(({ number }) => number);
  return { years, shown, breaks, peaks };
}

/** The fifth (1–5) a value lies in. */
export const quintileOf = (value: number, breaks: readonly number[]): 1 | 2 | 3 | 4 | 5 =>
  (breaks.filter((limit) => value > limit).length + 1) as 1 | 2 | 3 | 4 | 5;
