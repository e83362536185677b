import { browser } from '$app/environment';
import geography from '#queries/atlas/geography.sql';
import unit_years from '#queries/atlas/unit_years.sql';
import { fiscalYears } from '#lib/release/manifest.ts';
import { askedOf, selectionOf } from '#lib/selection/selection.ts';
import { overviewFigures } from './overview-query-plan.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, parent }) => {
  const asked = askedOf(browser ? url.searchParams : null);
  const { database, release, ignored: ignoredRelease } = await parent();
  const [places, unitYears] = await Promise.all([database.all(geography, {}), database.all(unit_years, {})]);
  const years = fiscalYears(release.manifest);
  const { selection, ignored } = selectionOf(asked, { codes: new Set(places.map((p) => p.code)), fiscalYears: years });
  return {
    places,
    unitYears,
    years,
    selection,
    ignored: [...ignoredRelease, ...ignored],
    figures: await overviewFigures(database, selection)
  };
};
