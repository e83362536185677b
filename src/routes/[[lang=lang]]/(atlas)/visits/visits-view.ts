import { MIYAGI } from '#lib/domain/geography.ts';
import { fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import type { AcceptanceFacts, VisitsFinding, YearGap } from '#lib/i18n/visits.ts';
import {
  SETTING_CHOICES,
  type SettingChoice,
  type VisitsSelection
} from '#lib/selection/visits-selection.ts';
import {
  acceptanceMonths,
  acceptanceYear,
  bandYears,
  type AcceptanceMonth,
  type AcceptanceYear,
  type BandYear
} from './acceptance-figures.ts';
import { counterReferralYears, type CounterReferralYear } from './letter-figures.ts';
import {
  changePerDay,
  settingSeries,
  settingYear,
  type DayChange,
  type SettingMonth,
  type SettingYear
} from './setting-series.ts';
import { largestArea } from './stay-figures.ts';
import type { VisitsFigures } from './visits-query-plan.ts';

/** One setting of the chosen place and year. */
export interface SettingCard {
  readonly setting: SettingChoice;
  readonly series: readonly SettingMonth[];
  readonly now: SettingYear;
  /** Null where it cannot be told or is not asked for. */
  readonly change: DayChange | null;
  readonly gap: YearGap | null;
}

/** What the figures of the page are made from. */
export interface VisitsView {
  readonly cards: readonly SettingCard[];
  /** The card of the chosen setting. */
  readonly own: SettingCard;
  readonly acceptance: readonly AcceptanceMonth[];
  readonly verdict: AcceptanceYear;
  /** Acceptance of every time band in the chosen year, lowest first. */
  readonly bands: readonly BandYear[];
  /** The medical area whose stays are shown; null where there is none. */
  readonly stayArea: string | null;
  readonly shares: readonly CounterReferralYear[];
}

/** Why a year of a setting has no number; null where it has one. */
function gapOf(series: readonly SettingMonth[], now: SettingYear): YearGap | null {
  if (now.visits !== null) return null;
  if (now.published !== null) return 'partial';
  const inYear = series.filter(({ month }) => fiscalYearOf(month) === now.fiscalYear);
  return inYear.length !== 12 || inYear.some((row) => row.withdrawn || row.missing)
    ? 'incomplete'
    : 'withheld';
}

/** Keeps what was made from rows, by name, for as long as the rows live: a choice that leaves them alone makes nothing anew. */
function keptByRows<T>(): (rows: object, name: string, make: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>();
  return (rows, name, make) => {
    const own = kept.get(rows) ?? new Map<string, T>();
    kept.set(rows, own);
    const made = own.get(name) ?? make();
    own.set(name, made);
    return made;
  };
}
const keptSeries = keptByRows<readonly SettingMonth[]>();
const keptAcceptance = keptByRows<readonly AcceptanceMonth[]>();

/** Makes the view of a selection from the rows behind it. */
export function visitsView(
  figures: VisitsFigures,
  selection: VisitsSelection,
  {
    months,
    years,
    withdrawn,
    area
  }: {
    /** Every month the release covers. */
    readonly months: readonly Month[];
    readonly years: readonly FiscalYear[];
    readonly withdrawn: ReadonlySet<Month>;
    /** The medical area the chosen place is or lies in; null for the prefecture and elsewhere. */
    readonly area: string | null;
  }
): VisitsView {
  const cards = SETTING_CHOICES.map((setting): SettingCard => {
    const series = keptSeries(figures.settings, setting, () =>
      settingSeries(figures.totals, figures.settings, setting, months, withdrawn)
    );
    const now = settingYear(series, selection.fiscalYear);
    const before = settingYear(series, selection.fiscalYear - 1);
    return {
      setting,
      series,
      now,
      change: selection.compare === 'before' ? changePerDay(now, before) : null,
      gap: gapOf(series, now)
    };
  });
  const acceptance = keptAcceptance(figures.acceptance, selection.band, () =>
    acceptanceMonths(figures.acceptance, selection.band, months)
  );
  return {
    cards,
    own: cards.find(({ setting }) => setting === selection.setting)!,
    acceptance,
    verdict: acceptanceYear(acceptance, selection.fiscalYear),
    bands: bandYears(figures.acceptance, selection.fiscalYear),
    // the whole prefecture has no figures of stays: the area with most admissions stands for it
    stayArea: selection.area === MIYAGI ? largestArea(figures.stays) : area,
    shares: counterReferralYears(figures.quarters, figures.places, figures.outpatients, years)
  };
}

/** The facts of the page's first sentence. @param words what is named in words */
export function findingFacts(
  { own, verdict }: VisitsView,
  selection: VisitsSelection,
  profile: 'hospital' | 'region',
  words: { readonly people: string; readonly setting: string; readonly band: string }
): VisitsFinding {
  const acceptance: AcceptanceFacts | null = verdict.judged > 0 ? { band: words.band, ...verdict } : null;
  return {
    people: words.people,
    fiscalYear: selection.fiscalYear,
    setting: selection.setting === 'all' ? null : words.setting,
    visits: own.gap === 'partial' ? own.now.published : own.now.visits,
    gap: own.gap,
    partial: own.now.covered < 0.9995,
    change: own.change,
    everyDay: selection.setting === 'emergency',
    profile,
    acceptance
  };
}
