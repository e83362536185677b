import { TIME_BANDS } from '#lib/domain/emergency-request.ts';
import { monthsFrom, type Month } from '#lib/domain/period.ts';
import type { Setting } from '#lib/domain/setting.ts';
import { AGE_TREND, covidFactor, pandemicFactor, season } from './calendar.ts';
import type { Profile } from './profile.ts';
import type { Place } from './residents.ts';
import type { SynthesiseOptions } from './synthesise.ts';
import { refusedShare } from './emergency-log.ts';
import { INJECTIONS } from './injections.ts';
import type { InjectedChange } from './month-of-visits.ts';
import { CHAPTER_NUMBERS } from './visit-weights.ts';

interface Totals {
  readonly visits: number;
  readonly expected: number;
  readonly emergencyRequests: number;
  readonly letters: number;
  readonly bySetting: Readonly<Record<Setting, number>>;
  readonly byPlace: ReadonlyMap<string, number>;
  readonly byChapter: ReadonlyMap<number, number>;
}

/** What was put into a synthetic source, so that a method's answer can be held against it. */
export function truthOf(
  profile: Profile,
  places: readonly Place[],
  options: SynthesiseOptions,
  totals: Totals,
  injected: ReadonlyMap<string, InjectedChange>
): object {
  const months = Array.from({ length: 36 }, (_, i): Month => 202001 + Math.floor(i / 12) * 100 + (i % 12));
  return {
    note: 'Invented data. No person, visit or facility in this source exists.',
    profile: profile.name,
    seed: options.seed,
    scale: options.scale,
    from: options.from,
    to: options.to,
    facilities: profile.facilities,
    visits_a_year_at_scale_1: profile.visitsAYear,
    setting_shares: profile.settings,
    share_outside: profile.outside,
    share_unknown_residence: profile.unknownResidence,
    reach_by_municipality: Object.fromEntries(
      places.filter((p) => p.area !== null).map((p) => [p.code!, Number(p.reach.toFixed(6))])
    ),
    yearly_growth_by_age: AGE_TREND,
    pandemic_factor: Object.fromEntries(
      (['outpatient', 'inpatient'] as const).map((setting) => [
        setting,
        Object.fromEntries(
          months.map((m) => [m, pandemicFactor(setting, m)]).filter(([, factor]) => factor !== 1)
        )
      ])
    ),
    season_by_chapter: Object.fromEntries(
      CHAPTER_NUMBERS.map((no) => [
        no,
        Array.from({ length: 12 }, (_, i) => Number(season(no, i + 1).toFixed(6)))
      ])
    ),
    covid_factor: Object.fromEntries(months.map((m) => [m, covidFactor(m)])),
    refused_share: Object.fromEntries(
      monthsFrom(options.from, options.to).map((month) => [
        month,
        Object.fromEntries(TIME_BANDS.map((band) => [band, Number(refusedShare(band, month).toFixed(6))]))
      ])
    ),
    outbreaks: INJECTIONS.flatMap((injection) => {
      const change = injected.get(injection.id);
      return change === undefined
        ? []
        : [{ ...injection, expected_change: Number(change.expected.toFixed(1)), change: change.drawn }];
    }),
    drawn: {
      expected_visits: Math.round(totals.expected),
      visits: totals.visits,
      emergency_requests: totals.emergencyRequests,
      letters: totals.letters,
      by_setting: totals.bySetting,
      by_chapter: Object.fromEntries([...totals.byChapter].sort((a, b) => a[0] - b[0])),
      by_residence: Object.fromEntries([...totals.byPlace].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    }
  };
}
