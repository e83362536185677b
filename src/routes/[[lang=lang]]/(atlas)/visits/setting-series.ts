import { addMonths, fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import type { SettingChoice } from '#lib/selection/visits-selection.ts';
import { calendarDays, openDays } from '#lib/statistics/open-days.ts';
import { workingDayAdjusted } from '#lib/statistics/working-days.ts';

/**
 * Least part of a setting's visits in a month that must be published for its count to stand, if every visit whose
 * setting is not published were one of them.
 */
export const LEAST_COVERED = 0.95;

/** One month of a place and setting; counts are null where withheld, taken back or not reported. */
export interface SettingMonth {
  readonly month: Month;
  readonly visits: number | null;
  /** Least share of the setting's visits that is published (1 for all settings together); null where the total is withheld. */
  readonly covered: number | null;
  /** Visits published for the setting, even where they are too few to stand for it; null where the total is withheld. */
  readonly published: number | null;
  /** Visits of the month whose setting is not published: any part of them may be of this one. */
  readonly unknown: number;
  /** Days open: working days, or every day for 救急. */
  readonly days: number;
  /** Visits as if the month had the mean number of open days. */
  readonly adjusted: number | null;
  readonly perDay: number | null;
  readonly withdrawn: boolean;
  /** The release covers the month but holds no row of it. */
  readonly missing: boolean;
}

/** The days a setting is open in a month: emergency never closes. */
export const daysOf = (setting: SettingChoice, month: Month): number =>
  setting === 'emergency' ? calendarDays(month) : openDays(month);

/**
 * The months of a place for one setting. A setting's count stands only where at least 95 % of it must be published: it
 * is then a partial sum, and `covered` says of how much.
 * @param months every month the release covers
 */
export function settingSeries(
  totals: readonly { readonly month: Month; readonly visits: number | null }[],
  bySetting: readonly { readonly month: Month; readonly setting: string; readonly visits: number }[],
  setting: SettingChoice,
  months: readonly Month[],
  withdrawn: ReadonlySet<Month>
): SettingMonth[] {
  const own = new Map<Month, number>();
  const known = new Map<Month, number>();
  for (const { month, setting: of, visits } of bySetting) {
    if (of === setting) own.set(month, (own.get(month) ?? 0) + visits);
    if (of !== '*REST') known.set(month, (known.get(month) ?? 0) + visits);
  }
  const present = new Map(totals.map((row) => [row.month, row.visits]));
  const all = [...new Set([...months, ...present.keys(), ...withdrawn])].sort((a, b) => a - b);
  const counted = all.map((month) => {
    const total = present.get(month) ?? null;
    const withdrawnMonth = withdrawn.has(month) && !present.has(month);
    const states = { withdrawn: withdrawnMonth, missing: !present.has(month) && !withdrawnMonth };
    if (total === null) return { month, visits: null, covered: null, published: null, unknown: 0, ...states };
    if (setting === 'all')
      return { month, visits: total, covered: 1, published: total, unknown: 0, ...states };
    const published = own.get(month) ?? 0;
    const unknown = Math.max(0, total - (known.get(month) ?? 0));
    const covered = unknown === 0 ? 1 : published / (published + unknown);
    return {
      month,
      visits: covered >= LEAST_COVERED ? published : null,
      covered,
      published,
      unknown,
      ...states
    };
  });
  const days = all.map((month) => daysOf(setting, month));
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
  /** What is published of the setting, where it is too little to stand for it; null where a month has no total. */
  readonly published: number | null;
  readonly unknown: number;
  readonly days: number;
  readonly perDay: number | null;
  /** Least share of the year's visits of the setting that is published. */
  readonly covered: number;
}

/** The sums of one fiscal year. */
export function settingYear(series: readonly SettingMonth[], fiscalYear: FiscalYear): SettingYear {
  const rows = series.filter((row) => fiscalYearOf(row.month) === fiscalYear);
  const sum = (of: (row: SettingMonth) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const whole = rows.length === 12 && rows.every((row) => row.published !== null);
  const published = whole ? sum((row) => row.published!) : null;
  const unknown = sum((row) => row.unknown);
  const covered = published === null ? 0 : unknown === 0 ? 1 : published / (published + unknown);
  const visits = covered >= LEAST_COVERED ? published : null;
  const days = sum((row) => row.days);
  return {
    fiscalYear,
    visits,
    published,
    unknown,
    days,
    perDay: visits === null || days === 0 ? null : visits / days,
    covered
  };
}

/** A change of the visits per open day. */
export interface DayChange {
  readonly percent: number;
  /** Whether it goes one way whatever the visits are whose setting is not published. */
  readonly sure: boolean;
}

/** Per cent change of the visits per open day on the year before; null where either is missing. */
export function changePerDay(now: SettingYear, before: SettingYear): DayChange | null {
  if (now.perDay === null || before.perDay === null || before.perDay === 0) return null;
  const share = now.unknown / now.days;
  const shareBefore = before.unknown / before.days;
  const least = now.perDay - (before.perDay + shareBefore);
  const most = now.perDay + share - before.perDay;
  return {
    percent: (100 * (now.perDay - before.perDay)) / before.perDay,
    sure: (now.unknown === 0 && before.unknown === 0) || least > 0 || most < 0
  };
}

/** How far the months of a year lie apart, or what stands in the way. */
export type Swing =
  | { readonly kind: 'shown'; readonly raw: number; readonly adjusted: number }
  | { readonly kind: 'withheld' | 'incomplete' | 'zero' };

/**
 * How far the months of a fiscal year lie apart: largest over smallest, less 1, in per cent, as counted and per open
 * day. `incomplete`: a month was taken back, is not reported or not yet there. `zero`: a month without a visit.
 */
export function swing(series: readonly SettingMonth[], fiscalYear: FiscalYear): Swing {
  const rows = series.filter((row) => fiscalYearOf(row.month) === fiscalYear);
  if (rows.length !== 12 || rows.some((row) => row.withdrawn || row.missing)) return { kind: 'incomplete' };
  const raw = rows.flatMap((row) => (row.visits === null ? [] : [row.visits]));
  const adjusted = rows.flatMap((row) => (row.adjusted === null ? [] : [row.adjusted]));
  if (raw.length !== 12 || adjusted.length !== 12) return { kind: 'withheld' };
  if (Math.min(...raw) === 0) return { kind: 'zero' };
  const spread = (values: readonly number[]): number => 100 * (Math.max(...values) / Math.min(...values) - 1);
  return { kind: 'shown', raw: spread(raw), adjusted: spread(adjusted) };
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
