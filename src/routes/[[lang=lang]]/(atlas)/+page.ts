import { browser } from '$app/environment';
import geography from '#queries/atlas/geography.sql';
import unit_years from '#queries/atlas/unit_years.sql';
import { fiscalYears } from '#lib/release/manifest.ts';
import { askedOf, selectionOf } from '#lib/selection/selection.ts';
import { loadTopology } from './load-topology.ts';
import { prerenderedFigures } from './prerendered-figures.ts';
import { overviewFigures } from './overview-query-plan.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { lang: 'en' }];

export const load: PageLoad = async ({ url, parent, fetch }) => {
  const asked = askedOf(browser ? url.searchParams : null);
  const topology = loadTopology(fetch);
  const { database, release, locale, ignored: ignoredRelease } = await parent();
  const [places, everyYear] = await Promise.all([database.all(geography, {}), database.all(unit_years, {})]);
  const years = fiscalYears(release.manifest);
  // a year that lacks months is nobody's year before
  const unitYears = everyYear.filter((row) => years.includes(row.fiscal_year));
  const codes = new Set(places.filter((place) => place.level !== 'municipality').map((place) => place.code));
  const { selection, ignored } = selectionOf(asked, { codes, fiscalYears: years });
  const figures = await overviewFigures(database, selection);
  return {
    places,
    unitYears,
    years,
    selection,
    ignored: [...ignoredRelease, ...ignored],
    topology: await topology,
    figures,
    /** Drawings made while prerendering; in the browser the live charts take their place. */
    drawings:
      !browser && figures.kind === 'answered'
        ? await prerenderedFigures(figures.figures, selection, release.manifest, locale)
        : null
  };
};
