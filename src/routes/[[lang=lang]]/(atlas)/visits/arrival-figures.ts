import { ARRIVALS, type Arrival } from '#lib/domain/arrival.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import type { ArrivalChoice, SettingChoice } from '#lib/selection/visits-selection.ts';

export interface RhythmRow {
  readonly weekday: number;
  readonly hour: number;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
}

/** Visits by weekday and hour: null where every cell is 0 or withheld; and what stands out. */
export interface Rhythm {
  /** `visits[weekday − 1][hour]`, sums of rounded cells. */
  readonly visits: readonly (readonly (number | null)[])[];
  readonly total: number;
  readonly peak: { readonly weekday: number; readonly hour: number; readonly visits: number } | null;
  /** Part of the visits outside weekdays 8–17, in per cent. */
  readonly offHours: number | null;
}

/** The week of one setting and way of arriving, or of all together. */
export function rhythmOf(rows: readonly RhythmRow[], setting: SettingChoice, arrival: ArrivalChoice): Rhythm {
  const visits: (number | null)[][] = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => null));
  let [total, off] = [0, 0];
  for (const row of rows) {
    if (setting !== 'all' && row.setting !== setting) continue;
    if (arrival !== 'all' && row.arrival !== arrival) continue;
    const day = visits[row.weekday - 1];
    if (!day) continue;
    day[row.hour] = (day[row.hour] ?? 0) + row.visits;
    total += row.visits;
    if (row.weekday > 5 || row.hour < 8 || row.hour >= 17) off += row.visits;
  }
  let peak: Rhythm['peak'] = null;
  visits.forEach((day, d) =>
    day.forEach((value, hour) => {
      if (value !== null && value > (peak?.visits ?? 0)) peak = { weekday: d + 1, hour, visits: value };
    })
  );
  return { visits, total, peak, offHours: total > 0 ? (100 * off) / total : null };
}

export interface ArrivalRow {
  readonly fiscal_year: FiscalYear;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
  readonly cells: number;
}

/** A year's visits by way of arriving; a way without a published cell is null. */
export interface ArrivalYear {
  readonly fiscalYear: FiscalYear;
  readonly total: number;
  readonly ways: Readonly<Record<Arrival, { readonly visits: number; readonly percent: number } | null>>;
}

/** Ways of arriving in every fiscal year, of one setting or of all together; latest first. */
export function arrivalYears(
  rows: readonly ArrivalRow[],
  setting: SettingChoice,
  years: readonly FiscalYear[]
): ArrivalYear[] {
  return [...years].reverse().map((fiscalYear) => {
    const own = rows.filter(
      (row) => row.fiscal_year === fiscalYear && (setting === 'all' || row.setting === setting)
    );
    const total = own.reduce((sum, row) => sum + row.visits, 0);
    const ways = Object.fromEntries(
      ARRIVALS.map((arrival) => {
        const cells = own.filter((row) => row.arrival === arrival);
        const visits = cells.reduce((sum, row) => sum + row.visits, 0);
        return [
          arrival,
          cells.length === 0 || total === 0 ? null : { visits, percent: (100 * visits) / total }
        ];
      })
    ) as unknown as ArrivalYear['ways'];
    return { fiscalYear, total, ways };
  });
}
