import { MIYAGI } from '../domain/geography.ts';
import type { FiscalYear } from '../domain/period.ts';

/** What the overview asks, query by query; the page and the snapshot of a release share this one list. */
export function overviewQuestions(view: { readonly area: string; readonly fiscalYear: FiscalYear }) {
  return {
    geography: {},
    unit_years: {},
    monthly_visits: { area: view.area },
    age_sex: { area: view.area, fiscal_year: view.fiscalYear },
    year_figures: { area: view.area }
  } as const;
}

/** The questions of the view a reader meets first: the whole prefecture in the latest complete fiscal year. */
export const defaultQuestions = (latestFiscalYear: FiscalYear) =>
  overviewQuestions({ area: MIYAGI, fiscalYear: latestFiscalYear });
