import { addMonths, fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import type { SettingChoice } from '#lib/selection/visits-selection.ts';
import { calendarDays, openDays } from '#lib/statistics/open-days.ts';
import { workingDayAdjusted } from '#lib/statistics/working-days.ts';

/** Share of the month's visits whose setting must be published for a setting's count to stand. */
export const LEAST_COVERED = 0.95;

/** One month of a place and setting; counts are null where withheld or taken back. */
export interface SettingMonth {
  readonly month: Month;
  readonly visits: number | null;
  /** Share of the month's visits with a published setting (1 for all settings together); null where the total is withheld. */
  readonly covered: number | null;
  /** Days open: working days, or every day for 救急. */
  readonly days: number;
  /** Visits as if the month had the mean number of open days. */
  readonly adjusted: number | null;
  readonly perDay: number | null;
  readonly withdrawn: boolean;
}

/** The days a setting is open in a month: emergency never closes. */
export const daysOf = (setting: SettingChoice, month: Month): number =>
  setting === 'emergency' ? calendarDays(month) : openDays(month);

/**
 * The months of a place for one setting. A setting's count stands only where at least 95 % of the month's visits have a
 * published setting: it is then a partial sum, and `covered` says of how much.
 */
export function settingSeries(
  totals: readonly { readonly month: Month; readonly visits: number | null }[],
  bySetting: readonly { readonly month: Month; readonly setting: string; readonly visits: number }[],
  setting: SettingChoice,
  withdrawn: ReadonlySet<Month>
): SettingMonth[] {
  const known = new Map<Month, { own: number; all: number }>();
  for (const row of bySetting) {
    const sums = known.get(row.month) ?? { own: 0, all: 0 };
    if (row.setting !== '*REST') sums.all += row.visits;
    if (row.setting === setting) sums.own += row.visits;
    known.set(row.month, sums);
  }
  const present = new Map(totals.map((row) => [row.month, row.visits]));
  const months = [...new Set([...present.keys(), ...withdrawn])].sort((a, b) => a - b);
  const counted = months.map((month) => {
    const total = present.get(month) ?? null;
    const gone = withdrawn.has(month) && !present.has(month);
    if (setting === 'all' || total === null)
      return { month, visits: total, covered: total === null ? null : 1, withdrawn: gone };
    const sums = known.get(month) ?? { own: 0, all: 0 };
    const covered = total === 0 ? 1 : Math.min(1, sums.all / total);
    return { month, visits: covered >= LEAST_COVERED ? sums.own : null, covered, withdrawn: gone };
  });
  const days = months.map((month) => daysOf(setting, month));
  const { adjusted } = workingDayAdjusted(
    counted.map(({ visits }) => visits ?? 0),
    days
  );
  return counted.map((row, i) => ({
    ...row,
    days: days[i]!,
    adjusted: row.visits === null ? null : adjusted[i]!,
    perDay: row.visits === null || days[i] === 0 ? null : row.visits / days[i]!
  }));
}

/** A fiscal year of a series: its visits, open days and coverage; no visits where a month lacks them. */
export interface SettingYear {
  readonly fiscalYear: FiscalYear;
  readonly visits: number | null;
  readonly days: number;
  readonly perDay: number | null;
  /** Smallest share of a month's visits with a published setting. */
  readonly covered: number;
}

/** The sums of one fiscal year. */
export function settingYear(series: readonly SettingMonth[], fiscalYear: FiscalYear): SettingYear {
  const rows = series.filter((row) => fiscalYearOf(row.month) === fiscalYear);
  const whole = rows.length === 12 && rows.every((row) => row.visits !== null);
  const visits = whole ? rows.reduce((sum, row) => sum + row.visits!, 0) : null;
  const days = rows.reduce((sum, row) => sum + row.days, 0);
  return {
    fiscalYear,
    visits,
    days,
    perDay: visits === null || days === 0 ? null : visits / days,
    covered: Math.min(1, ...rows.map((row) => row.covered ?? 0))
  };
}

/** Per cent change of the visits per open day on the year before; null where either is missing. */
export function changePerDay(now: SettingYear, before: SettingYear): number | null {
  return now.perDay === null || before.perDay === null || before.perDay === 0
    ? null
    : (100 * (now.perDay - before.perDay)) / before.perDay;
}

/**
 * How far months lie apart within a year, as the mean over the latest complete years of largest over smallest, less 1,
 * in per cent: as counted, and per open day. Null where no year is complete.
 */
export function swing(
  series: readonly SettingMonth[],
  fiscalYear: FiscalYear
): { raw: number; adjusted: number } | null {
  const rows = series.filter((row) => fiscalYearOf(row.month) === fiscalYear);
  if (rows.length !== 12 || rows.some((row) => row.visits === null || row.adjusted === null)) return null;
  const spread = (values: readonly number[]): number => 100 * (Math.max(...values) / Math.min(...values) - 1);
  const [raw, adjusted] = [rows.map((row) => row.visits!), rows.map((row) => row.adjusted!)];
  return Math.min(...raw) <= 0 ? null : { raw: spread(raw), adjusted: spread(adjusted) };
}

/** What the forecast is asked with: the series, and the open days of its months and the twelve after. */
export function forecastRequest(series: readonly SettingMonth[], setting: SettingChoice) {
  const last = series.at(-1)!.month;
  return {
    months: series.map(({ month }) => month),
    visits: series.map(({ visits }) => visits),
    days: [
      ...series.map(({ days }) => days),
      ...Array.from({ length: 12 }, (_, h) => daysOf(setting, addMonths(last, h + 1)))
    ]
  };
}
