import { AGE5 } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { crudeRate, PER_100K } from '#lib/statistics/crude-rate.ts';
import { directlyStandardisedRate } from '#lib/statistics/directly-standardised-rate.ts';
import type { Interval } from '#lib/statistics/outcome.ts';
import { standardisedRatio } from '#lib/statistics/standardised-ratio.ts';
import { countPeriod, type CountedColumns } from '../count/count-period.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { STANDARDS, type Standard } from '../reference/read-standard-populations.ts';
import { GEOGRAPHY_LEAVES } from '../trees.ts';
import { indicatorMayShow, intervalWidening } from './indicator-rule.ts';
import { onStandard, residentsOf } from './indicator-population.ts';
import {
  neededIn,
  rounder,
  yearOf,
  type RoundedSource,
  type Row,
  type TableMaker
} from './rounded/rounded-source.ts';
import type { Restrictions } from './rounding.ts';

/** Municipal indicators are of inpatients: what municipal disease maps and funnels stand on. */
const UNIT_SETTING = SETTINGS.indexOf('inpatient');
const ALL = 'all';

const INDICATOR_OF: Readonly<Record<Standard, string>> = {
  japan_2015: 'asr_2015',
  japan_1985: 'asr_1985',
  who_2000_2025: 'asr_who'
};
/** What each estimate was made by; a new number when the way changes. */
const METHOD = { crude: 'crude-byar-1', sir: 'sir-byar-1', asr: (name: string) => `${name}-gamma-1` };

const BANDS = [20, 50, 100, 200, 500] as const;

/** The class a rounded numerator falls in. */
export function eventsBand(rounded: number): string {
  const at = BANDS.findLastIndex((from) => rounded >= from);
  return at === BANDS.length - 1 ? '500+' : `${BANDS[at]}-${BANDS[at + 1]! - 1}`;
}

/** What an indicator is of: a place, a disease (all, chapter group or planning group) and a setting. */
interface Subject {
  readonly level: 'area' | 'unit';
  readonly place: string;
  readonly disease: string;
  readonly sensitive: boolean;
  readonly setting: string;
  /** The population's canonical restrictions. */
  readonly population: Restrictions;
  /** Without the place, for the prefecture's own numerator. */
  readonly reference: Restrictions;
}

const KEYS = ['area', 'geography', 'setting', 'chapter_group', 'planning_group'] as const;

/** Reads whom a counted row is of; null where no indicator is made. */
function subjectOf(keys: readonly (number | null)[], source: RoundedSource): Subject | null {
  const [area, geography, settingNo, chapterNo, groupNo] = keys;
  const level = geography == null ? 'area' : 'unit';
  const place = geography == null ? AREA_CODES[area!]! : GEOGRAPHY_LEAVES[geography]!;
  const group = groupNo == null ? undefined : source.diseases.planning[groupNo]!;
  const chapter = chapterNo == null ? undefined : CHAPTER_GROUPS[chapterNo]!;
  if (chapter === 'unknown') return null;
  // sensitive diseases stand by area or coarser only
  if (level === 'unit' && group?.sensitive) return null;
  const setting = SETTINGS[settingNo!]!;
  const disease: Restrictions = group?.population ?? { chapter };
  return {
    level,
    place,
    disease: group?.id ?? chapter ?? ALL,
    sensitive: group?.sensitive === true,
    setting,
    population: { [level]: place, ...disease, setting },
    reference: { prefecture: MIYAGI, ...disease, setting }
  };
}

const addressOf = (place: string, disease: string, setting: string): string =>
  `${place}/${disease}/${setting}`;

/** Events by five-year band, the last 不明, of every subject and of the prefecture. */
function profilesOf(counted: CountedColumns, source: RoundedSource): ReadonlyMap<string, readonly number[]> {
  const profiles = new Map<string, number[]>();
  const keys = KEYS.map((name) => counted.numbers(name));
  const ages = counted.numbers('age5');
  const events = counted.numbers('events');
  const add = (address: string, age: number, count: number) => {
    let profile = profiles.get(address);
    if (!profile) profiles.set(address, (profile = Array<number>(AGE5.length).fill(0)));
    profile[age]! += count;
  };
  for (let i = 0; i < counted.rows; i++) {
    const subject = subjectOf(
      keys.map((column) => column[i]!),
      source
    );
    if (!subject) continue;
    add(addressOf(subject.place, subject.disease, subject.setting), ages[i]!, events[i]!);
    if (subject.level === 'area')
      add(addressOf(MIYAGI, subject.disease, subject.setting), ages[i]!, events[i]!);
  }
  return profiles;
}

/**
 * `indicators`: by area for each chapter group and planning group and over all causes × setting, by unit for inpatients
 * over all causes and of each planning group. Every numerator is the rounded count of its population (DISCLOSURE §5),
 * so no estimate says more of a count than x′; all causes and settings together come from the exact tables.
 */
