import disease_block_months from '#queries/atlas/disease_block_months.sql';
import disease_chapter_months from '#queries/atlas/disease_chapter_months.sql';
import disease_chapter_years from '#queries/atlas/disease_chapter_years.sql';
import disease_indicators from '#queries/atlas/disease_indicators.sql';
import disease_planning_months from '#queries/atlas/disease_planning_months.sql';
import disease_planning_years from '#queries/atlas/disease_planning_years.sql';
import disease_population from '#queries/atlas/disease_population.sql';
import disease_profile_years from '#queries/atlas/disease_profile_years.sql';
import type { Ahead, Database } from '#lib/database/database.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';

type View = Pick<DiseaseSelection, 'disease' | 'setting' | 'level' | 'standard' | 'area' | 'vs'>;

/** The months of a disease as its table holds them. */
async function askMonths(database: Database, disease: string, { setting, area }: View) {
  switch (diseaseKind(disease)) {
    case 'planning':
      return { kind: 'planning' as const, rows: await database.all(disease_planning_months, { disease }) };
    case 'chapter':
      return {
        kind: 'chapter' as const,
        // one municipality may be asked for beside the areas; an area is there anyhow
        rows: await database.all(disease_chapter_months, {
          disease,
          setting,
          place: area.length > 4 ? area : MIYAGI
        })
      };
    default:
      return { kind: 'block' as const, rows: await database.all(disease_block_months, { disease, setting }) };
  }
}
export type MonthRows = Awaited<ReturnType<typeof askMonths>>;

async function ask(database: Database, view: View) {
  const { disease, setting, level, vs } = view;
  const kind = diseaseKind(disease);
  const [population, months, vsMonths, years, chapterYears, profile, indicators] = await Promise.all([
    database.all(disease_population, {}),
    askMonths(database, disease, view),
    vs === null ? null : askMonths(database, vs, view),
    kind === 'planning' ? database.all(disease_planning_years, { disease }) : [],
    kind === 'chapter' && level === 'unit' ? database.all(disease_chapter_years, { disease, setting }) : [],
    kind === 'chapter' ? database.all(disease_profile_years, { disease, setting }) : [],
    kind === 'planning' || (kind === 'chapter' && level === 'area')
      ? database.all(disease_indicators, indicatorParams(view))
      : []
  ]);
  return { population, months, vsMonths, years, chapterYears, profile, indicators };
}

const indicatorParams = ({ disease, setting, level, standard }: View) => ({
  disease,
  setting,
  level,
  standardised: `asr_${standard}`
});

/** The rows behind the figures of the page. */
export type DiseaseFigures = Awaited<ReturnType<typeof ask>>;
/** Answered figures, figures still to come, or what stood in their way. */
export type DiseaseState =
  | { readonly kind: 'answered'; readonly figures: DiseaseFigures }
  | { readonly kind: 'pending'; readonly figures: Promise<DiseaseFigures> }
  | { readonly kind: 'failed'; readonly cause: unknown };

let first = true;

/**
 * Asks for the figures of a view. While prerendering there is no engine: the frame stands alone. The first view after
 * opening a link is handed on unanswered, so that the page appears while the engine starts; later ones are waited for,
 * so that the figures on screen stay until the new ones are there.
 */
export async function diseaseFigures(database: Database, view: View): Promise<DiseaseState> {
  if (typeof window === 'undefined') return { kind: 'pending', figures: new Promise(() => {}) };
  const figures = ask(database, view);
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

/** What the reader may choose next: the other settings and the other level of the disease on screen. */
export function likelyNextOf(view: View): Ahead[] {
  const { disease } = view;
  const kind = diseaseKind(disease);
  const ahead: Ahead[] = [];
  for (const setting of SETTINGS)
    if (kind === 'planning')
      for (const level of ['area', 'unit'] as const)
        ahead.push({ query: disease_indicators, params: indicatorParams({ ...view, setting, level }) });
    else if (kind === 'block') ahead.push({ query: disease_block_months, params: { disease, setting } });
    else
      ahead.push(
        { query: disease_chapter_months, params: { disease, setting, place: MIYAGI } },
        { query: disease_chapter_years, params: { disease, setting } },
        { query: disease_profile_years, params: { disease, setting } }
      );
  return ahead;
}
