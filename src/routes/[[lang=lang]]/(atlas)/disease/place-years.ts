import { MIYAGI } from '#lib/domain/geography.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';
import type { PatientsByAgeSex } from '#lib/charts/patient-pyramid.ts';
import { AGE5, AGE6 } from '#lib/domain/age-band.ts';
import type { PlaceYear, PublishedEstimate } from '#lib/statistics/area-comparison.ts';
import type { DiseaseFigures } from './disease-query-plan.ts';
import { AREAS } from './month-series.ts';
import { stratumPlaceYears } from './year-counts.ts';

/** Residents of a place, all of them or at an age and sex in the three planning groups. */
export type Population = (place: string, age?: string, sex?: string) => number;

/** Residents from the rows of the population question. */
export function populationOf(rows: DiseaseFigures['population']): Population {
  const cells = new Map<string, number>();
  const add = (key: string, people: number) => cells.set(key, (cells.get(key) ?? 0) + people);
  for (const { place, grain, age, sex, population } of rows) {
    if (grain !== 'planning') continue;
    add(place, population);
    add(`${place}/${age}/${sex}`, population);
  }
  return (place, age, sex) => cells.get(age === undefined ? place : `${place}/${age}/${sex}`) ?? 0;
}

/** Why a place has no value in a year: withheld, unless the table holds nothing at all of that year. */
function absence(rows: readonly { readonly fiscal_year: FiscalYear }[]) {
  const reported = new Set(rows.map((row) => row.fiscal_year));
  return (year: FiscalYear) =>
    ({ source: 'absent', reason: reported.has(year) ? 'hidden' : 'not_reported' }) as const;
}

/** What is known of every place of the chosen level in every fiscal year. Nothing at all for blocks. */
export function placeYearsOf(
  figures: DiseaseFigures,
  selection: DiseaseSelection,
  codes: readonly string[],
  population: Population,
  years: readonly FiscalYear[]
): PlaceYear[] {
  const kind = diseaseKind(selection.disease);
  if (kind === 'block') return [];
  if (selection.age !== 'all' || selection.sex !== 'all')
    return stratumPlaceYears(figures, selection, population, years);
  if (kind === 'chapter' && selection.level === 'unit') {
    const visits = new Map(figures.chapterYears.map((row) => [`${row.fiscal_year}/${row.unit}`, row.visits]));
    const absentIn = absence(figures.chapterYears);
    return years.flatMap((fiscalYear) =>
      codes.map((code) => {
        const place = { code, fiscalYear, population: population(code) };
        const observed = visits.get(`${fiscalYear}/${code}`) ?? null;
        return observed === null
          ? { ...place, ...absentIn(fiscalYear) }
          : { ...place, source: 'exact' as const, observed, expected: null };
      })
    );
  }
  const rows = new Map(
    figures.indicators.map((row) => [`${row.fiscal_year}/${row.place}/${row.indicator}`, row])
  );
  const absentIn = absence(figures.indicators);
  const standardised = `asr_${selection.standard}`;
  return years.flatMap((fiscalYear) =>
    codes.map((code) => {
      const place = { code, fiscalYear, population: population(code) };
      const at = (indicator: string) => rows.get(`${fiscalYear}/${code}/${indicator}`);
      const estimate = (indicator: string): PublishedEstimate | null => {
        const row = at(indicator);
        return row ? { value: row.value, lower: row.lower, upper: row.upper } : null;
      };
      const any = at('sir') ?? at('crude') ?? at(standardised);
      if (!any) return { ...place, ...absentIn(fiscalYear) };
      return {
        ...place,
        source: 'indicator' as const,
        crude: estimate('crude'),
        asr: estimate(standardised),
        sir: estimate('sir'),
        eventsBand: any.events_band,
        method: any.method
      };
    })
  );
}

/** Patients by age and sex of the chosen place (or its area) in a year; empty where no table holds them. */
export function patientsOf(
  figures: DiseaseFigures,
  { disease, setting, fiscalYear }: DiseaseSelection,
  area: string,
  population: Population
): PatientsByAgeSex[] {
  const sexes = ['male', 'female'] as const;
  if (diseaseKind(disease) === 'planning') {
    const areas = area === MIYAGI ? AREAS : [area];
    return (['0-64', '65-74', '75+'] as const).flatMap((age) =>
      sexes.map((sex) => {
        const cells = areas.map(
          (code) =>
            figures.years.find(
              (row) =>
                row.fiscal_year === fiscalYear &&
                row.area === code &&
                row.age === age &&
                row.sex === sex &&
                row.setting === setting
            )?.patients ?? null
        );
        const patients = cells.includes(null) ? null : cells.reduce<number>((sum, cell) => sum + cell!, 0);
        return { age, sex, patients, population: population(area, age, sex) };
      })
    );
  }
  const bands: readonly string[] = (area === '04' ? AGE5 : AGE6).filter((band) => band !== 'unknown');
  return bands.flatMap((age) =>
    sexes.map((sex) => ({
      age,
      sex,
      patients:
        figures.profile.find(
          (row) => row.fiscal_year === fiscalYear && row.area === area && row.age === age && row.sex === sex
        )?.patients ?? null,
      population:
        figures.population.find(
          (row) => row.place === area && row.grain !== 'planning' && row.age === age && row.sex === sex
        )?.population ?? 0
    }))
  );
}
