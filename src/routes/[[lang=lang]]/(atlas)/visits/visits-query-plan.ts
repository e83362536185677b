import acceptance_months from '#queries/atlas/acceptance_months.sql';
import arrival_years from '#queries/atlas/arrival_years.sql';
import letter_places from '#queries/atlas/letter_places.sql';
import letter_quarters from '#queries/atlas/letter_quarters.sql';
import monthly_visits from '#queries/atlas/monthly_visits.sql';
import monthly_visits_everywhere from '#queries/atlas/monthly_visits_everywhere.sql';
import outpatient_years from '#queries/atlas/outpatient_years.sql';
import refusal_reasons from '#queries/atlas/refusal_reasons.sql';
import rhythm_peaks from '#queries/atlas/rhythm_peaks.sql';
import stay_lengths from '#queries/atlas/stay_lengths.sql';
import visits_rhythm from '#queries/atlas/visits_rhythm.sql';
import visits_setting_monthly from '#queries/atlas/visits_setting_monthly.sql';
import visits_setting_monthly_everywhere from '#queries/atlas/visits_setting_monthly_everywhere.sql';
import type { Ahead, Database } from '#lib/database/database.ts';
import type { VisitsSelection } from '#lib/selection/visits-selection.ts';

async function ask(database: Database, { area, fiscalYear }: VisitsSelection) {
  const [
    totals,
    settings,
    rhythm,
    peaks,
    arrivals,
    acceptance,
    reasons,
    stays,
    places,
    quarters,
    outpatients
  ] = await Promise.all([
    database.all(monthly_visits, { area }),
    database.all(visits_setting_monthly, { area }),
    database.all(visits_rhythm, { fiscal_year: fiscalYear }),
    database.all(rhythm_peaks, {}),
    database.all(arrival_years, {}),
    database.all(acceptance_months, {}),
    database.all(refusal_reasons, {}),
    database.all(stay_lengths, { fiscal_year: fiscalYear }),
    database.all(letter_places, {}),
    database.all(letter_quarters, {}),
    database.all(outpatient_years, {})
  ]);
  return {
    totals,
    settings,
    rhythm,
    peaks,
    arrivals,
    acceptance,
    reasons,
    stays,
    places,
    quarters,
    outpatients
  };
}

/** The rows behind the figures of the page of visits. */
export type VisitsFigures = Awaited<ReturnType<typeof ask>>;
/** Answered figures, figures still to come, or what stood in their way. */
export type VisitsState =
  | { readonly kind: 'answered'; readonly figures: VisitsFigures }
  | { readonly kind: 'pending'; readonly figures: Promise<VisitsFigures> }
  | { readonly kind: 'failed'; readonly cause: unknown };

let first = true;

/**
 * Asks for the figures of a selection. While prerendering, where no engine runs, they stay to come. The first view after
 * opening a link is handed on unanswered, so that the page appears while the engine starts; later ones are waited for, so
 * that the figures on screen stay until the new ones are there.
 */
export async function visitsFigures(
  database: Database,
  selection: VisitsSelection,
  inBrowser: boolean
): Promise<VisitsState> {
  if (!inBrowser) return { kind: 'pending', figures: new Promise(() => {}) };
  const figures = ask(database, selection);
  figures.catch(() => {});
  const opening = first;
  first = false;
  if (opening && database.status.phase !== 'ready') return { kind: 'pending', figures };
  try {
    return { kind: 'answered', figures: await figures };
  } catch (cause) {
    return { kind: 'failed', cause };
  }
}

/** What the reader may choose next: every place, and every year. */
export function likelyVisits(years: readonly number[]): readonly Ahead[] {
  return [
    {
      query: monthly_visits_everywhere,
      params: {},
      partOf: (area) => ({ query: monthly_visits, params: { area } })
    },
    {
      query: visits_setting_monthly_everywhere,
      params: {},
      partOf: (area) => ({ query: visits_setting_monthly, params: { area } })
    },
    ...years.flatMap((fiscal_year) => [
      { query: visits_rhythm, params: { fiscal_year } },
      { query: stay_lengths, params: { fiscal_year } }
    ])
  ];
}