export const indicators: TableMaker = async (source, period) => {
  const more = { unit_setting: UNIT_SETTING };
  const counted = await countPeriod(source.connection, 'indicators', period, more);
  const profiles = profilesOf(await countPeriod(source.connection, 'indicator_ages', period, more), source);
  const keys = KEYS.map((name) => counted.numbers(name));
  const events = counted.numbers('events');
  const patients = counted.numbers('patients');
  const { minimum_events } = source.policy.rounding;
  const round = rounder(source, period);
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const subject = subjectOf(
      keys.map((column) => column[i]!),
      source
    );
    if (!subject || !residentsOf(subject.place)) continue;
    const needed = neededIn(source.policy, subject.place, subject.sensitive);
    if (!indicatorMayShow(events[i]!, patients[i]!, needed, minimum_events)) continue;
    const rounded = round('visits', subject.population, events[i]!);
    const profileOf = (place: string) => profiles.get(addressOf(place, subject.disease, subject.setting))!;
    const reference = profileOf(MIYAGI);
    const all = reference.reduce((sum, count) => sum + count, 0);
    rows.push(
      ...estimatesOf(subject.place, rounded, profileOf(subject.place), {
        profile: reference,
        rounded: round('visits', subject.reference, all)
      }).map(({ indicator, value, lower, upper, method }): Row => [
        yearOf(period),
        subject.place,
        subject.level,
        indicator,
        subject.disease,
        subject.setting,
        value,
        lower,
        upper,
        eventsBand(rounded),
        method
      ])
    );
  }
  return rows;
};

interface Made extends Interval {
  readonly indicator: string;
  readonly value: number;
  readonly method: string;
}

/** Every indicator of one rounded numerator. @param profile exact events by band, 不明 last: only its shape is used */
function estimatesOf(
  place: string,
  rounded: number,
  profile: readonly number[],
  reference: { readonly profile: readonly number[]; readonly rounded: number }
): Made[] {
  const residents = residentsOf(place)!;
  const made: Made[] = [];
  const crude = crudeRate(rounded, residents.total);
  if (crude.kind === 'shown') {
    const { lower, upper } = widened(crude.rate, crude, rounded, 6);
    made.push({ indicator: 'crude', value: crude.rate, lower, upper, method: METHOD.crude });
  }
  const own = shaped(profile, rounded);
  const whole = shaped(reference.profile, reference.rounded);
  if (!own || !whole) return made;
  for (const standard of STANDARDS) {
    const { weights, join } = standardOf(standard);
    const rate = directlyStandardisedRate({
      counts: join(own),
      populations: join(residents.byAge),
      weights
    });
    if (rate.kind === 'withheld') continue;
    const indicator = INDICATOR_OF[standard];
    const value = significant(rate.rate, 3);
    made.push({ indicator, value, ...widened(rate.rate, rate, rounded, 3), method: METHOD.asr(indicator) });
  }
  const prefecture = residentsOf(MIYAGI)!;
  const expected = residents.byAge.reduce(
    (sum, people, band) => sum + (people * whole[band]!) / prefecture.byAge[band]!,
    0
  );
  const ratio = standardisedRatio(rounded, expected);
  if (ratio.kind === 'shown') {
    const value = significant(ratio.ratio, 3);
    made.push({ indicator: 'sir', value, ...widened(ratio.ratio, ratio, rounded, 3), method: METHOD.sir });
  }
  return made;
}

const standards = new Map<Standard, ReturnType<typeof onStandard>>();

function standardOf(standard: Standard): ReturnType<typeof onStandard> {
  let known = standards.get(standard);
  if (!known) standards.set(standard, (known = onStandard(standard)));
  return known;
}

/**
 * The age profile of a rounded numerator: each band's share of the events of known age, times x′. Events of unknown
 * age are taken to have the ages of the others. Null without any.
 */
function shaped(profile: readonly number[], rounded: number): number[] | null {
  const known = profile.slice(0, -1);
  const sum = known.reduce((total, count) => total + count, 0);
  return sum === 0 ? null : known.map((count) => (count / sum) * rounded);
}

/** A number at so many significant digits. */
export const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Limits with each arm grown for the rounding of the numerator. */
function widened(value: number, { lower, upper }: Interval, rounded: number, digits: number): Interval {
  const by = intervalWidening(rounded);
  return {
    lower: significant(Math.max(0, value - (value - lower) * by), digits),
    upper: significant(value + (upper - value) * by, digits)
  };
}

/** Reads the rounded numerator back from a crude rate, as any reader can. */
export const numeratorOf = (place: string, crude: number): number =>
  Math.round((crude * residentsOf(place)!.total) / PER_100K);
