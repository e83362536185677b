import { ARRIVALS, type Arrival } from '#lib/domain/arrival.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { ROUNDING_VARIANCE } from '#lib/domain/rounding.ts';
import type { ArrivalChoice, SettingChoice } from '#lib/selection/visits-selection.ts';
import type { Interval } from '#lib/statistics/outcome.ts';
import { proportionInterval } from '#lib/statistics/proportion-interval.ts';
import { normalDeviate } from '#lib/statistics/quantiles.ts';

export interface RhythmRow {
  readonly weekday: number;
  readonly hour: number;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
}

/** One cell of the week. */
export interface BusyHour {
  readonly weekday: number;
  readonly hour: number;
  readonly visits: number;
}

/** Visits by weekday and hour: null where every cell is 0 or withheld; and what stands out. */
export interface Rhythm {
  /** `visits[weekday − 1][hour]`, sums of rounded cells. */
  readonly visits: readonly (readonly (number | null)[])[];
  readonly total: number;
  readonly peak: BusyHour | null;
  /** The peak and every cell that chance and rounding may have put below it, most visits first. */
  readonly busiest: readonly BusyHour[];
  /** Cells without a number, of 168. */
  readonly empty: number;
  /** Part of the published visits outside weekdays 8–17, in per cent, with Wilson's interval. */
  readonly offHours: ({ readonly percent: number } & Interval) | null;
}

/** z of a difference between the busiest and any of 167 other cells, two-sided 5 % shared among them (Bonferroni). */
const TIED = normalDeviate(1 - 0.05 / 167);

/** The week of one setting and way of arriving, or of all together. */
export function rhythmOf(rows: readonly RhythmRow[], setting: SettingChoice, arrival: ArrivalChoice): Rhythm {
  const visits: (number | null)[][] = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => null));
  const parts = visits.map((day) => day.map(() => 0));
  let [total, off] = [0, 0];
  for (const row of rows) {
    if (setting !== 'all' && row.setting !== setting) continue;
    if (arrival !== 'all' && row.arrival !== arrival) continue;
    const day = visits[row.weekday - 1];
    if (!day) continue;
    day[row.hour] = (day[row.hour] ?? 0) + row.visits;
    parts[row.weekday - 1]![row.hour]!++;
    total += row.visits;
    if (row.weekday > 5 || row.hour < 8 || row.hour >= 17) off += row.visits;
  }
  const cells = visits
    .flatMap((day, d) => day.map((value, hour) => ({ weekday: d + 1, hour, visits: value })))
    .filter((cell): cell is BusyHour => cell.visits !== null);
  const peak = cells.reduce<BusyHour | null>(
    (most, cell) => (cell.visits > (most?.visits ?? 0) ? cell : most),
    null
  );
  const summed = (cell: BusyHour): number => parts[cell.weekday - 1]![cell.hour]!;
  const mayTie = (cell: BusyHour): boolean =>
    peak !== null &&
    peak.visits - cell.visits <=
      TIED * Math.sqrt(peak.visits + cell.visits + ROUNDING_VARIANCE * (summed(peak) + summed(cell)));
  const share = proportionInterval(off, total);
  return {
    visits,
    total,
    peak,
    busiest: cells.filter(mayTie).sort((a, b) => b.visits - a.visits),
    empty: 7 * 24 - cells.length,
    offHours:
      share.kind === 'withheld'
        ? null
        : { percent: 100 * share.proportion, lower: 100 * share.lower, upper: 100 * share.upper }
  };
}

export interface ArrivalRow {
  readonly fiscal_year: FiscalYear;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
  readonly cells: number;
}

/** A way of arriving: visits, and their part in all, in per cent. */
export interface ArrivalShare extends Interval {
  readonly visits: number;
  readonly percent: number;
}

/** A year's visits by way of arriving; a way without a published cell is null. */
export interface ArrivalYear {
  readonly fiscalYear: FiscalYear;
  /** The release holds no cell of the year at all. */
  readonly missing: boolean;
  readonly total: number;
  readonly ways: Readonly<Record<Arrival, ArrivalShare | null>>;
}

/** Ways of arriving in every fiscal year, of one setting or of all together, with Wilson's interval; latest first. */
export function arrivalYears(
  rows: readonly ArrivalRow[],
  setting: SettingChoice,
  years: readonly FiscalYear[]
): ArrivalYear[] {
  return [...years].reverse().map((fiscalYear) => {
    const present = rows.filter((row) => row.fiscal_year === fiscalYear);
    const own = present.filter((row) => setting === 'all' || row.setting === setting);
    const total = own.reduce((sum, row) => sum + row.visits, 0);
    const ways = Object.fromEntries(
      ARRIVALS.map((arrival): [Arrival, ArrivalShare | null] => {
        const cells = own.filter((row) => row.arrival === arrival);
        const visits = cells.reduce((sum, row) => sum + row.visits, 0);
        const share = proportionInterval(visits, total);
        return [
          arrival,
          cells.length === 0 || share.kind === 'withheld'
            ? null
            : {
                visits,
                percent: 100 * share.proportion,
                lower: 100 * share.lower,
                upper: 100 * share.upper
              }
        ];
      })
    ) as Record<Arrival, ArrivalShare | null>;
    return { fiscalYear, missing: present.length === 0, total, ways };
  });
}

/** How a share stands to that of the year before; the difference has Newcombe's interval (method 10). */
export function shareChange(
  now: ArrivalShare,
  before: ArrivalShare
): { readonly points: number; readonly beyondChance: boolean } {
  const points = now.percent - before.percent;
  const reach =
    points > 0
      ? Math.hypot(now.percent - now.lower, before.upper - before.percent)
      : Math.hypot(now.upper - now.percent, before.percent - before.lower);
  return { points, beyondChance: Math.abs(points) > reach };
}
