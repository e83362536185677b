import { readAreas, readPopulation } from '../reference/read-reference.ts';
import type { Profile } from './profile.ts';
import { BANDS, BOTH_SEXES, bandIndex } from './visit-weights.ts';

/** A place people live in: a municipality or ward, a place in another prefecture, or nowhere recorded. */
export interface Place {
  /** Five-digit code; null where residence is not recorded. */
  readonly code: string | null;
  readonly area: string | null;
  /** Residents by sex and band: index sex × 19 + band. */
  readonly population: Float64Array;
  /** Visits of a resident relative to the reference of the profile. */
  readonly reach: number;
}

/** Neighbouring prefectures patients come from, with weights: their capitals and border towns, and Tokyo. */
const OTHER_PREFECTURES: readonly (readonly [string, number])[] = [
  ['03201', 2],
  ['03209', 5],
  ['06201', 4],
  ['07201', 4],
  ['07209', 4],
  ['07203', 2],
  ['05201', 1],
  ['13104', 1]
];

/** Everywhere the patients of a profile live. Shares of visits from outside and of unknown residence are those of the profile. */
export function placesOf(profile: Profile): readonly Place[] {
  const size = BOTH_SEXES.length * BANDS.length;
  const byCode = new Map<string, Float64Array>();
  for (const row of readPopulation()) {
    if (row.age_band === 'unpublished') continue;
    let people = byCode.get(row.code);
    if (!people) byCode.set(row.code, (people = new Float64Array(size)));
    people[BOTH_SEXES.indexOf(row.sex) * BANDS.length + bandIndex(row.age_band)]! += row.population;
  }
  const inside = readAreas()
    .filter((area) => area.level === 'ward' || area.level === 'municipality')
    .map((area): Place => ({
      code: area.code,
      area: area.area,
      population: byCode.get(area.code)!,
      reach: profile.reach(area.code)
    }));
  const total = (places: readonly Place[]) =>
    places.reduce((sum, place) => sum + place.reach * place.population.reduce((a, b) => a + b, 0), 0);
  const known = total(inside);
  const prefecture = byCode.get('04000')!;
  const whole = prefecture.reduce((a, b) => a + b, 0);
  const share = (part: number) => (part / (1 - profile.outside - profile.unknownResidence)) * known;
  const weights = OTHER_PREFECTURES.reduce((sum, [, weight]) => sum + weight, 0);
  const elsewhere = OTHER_PREFECTURES.map(([code, weight]): Place => {
    const people = (share(profile.outside) * weight) / weights;
    return { code, area: null, population: prefecture.map((n) => (n / whole) * people), reach: 1 };
  });
  const nowhere: Place = {
    code: null,
    area: null,
    population: prefecture.map((n) => (n / whole) * share(profile.unknownResidence)),
    reach: 1
  };
  return [...inside, ...elsewhere, nowhere];
}

/**
 * The people of a source as numbers: a cohort is one place, sex and year of birth; within it people are numbered
 * from 0. Early numbers visit more often, so that a month has fewer patients than visits.
 */
export class Cohorts {
  static readonly firstYear = 1914;
  static readonly years = 120;
  readonly #base: Int32Array;
  readonly #size: Int32Array;
  readonly count: number;

  constructor(
    readonly places: readonly Place[],
    activeShare: number,
    scale: number
  ) {
    const cohorts = places.length * BOTH_SEXES.length * Cohorts.years;
    this.#base = new Int32Array(cohorts + 1);
    this.#size = new Int32Array(cohorts);
    let next = 0;
    places.forEach((place, p) => {
      for (let sex = 0; sex < BOTH_SEXES.length; sex++) {
        for (let year = 0; year < Cohorts.years; year++) {
          const cohort = this.cohort(p, sex, year + Cohorts.firstYear);
          // sized by the register of 2025: a cohort then under 90 is a fifth of its band, the open band thins out
          const age = Math.min(104, Math.max(0, 2024 - (year + Cohorts.firstYear)));
          const band = Math.min(BANDS.length - 1, Math.floor(age / 5));
          const people = place.population[sex * BANDS.length + band]! / (band === BANDS.length - 1 ? 8 : 5);
          const active = Math.max(
            1,
            Math.ceil(
              people * Math.min(1, activeShare * Math.max(place.reach, 0.05)) * Math.min(1, 0.4 + scale)
            )
          );
          this.#base[cohort] = next;
          this.#size[cohort] = active;
          next += active;
        }
      }
    });
    this.#base[cohorts] = next;
    this.count = next;
  }

  /** Index of a cohort. */
  cohort(place: number, sex: number, birthYear: number): number {
    const year = Math.min(Cohorts.years - 1, Math.max(0, birthYear - Cohorts.firstYear));
    return (place * BOTH_SEXES.length + sex) * Cohorts.years + year;
  }
  /** People in a cohort. */
  size(cohort: number): number {
    return this.#size[cohort]!;
  }
  /** Number of the n-th person of a cohort among all people. */
  person(cohort: number, n: number): number {
    return this.#base[cohort]! + n;
  }
  /** Index of the place a person lives at. */
  placeOf(person: number): number {
    let low = 0;
    let high = this.places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#base[this.cohort(middle, 0, Cohorts.firstYear)]! <= person) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  /** First person of every cohort, and the count after the last: for turning a number back into its cohort. */
  get bases(): Int32Array {
    return this.#base;
  }
}
