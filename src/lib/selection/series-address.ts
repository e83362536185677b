import type { SeriesSubject } from '../domain/monthly-series.ts';
import type { FiscalYear } from '../domain/period.ts';
import { RELEASE } from './selection.ts';

/** The page a series can be seen on, and what to ask it for. */
export interface SeriesAddress {
  /** Page below the site's base; empty for the overview. */
  readonly page: '' | 'disease' | 'visits';
  /** Query string, with its question mark; empty where nothing needs to be asked. */
  readonly search: string;
}

/** Pages of this site that show single diseases. Until there is one, a change is shown on the overview of its place and year. */
export interface SeriesPages {
  readonly disease: boolean;
}

/** Code of the disease a subject is about, as addresses carry it; null where it is about none. `+` travels as `~`. */
function diseaseOf(subject: SeriesSubject): string | null {
  if (subject.kind === 'chapter') return subject.chapter.replaceAll('+', '~');
  if (subject.kind === 'block') return subject.block;
  return subject.kind === 'planning' ? subject.group : null;
}

/**
 * Where a series of a place can be seen in a fiscal year.
 * @param channel the release chosen, or null for the default one
 */
export function seriesAddress(
  { subject, place }: { readonly subject: SeriesSubject; readonly place: string },
  fiscalYear: FiscalYear,
  channel: string | null,
  pages: SeriesPages
): SeriesAddress {
  const disease = pages.disease ? diseaseOf(subject) : null;
  const params: [string, string][] = [];
  if (channel !== null) params.push([RELEASE, channel]);
  if (disease !== null) {
    params.push(['disease', disease]);
    if ('setting' in subject) params.push(['setting', subject.setting]);
  }
  // requests of all facilities, by time band: the page of visits draws them
  if (subject.kind === 'acceptance') {
    params.push(['year', String(fiscalYear)], ['band', subject.band]);
    return { page: 'visits', search: searchOf(params) };
  }
  params.push(['area', place.replaceAll('+', '~')], ['year', String(fiscalYear)]);
  return {
    page: disease === null ? '' : 'disease',
    search: searchOf(params)
  };
}

const searchOf = (params: readonly (readonly [name: string, value: string])[]): string =>
  `?${params.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`).join('&')}`;
