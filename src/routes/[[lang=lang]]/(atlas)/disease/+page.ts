import { browser } from '$app/environment';
import disease_published from '#queries/atlas/disease_published.sql';
import geography from '#queries/atlas/geography.sql';
import { monthsFrom } from '#lib/domain/period.ts';
import { fiscalYears } from '#lib/release/manifest.ts';
import { diseaseAskedOf, diseaseSelectionOf } from '#lib/selection/disease-selection.ts';
import { loadTopology } from '../load-topology.ts';
import { diseaseFigures } from './disease-query-plan.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { lang: 'en' }];

export const load: PageLoad = async ({ url, parent, fetch }) => {
  const asked = diseaseAskedOf(browser ? url.searchParams : null);
  const topology = loadTopology(fetch);
  const { database, release } = await parent();
  const places = await database.all(geography, {});
  const years = fiscalYears(release.manifest);
  const codes = new Set(places.filter((place) => place.level !== 'municipality').map((place) => place.code));
  const { selection, ignored } = diseaseSelectionOf(asked, { codes, fiscalYears: years });
  const { first_month, last_month } = release.manifest.period;
  return {
    places,
    years,
    months: monthsFrom(first_month, last_month),
    selection,
    // the release's own reports stand beside those of this page
    ignoredChoices: ignored,
    topology: await topology,
    figures: await diseaseFigures(database, selection),
    /** Which blocks the release holds; asked when the list of diseases opens. */
    published: async () => new Set((await database.all(disease_published, {})).map((row) => row.block))
  };
};
