import { MIYAGI } from '#lib/domain/geography.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { DISEASE_AGES, DISEASE_SEXES, diseaseKind } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';
import type { PlaceYear } from '#lib/statistics/area-comparison.ts';
import { FALSE_DISCOVERY_RATE, falseDiscoveryRate } from '#lib/statistics/false-discovery-rate.ts';
import { PER_100K } from '#lib/statistics/crude-rate.ts';
import { roundedCountInterval, roundedRateRatio } from '#lib/statistics/rounded-counts.ts';
import type { DiseaseFigures } from './disease-query-plan.ts';
import { AREAS, yearTotals, type MonthSeries } from './month-series.ts';

/** Visits of a place in a fiscal year, as a sum of rounded cells; null where one of them is not published. */
export interface YearCount {
  readonly count: number | null;
  readonly cells: number;
}
/** Counts by place and fiscal year. */
export type YearCounts = (place: string, year: FiscalYear) => YearCount;

const ages = DISEASE_AGES.filter((age) => age !== 'all');
const sexes = DISEASE_SEXES.filter((sex) => sex !== 'all');
/** Ages and sexes a choice is made of. */
export const strataOf = ({ age, sex }: Pick<DiseaseSelection, 'age' | 'sex'>) =>
  (age === 'all' ? ages : [age]).flatMap((a) =>
    (sex === 'all' ? sexes : [sex]).map((s) => ({ age: a, sex: s }))
  );

const WITHHELD: YearCount = { count: null, cells: 0 };
const NOT_COMPARED = WITHHELD;

/** Yearly counts of a planning group at an age, a sex and a setting; of other diseases from their months. */
export function yearCountsOf(
  figures: DiseaseFigures,
  selection: DiseaseSelection,
  series: ReadonlyMap<string, MonthSeries>,
  months: readonly number[],
  years: readonly FiscalYear[]
): YearCounts {
  if (diseaseKind(selection.disease) !== 'planning') return countsOfSeries(series, months, years);
  const cells = new Map(
    figures.years
      .filter((row) => row.setting === selection.setting)
      .map((row) => [
        `${row.fiscal_year}/${row.area}/${row.age}/${row.sex}`,
        selection.measure === 'patients' ? row.patients : row.visits
      ])
  );
  const strata = strataOf(selection);
  const sumOf = (place: string, year: FiscalYear): YearCount => {
    const values = strata.map(({ age, sex }) => cells.get(`${year}/${place}/${age}/${sex}`));
    if (values.includes(undefined)) return WITHHELD;
    return { count: values.reduce<number>((sum, value) => sum + value!, 0), cells: values.length };
  };
  return (place, year) => {
    if (place !== MIYAGI) return sumOf(place, year);
    const parts = AREAS.map((area) => sumOf(area, year));
    if (parts.some(({ count }) => count === null)) return WITHHELD;
    return {
      count: parts.reduce((sum, part) => sum + part.count!, 0),
      cells: parts.reduce((sum, part) => sum + part.cells, 0)
    };
  };
}

/** Change of one place between two fiscal years, per cent, with its interval; null where it cannot be told. */
export interface YearChange {
  readonly code: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly change: {
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
    readonly beyond: boolean;
  } | null;
}

/** Counts of a place in two years, and their ratio as that of rates; null where it cannot be told. */
function comparedCounts(
  counts: YearCounts,
  populationOf: (place: string) => number,
  code: string,
  now: FiscalYear,
  before: FiscalYear | null
) {
  const a = counts(code, now);
  const b = before === null ? NOT_COMPARED : counts(code, before);
  if (a.count === null || b.count === null) return { now: a.count, before: b.count, ratio: null };
  const population = populationOf(code);
  const ratio = roundedRateRatio(
    { count: a.count, cells: a.cells, population },
    { count: b.count, cells: b.cells, population }
  );
  return { now: a.count, before: b.count, ratio: ratio.kind === 'shown' ? ratio : null };
}

const percent = (ratio: number): number => 100 * (ratio - 1);

/** Change of one place by itself, per cent, with its interval; null where it cannot be told. */
export function placeChange(
  counts: YearCounts,
  populationOf: (place: string) => number,
  code: string,
  now: FiscalYear,
  before: FiscalYear | null
): YearChange['change'] {
  const { ratio } = comparedCounts(counts, populationOf, code, now, before);
  return (
    ratio && {
      value: percent(ratio.ratio),
      lower: percent(ratio.lower),
      upper: percent(ratio.upper),
      beyond: ratio.beyondChance
    }
  );
}

