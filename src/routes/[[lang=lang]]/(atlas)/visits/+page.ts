import { browser } from '$app/environment';
import geography from '#queries/atlas/geography.sql';
import { fiscalYears } from '#lib/release/manifest.ts';
import { visitsAskedOf, visitsSelectionOf } from '#lib/selection/visits-selection.ts';
import { visitsFigures } from './visits-query-plan.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { lang: 'en' }];

export const load: PageLoad = async ({ url, parent }) => {
  const asked = visitsAskedOf(browser ? url.searchParams : null);
  const { database, release, ignored: ignoredRelease } = await parent();
  const places = await database.all(geography, {});
  const years = fiscalYears(release.manifest);
  const codes = new Set(places.filter((place) => place.level !== 'municipality').map((place) => place.code));
  const { selection, ignored } = visitsSelectionOf(asked, { codes, fiscalYears: years });
  return {
    places,
    years,
    selection,
    ignored: [...ignoredRelease, ...ignored],
    figures: await visitsFigures(database, selection, browser)
  };
};
