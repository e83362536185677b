import { MIYAGI } from '../domain/geography.ts';

/** Which units the map is drawn in. */
export const MAP_LEVELS = ['unit', 'area'] as const;
export type MapLevel = (typeof MAP_LEVELS)[number];

/** What the reader chose on the overview. The URL is its only store. */
export interface Selection {
  readonly area: string;
  readonly fiscalYear: number;
  readonly level: MapLevel;
}

/** What the address asks for, not yet known to exist. Read synchronously, so that Kit tracks each name. */
export interface Asked {
  readonly area: string | null;
  readonly fiscalYear: string | null;
  readonly level: string | null;
}

/** Something in the address that cannot be shown; the default stands in its place. */
export interface Ignored {
  readonly name: 'area' | 'year' | 'level' | 'release';
  /** The text asked for, cut to 40 characters; shown as text only. */
  readonly asked: string;
}

/** Names of the parameters in the address. Areas use `~` for `+`, which an address would turn into a space. */
export const AREA = 'area';
export const YEAR = 'year';
const LEVEL = 'level';
export const RELEASE = 'release';

/** The raw wishes of an address; nothing while prerendering, where there is no address to ask. */
export function askedOf(params: URLSearchParams | null): Asked {
  return {
    area: params?.get(AREA)?.replaceAll('~', '+') ?? null,
    fiscalYear: params?.get(YEAR) ?? null,
    level: params?.get(LEVEL) ?? null
  };
}

/** What a release can show. */
export interface Offer {
  readonly codes: ReadonlySet<string>;
  /** Complete fiscal years, oldest first; never empty. */
  readonly fiscalYears: readonly number[];
}

/** Text of an address as it may be shown: at most forty characters. */
export const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Parses the wishes of an address against what the release offers. Whatever it does not offer becomes the default and is reported. */
export function selectionOf(asked: Asked, offer: Offer): { selection: Selection; ignored: Ignored[] } {
  const ignored: Ignored[] = [];
  const latest = offer.fiscalYears.at(-1);
  if (latest === undefined)
    throw new RangeError('a selection needs a release with at least one complete fiscal year');

  let area = MIYAGI;
  if (asked.area !== null) {
    if (offer.codes.has(asked.area)) area = asked.area;
    else ignored.push({ name: 'area', asked: cut(asked.area) });
  }
  let fiscalYear = latest;
  if (asked.fiscalYear !== null) {
    const year = /^\d{4}$/.test(asked.fiscalYear) ? Number(asked.fiscalYear) : Number.NaN;
    if (offer.fiscalYears.includes(year)) fiscalYear = year;
    else ignored.push({ name: 'year', asked: cut(asked.fiscalYear) });
  }
  let level: MapLevel = 'unit';
  if (asked.level !== null) {
    const known = MAP_LEVELS.find((l) => l === asked.level);
    if (known) level = known;
    else ignored.push({ name: 'level', asked: cut(asked.level) });
  }
  return { selection: { area, fiscalYear, level }, ignored };
}

/**
 * The query string of a selection: only what differs from the default, in a fixed order, so that one view has
 * one address.
 * @param channel the release chosen, or null for the default one
 */
export function addressOf(selection: Selection, latestYear: number, channel: string | null): string {
  const params: string[] = [];
  if (channel !== null) params.push(`${RELEASE}=${encodeURIComponent(channel)}`);
  if (selection.fiscalYear !== latestYear) params.push(`${YEAR}=${selection.fiscalYear}`);
  if (selection.area !== MIYAGI) params.push(`${AREA}=${selection.area.replaceAll('+', '~')}`);
  if (selection.level !== 'unit') params.push(`${LEVEL}=${selection.level}`);
  return params.length ? `?${params.join('&')}` : '';
}