/**
 * Changes of the four areas and the prefecture. Which of the areas changed beyond chance is decided over all of them
 * together (false discovery rate 5 %), since the reader is shown the largest; the prefecture stands by itself.
 * @param before the year compared with; null where the release has none
 */
export function yearChanges(
  counts: YearCounts,
  populationOf: (place: string) => number,
  now: FiscalYear,
  before: FiscalYear | null
): YearChange[] {
  const compared = [...AREAS, MIYAGI].map((code) => ({
    code,
    ...comparedCounts(counts, populationOf, code, now, before)
  }));
  const tested = compared.flatMap(({ code, ratio }) =>
    ratio && code !== MIYAGI ? [{ code, p: ratio.pValue }] : []
  );
  const adjusted = falseDiscoveryRate(tested.map(({ p }) => p));
  const beyond = new Set(
    tested.filter((_, i) => adjusted[i]! <= FALSE_DISCOVERY_RATE).map(({ code }) => code)
  );
  return compared.map(({ ratio, ...row }) => ({
    ...row,
    change: ratio && {
      value: percent(ratio.ratio),
      lower: percent(ratio.lower),
      upper: percent(ratio.upper),
      beyond: row.code === MIYAGI ? ratio.beyondChance : beyond.has(row.code)
    }
  }));
}

/** The area that changed most: of those beyond chance, else of all; null where none can be compared. */
export function largestChange(changes: readonly YearChange[]): YearChange | null {
  const areas = changes.filter(({ code, change }) => code !== MIYAGI && change !== null);
  const beyond = areas.filter(({ change }) => change!.beyond);
  return (beyond.length ? beyond : areas).reduce<YearChange | null>(
    (most, row) => (most === null || Math.abs(row.change!.value) > Math.abs(most.change!.value) ? row : most),
    null
  );
}

/** Yearly counts of monthly series: of years all of whose months are published. */
export function countsOfSeries(
  series: ReadonlyMap<string, MonthSeries>,
  months: readonly number[],
  years: readonly FiscalYear[]
): YearCounts {
  const totals = new Map([...series].map(([code, s]) => [code, yearTotals(s, months, years)]));
  return (place, year) => ({
    count: totals.get(place)?.get(year) ?? null,
    cells: 12 * (series.get(place)?.cells ?? 0)
  });
}

/**
 * Rows of areas at an age or a sex, which no table of estimates holds: crude rates and ratios to the prefecture's rates
 * by age and sex, from rounded counts, their intervals widened for it.
 */
export function stratumPlaceYears(
  figures: DiseaseFigures,
  selection: DiseaseSelection,
  populationOf: (place: string, age: string, sex: string) => number,
  years: readonly FiscalYear[]
): PlaceYear[] {
  const strata = strataOf(selection);
  const counts = new Map<string, number>();
  for (const row of figures.years)
    if (row.setting === selection.setting)
      counts.set(`${row.fiscal_year}/${row.area}/${row.age}/${row.sex}`, row.visits);
  return years.flatMap((fiscalYear) => {
    const rateOf = (age: string, sex: string): number | null => {
      const parts = AREAS.map((area) => counts.get(`${fiscalYear}/${area}/${age}/${sex}`));
      if (parts.includes(undefined)) return null;
      return parts.reduce<number>((sum, part) => sum + part!, 0) / populationOf(MIYAGI, age, sex);
    };
    return AREAS.map((code): PlaceYear => {
      const parts = strata.map(({ age, sex }) => ({
        count: counts.get(`${fiscalYear}/${code}/${age}/${sex}`),
        population: populationOf(code, age, sex),
        rate: rateOf(age, sex)
      }));
      const population = parts.reduce((sum, part) => sum + part.population, 0);
      if (population === 0 || parts.some(({ count }) => count === undefined))
        return { code, fiscalYear, population, source: 'absent', reason: 'hidden' };
      const count = parts.reduce((sum, part) => sum + part.count!, 0);
      const { lower, upper } = roundedCountInterval(count, parts.length);
      const scaled = (scale: number) => ({
        value: count * scale,
        lower: lower * scale,
        upper: upper * scale
      });
      const expected = parts.some(({ rate }) => rate === null)
        ? 0
        : parts.reduce((sum, part) => sum + part.population * part.rate!, 0);
      return {
        code,
        fiscalYear,
        population,
        source: 'indicator',
        crude: scaled(PER_100K / population),
        asr: null,
        sir: expected > 0 ? scaled(100 / expected) : null,
        eventsBand: '',
        rounded: { count, cells: parts.length },
        method: 'byar-rounded-atlas'
      };
    });
  });
}
