import type { FiscalYear, Month } from '#lib/domain/period.ts';
import { disease } from '#lib/i18n/disease.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';
import type { DiseaseFigures } from './disease-query-plan.ts';
import { AREAS } from './month-series.ts';
import type { MonthView } from './month-view.ts';
import type { Population } from './place-years.ts';
import { yearSentences } from './trend-words.ts';
import { countsOfSeries, placeChange, yearChanges, yearCountsOf } from './year-counts.ts';

/** The year a choice is compared with, if the release holds it and it is another one; else null. */
export function comparedYear(
  { compare, fiscalYear }: Pick<DiseaseSelection, 'compare' | 'fiscalYear'>,
  years: readonly FiscalYear[]
): FiscalYear | null {
  const year = compare === '2019' ? 2019 : fiscalYear - 1;
  return years.includes(year) && year !== fiscalYear ? year : null;
}

/** The fiscal years of a choice: changes of the areas, and the place on screen in sentences. */
export function yearViewOf(
  figures: DiseaseFigures,
  selection: DiseaseSelection,
  { series, visits, place: monthsOf }: MonthView,
  months: readonly Month[],
  years: readonly FiscalYear[],
  population: Population,
  areaOf: (code: string) => string,
  nameOf: (code: string) => string,
  locale: Locale
) {
  const { fiscalYear, area } = selection;
  const kind = diseaseKind(selection.disease);
  const words = disease[locale].trend;
  const counts = yearCountsOf(figures, selection, series, months, years);
  const before = comparedYear(selection, years);
  const place = area.length > 4 && kind === 'planning' ? areaOf(area) : monthsOf;
  /** Municipalities summed for a place, where it is a panel of those published every month. */
  const unitsOf = (code: string): number | null =>
    kind === 'chapter' ? (series.get(code)?.units ?? null) : null;
  const units = unitsOf(place);
  const panels = AREAS.flatMap((code) =>
    unitsOf(code) === null ? [] : [`${nameOf(code)} ${unitsOf(code)}`]
  );
  return {
    place,
    /** Its name, with how many municipalities stand for it where not all do. */
    placeName: units === null ? nameOf(place) : words.panel(nameOf(place), units),
    /** Visits or patients of the year. */
    count: counts(place, fiscalYear).count,
    before,
    changes: yearChanges(counts, population, fiscalYear, before),
    /** Visits against the year before, all ages and as months count them. */
    visitChanges: yearChanges(
      countsOfSeries(visits, months, years),
      population,
      fiscalYear,
      comparedYear({ compare: 'before', fiscalYear }, years)
    ),
    sentences: yearSentences(
      counts,
      place,
      years,
      fiscalYear,
      before,
      placeChange(counts, population, place, fiscalYear, before),
      locale
    ),
    panels: kind === 'chapter' ? panels.join(locale === 'ja' ? '、' : ', ') : null
  };
}
