import { AGE6 } from '../domain/age-band.ts';
import { TIME_BANDS, type TimeBand } from '../domain/emergency-request.ts';
import { MIYAGI } from '../domain/geography.ts';
import { SETTINGS, type Setting } from '../domain/setting.ts';
import { RELEASE, type Offer } from './selection.ts';

/** All settings together, or one. */
export const SETTING_CHOICES = ['all', ...SETTINGS] as const;
export type SettingChoice = 'all' | Setting;
/** All ways of arriving together, or one. */
export const ARRIVAL_CHOICES = ['all', 'walk_in', 'ambulance', 'referral'] as const;
export type ArrivalChoice = (typeof ARRIVAL_CHOICES)[number];
/** Compared with the year before, or with nothing. */
export const COMPARISONS = ['before', 'none'] as const;
/** Age groups of the stays. */
export const STAY_AGES = AGE6.filter((age) => age !== 'unknown');

/** What the reader chose on the page of visits. The URL is its only store. */
export interface VisitsSelection {
  readonly area: string;
  readonly fiscalYear: number;
  readonly setting: SettingChoice;
  readonly arrival: ArrivalChoice;
  readonly band: TimeBand;
  readonly age: string;
  readonly compare: (typeof COMPARISONS)[number];
}

/** The choices with a fixed list: their name in the address, what they may be, the default first. */
const CHOICES = {
  setting: { among: SETTING_CHOICES, fallback: 'all' },
  arrival: { among: ARRIVAL_CHOICES, fallback: 'all' },
  band: { among: TIME_BANDS, fallback: 'night' },
  age: { among: STAY_AGES, fallback: '75-84' },
  compare: { among: COMPARISONS, fallback: 'before' }
} as const;
type Choice = keyof typeof CHOICES;
const CHOICE_NAMES = Object.keys(CHOICES) as Choice[];

/** What an address asks for, not yet known to exist; null where it does not say. */
export type VisitsAsked = Readonly<Record<'area' | 'year' | Choice, string | null>>;

/** Something in the address that cannot be shown; the default stands in its place. */
export interface VisitsIgnored {
  readonly name: 'area' | 'year' | Choice;
  readonly asked: string;
}

/** The raw wishes of an address; nothing while prerendering, where there is no address to ask. */
export function visitsAskedOf(params: URLSearchParams | null): VisitsAsked {
  const of = (name: string): string | null => params?.get(name) ?? null;
  return {
    area: of('area')?.replaceAll('~', '+') ?? null,
    year: of('year'),
    setting: of('setting'),
    arrival: of('arrival'),
    band: of('band'),
    age: of('age')?.replaceAll('~', '+') ?? null,
    compare: of('compare')
  };
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The selection nobody has changed. */
export const defaultVisits = (latestYear: number): VisitsSelection => ({
  area: MIYAGI,
  fiscalYear: latestYear,
  setting: 'all',
  arrival: 'all',
  band: 'night',
  age: '75-84',
  compare: 'before'
});

/**
 * Parses the wishes of an address against what the release offers. Whatever it does not offer becomes the default and is
 * reported. @throws RangeError for a release without a complete fiscal year
 */
export function visitsSelectionOf(
  asked: VisitsAsked,
  offer: Offer
): { selection: VisitsSelection; ignored: VisitsIgnored[] } {
  const latest = offer.fiscalYears.at(-1);
  if (latest === undefined)
    throw new RangeError('a selection needs a release with at least one complete fiscal year');
  const ignored: VisitsIgnored[] = [];
  const ignore = (name: VisitsIgnored['name']) => ignored.push({ name, asked: cut(asked[name]!) });
  const chosen: Record<string, string | number> = { ...defaultVisits(latest) };
  if (asked.area !== null) {
    if (offer.codes.has(asked.area)) chosen['area'] = asked.area;
    else ignore('area');
  }
  if (asked.year !== null) {
    const year = /^\d{4}$/.test(asked.year) ? Number(asked.year) : Number.NaN;
    if (offer.fiscalYears.includes(year)) chosen['fiscalYear'] = year;
    else ignore('year');
  }
  for (const name of CHOICE_NAMES) {
    const wish = asked[name];
    if (wish === null) continue;
    if ((CHOICES[name].among as readonly string[]).includes(wish)) chosen[name] = wish;
    else ignore(name);
  }
  return { selection: chosen as unknown as VisitsSelection, ignored };
}

/**
 * The query string of a selection: only what differs from the default, in a fixed order, so that one view has one address.
 * @param channel the release chosen, or null for the default one
 */
export function visitsAddressOf(
  selection: VisitsSelection,
  latestYear: number,
  channel: string | null
): string {
  const params: string[] = [];
  if (channel !== null) params.push(`${RELEASE}=${encodeURIComponent(channel)}`);
  if (selection.fiscalYear !== latestYear) params.push(`year=${selection.fiscalYear}`);
  if (selection.area !== MIYAGI) params.push(`area=${selection.area.replaceAll('+', '~')}`);
  for (const name of CHOICE_NAMES)
    if (selection[name] !== CHOICES[name].fallback)
      params.push(`${name}=${encodeURIComponent(selection[name].replaceAll('+', '~'))}`);
  return params.length ? `?${params.join('&')}` : '';
}
