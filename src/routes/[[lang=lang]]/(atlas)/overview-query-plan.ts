import age_sex from '#queries/atlas/age_sex.sql';
import age_sex_everywhere from '#queries/atlas/age_sex_everywhere.sql';
import monthly_visits from '#queries/atlas/monthly_visits.sql';
import monthly_visits_everywhere from '#queries/atlas/monthly_visits_everywhere.sql';
import year_figures from '#queries/atlas/year_figures.sql';
import year_figures_everywhere from '#queries/atlas/year_figures_everywhere.sql';
import type { Ahead, Database } from '#lib/database/database.ts';
import { overviewQuestions } from '#lib/release/overview-questions.ts';
import type { Selection } from '#lib/selection/selection.ts';

async function ask(database: Database, selection: Selection) {
  const params = overviewQuestions(selection);
  const [monthly, ageSex, yearFigures] = await Promise.all([
    database.all(monthly_visits, params.monthly_visits),
    database.all(age_sex, params.age_sex),
    database.all(year_figures, params.year_figures)
  ]);
  return { monthly, ageSex, yearFigures };
}

/** The rows behind the figures of the overview that follow the selection. */
export type OverviewFigures = Awaited<ReturnType<typeof ask>>;
/** Answered figures, figures still to come, or what stood in their way. */
export type FiguresState =
  | { readonly kind: 'answered'; readonly figures: OverviewFigures }
  | { readonly kind: 'pending'; readonly figures: Promise<OverviewFigures> }
  | { readonly kind: 'failed'; readonly cause: unknown };

let first = true;

/**
 * Asks for the figures of a selection. The first view after opening a link is handed on unanswered, so that the
 * page appears while the engine starts; later ones are waited for, so that the figures on screen stay until the
 * new ones are there.
 */
export async function overviewFigures(database: Database, selection: Selection): Promise<FiguresState> {
  const figures = ask(database, selection);
  figures.catch(() => {});
  const opening = first && typeof window !== 'undefined';
  first = false;
  if (opening) {
    const early = await Promise.race([
      figures.then(
        () => true,
        () => true
      ),
      new Promise<false>((done) => setTimeout(done, 0, false))
    ]);
    if (!early) return { kind: 'pending', figures };
  }
  try {
    return { kind: 'answered', figures: await figures };
  } catch (cause) {
    return { kind: 'failed', cause };
  }
}

/** What the reader may choose next: every place, in the fiscal year on screen. */
export function likelyNext(fiscalYear: number): readonly Ahead[] {
  const at = (area: string) => overviewQuestions({ area, fiscalYear });
  return [
    {
      query: monthly_visits_everywhere,
      params: {},
      partOf: (place) => ({ query: monthly_visits, params: at(place).monthly_visits })
    },
    {
      query: age_sex_everywhere,
      params: { fiscal_year: fiscalYear },
      partOf: (place) => ({ query: age_sex, params: at(place).age_sex })
    },
    {
      query: year_figures_everywhere,
      params: {},
      partOf: (place) => ({ query: year_figures, params: at(place).year_figures })
    }
  ];
}
