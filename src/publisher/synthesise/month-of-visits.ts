import { age6Of } from '#lib/domain/age-band.ts';
import { fiscalYearOf, type Month } from '#lib/domain/period.ts';
import { SETTINGS, type Setting } from '#lib/domain/setting.ts';
import {
  AGE_TREND,
  HOUR_WEIGHTS,
  covidFactor,
  dayWeight,
  daysIn,
  firstDayOf,
  pandemicFactor,
  season
} from './calendar.ts';
import { CODES } from './icd10-codes.ts';
import type { Profile } from './profile.ts';
import { cumulative, hash, Random } from './random.ts';
import type { Cohorts } from './residents.ts';
import { BANDS, BOTH_SEXES, CHAPTER_NUMBERS, STAY_DAYS, visitWeights } from './visit-weights.ts';

/** Visits of one month as columns, in order of day and minute. */
export interface VisitColumns {
  readonly count: number;
  /** Number of the person among all people. */
  readonly person: Int32Array;
  /** Day number since 1970-01-01. */
  readonly day: Int32Array;
  readonly minute: Int32Array;
  /** setting × 2²⁴ + facility × 2¹⁶ + code index × 2⁶ … packed, see {@link packVisit}. */
  readonly packed: Int32Array;
  /** Days until discharge; 0 for other settings. */
  readonly stay: Int32Array;
}

/** All codes in one list: a visit stores the index, 0 standing for no diagnosis. */
export const CODE_LIST: readonly (string | null)[] = [
  null,
  ...Object.values(CODES).flatMap((list) => list.map((c) => c.code))
];

const codeIndex = new Map(CODE_LIST.map((code, i) => [code, i]));

/** Setting, facility and code index in one whole number. */
export const packVisit = (setting: number, facility: number, code: number): number =>
  (setting << 24) | (facility << 16) | code;

/** Growth of visits of an age band by a fiscal year, counted from fiscal 2018. */
function trend(band: number, month: Month): number {
  const group = age6Of(BANDS[band]!);
  const broad =
    group === '0-14' || group === '65-74' ? group : group === '75-84' || group === '85+' ? '75+' : '15-64';
  return (1 + AGE_TREND[broad]) ** (fiscalYearOf(month) - 2018);
}

/** How strongly visits gather on early numbers of a cohort: 1 would be even. */
const GATHERING = 1.7;

/** Draws the visits of any month of a source. */
export class MonthOfVisits {
  readonly #weight: ReturnType<typeof visitWeights>;
  readonly #codes = new Map<string, { readonly index: readonly number[]; readonly sums: Float64Array }>();
  readonly #hours: Record<Setting, Float64Array>;
  readonly #facilities: {
    readonly own: ReadonlyMap<string | null, Float64Array>;
    readonly any: Float64Array;
  };
  readonly #base: number;
  /** Whether a person has visited yet; index is the person's number. */
  readonly seen: Uint8Array;
  readonly totals = {
    visits: 0,
    expected: 0,
    bySetting: { inpatient: 0, outpatient: 0, emergency: 0 } as Record<Setting, number>,
    byPlace: new Map<string, number>(),
    byChapter: new Map<number, number>()
  };

  constructor(
    private readonly profile: Profile,
    private readonly cohorts: Cohorts,
    scale: number,
    private readonly seed: number
  ) {
    this.#weight = visitWeights(profile);
    this.#hours = {
      inpatient: cumulative(HOUR_WEIGHTS.inpatient),
      outpatient: cumulative(HOUR_WEIGHTS.outpatient),
      emergency: cumulative(HOUR_WEIGHTS.emergency)
    };
    this.seen = new Uint8Array(cohorts.count);
    const areas = new Set(profile.facilities.map((f) => f.area));
    this.#facilities = {
      own: new Map(
        [...areas].map((area) => [
          area,
          cumulative(
            profile.facilities.map((f) =>
              f.area === area ? f.weight : f.area === '0403' ? f.weight * 0.02 : 0
            )
          )
        ])
      ),
      any: cumulative(profile.facilities.map((f) => (f.area === '0403' ? f.weight : 0.05)))
    };
    // weights sum to 1 over the prefecture's residents; this brings a year of them to the size of the profile
    let whole = 0;
    for (const place of cohorts.places) {
      for (const setting of SETTINGS) {
        for (let c = 0; c < CHAPTER_NUMBERS.length; c++) {
          for (let i = 0; i < place.population.length; i++) {
            whole +=
              profile.settings[setting] *
              place.population[i]! *
              place.reach *
              this.#weight(setting, c, Math.floor(i / BANDS.length), i % BANDS.length);
          }
        }
      }
    }
    this.#base = (profile.visitsAYear * scale) / 12 / whole;
  }

  /** Expected visits of one cell in a month, before chance. */
  expected(
    month: Month,
    place: number,
    setting: Setting,
    chapter: number,
    sex: number,
    band: number
  ): number {
    const { population, reach } = this.cohorts.places[place]!;
    const people = population[sex * BANDS.length + band]!;
    if (people === 0) return 0;
    const no = CHAPTER_NUMBERS[chapter]!;
    const covid = no === 22 ? covidFactor(month) : 1;
    return (
      this.#base *
      this.profile.settings[setting] *
      people *
      reach *
      this.#weight(setting, chapter, sex, band) *
      season(no, month % 100) *
      trend(band, month) *
      pandemicFactor(setting, month) *
      covid
    );
  }

  /** The visits of a month; the same month is the same whatever was drawn before. */
  draw(month: Month): VisitColumns {
    const random = new Random(this.seed, month);
    const first = firstDayOf(month);
    const days = daysIn(month);
    const dayWeights = SETTINGS.map((setting) =>
      Array.from({ length: days }, (_, i) => dayWeight(setting, first + i))
    );
    const daySums = dayWeights.map(cumulative);
    // open days differ from month to month: the month's own number of them moves its visits
    const busy = dayWeights.map(
      (weights, s) =>
        weights.reduce((a, b) => a + b, 0) /
        (s === SETTINGS.indexOf('outpatient') ? 20.4 : s === 0 ? 24.7 : 32.9)
    );
    const visits: [person: number, day: number, minute: number, packed: number, stay: number][] = [];
    for (let place = 0; place < this.cohorts.places.length; place++) {
      for (let sex = 0; sex < BOTH_SEXES.length; sex++) {
        for (let band = 0; band < BANDS.length; band++) {
          SETTINGS.forEach((setting, s) => {
            for (let chapter = 0; chapter < CHAPTER_NUMBERS.length; chapter++) {
              const mean = this.expected(month, place, setting, chapter, sex, band) * busy[s]!;
              this.totals.expected += mean;
              const count = random.poisson(mean);
              for (let i = 0; i < count; i++)
                visits.push(
                  this.#visit(random, month, place, sex, band, setting, s, chapter, first, daySums[s]!)
                );
            }
          });
        }
      }
    }
    visits.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0] || a[3] - b[3] || a[4] - b[4]);
    const columns = {
      count: visits.length,
      person: new Int32Array(visits.length),
      day: new Int32Array(visits.length),
      minute: new Int32Array(visits.length),
      packed: new Int32Array(visits.length),
      stay: new Int32Array(visits.length)
    };
    visits.forEach((visit, i) => {
      columns.person[i] = visit[0];
      columns.day[i] = visit[1];
      columns.minute[i] = visit[2];
      columns.packed[i] = visit[3];
      columns.stay[i] = visit[4];
      this.seen[visit[0]] = 1;
    });
    this.totals.visits += visits.length;
    return columns;
  }

  #visit(
    random: Random,
    month: Month,
    place: number,
    sex: number,
    band: number,
    setting: Setting,
    s: number,
    chapter: number,
    first: number,
    daySums: Float64Array
  ): [number, number, number, number, number] {
    const no = CHAPTER_NUMBERS[chapter]!;
    const day = first + random.draw(daySums);
    const minute = random.draw(this.#hours[setting]) * 60 + random.below(60);
    const person = this.#person(
      random,
      month,
      place,
      sex,
      no === 16 ? 0 : band * 5 + random.below(band === BANDS.length - 1 ? 8 : 5),
      day
    );
    const facility =
      this.profile.facilities.length === 1
        ? 0
        : random.draw(this.#facilities.own.get(this.cohorts.places[place]!.area) ?? this.#facilities.any);
    const stay =
      setting === 'inpatient'
        ? Math.min(400, Math.floor(-Math.log(1 - random.unit()) * STAY_DAYS[no]! * 0.9) + 1)
        : 0;
    this.totals.bySetting[setting]++;
    this.totals.byChapter.set(no, (this.totals.byChapter.get(no) ?? 0) + 1);
    const code = this.cohorts.places[place]!.code ?? 'unknown';
    this.totals.byPlace.set(code, (this.totals.byPlace.get(code) ?? 0) + 1);
    return [person, day, minute, packVisit(s, facility, this.#code(random, no, sex)), stay];
  }

  #person(random: Random, month: Month, place: number, sex: number, age: number, day: number): number {
    const year = Math.floor(month / 100);
    const passed = (day - firstDayOf(year * 100 + 1)) / 366;
    let birthYear = year - age - (random.unit() > passed ? 1 : 0);
    let cohort = this.cohorts.cohort(place, sex, birthYear);
    let n = Math.floor(this.cohorts.size(cohort) * random.unit() ** GATHERING);
    if (birthYear === year && birthdayOf(this.cohorts.person(cohort, n)) > passed * 366) {
      birthYear--;
      cohort = this.cohorts.cohort(place, sex, birthYear);
      n = Math.floor(this.cohorts.size(cohort) * random.unit() ** GATHERING);
    }
    return this.cohorts.person(cohort, n);
  }

  #code(random: Random, no: number, sex: number): number {
    if (no === 0) return 0;
    const key = `${no}/${sex}`;
    let choice = this.#codes.get(key);
    if (!choice) {
      const list = CODES[no]!.filter((c) => c.sex === undefined || c.sex === BOTH_SEXES[sex]);
      choice = {
        index: list.map((c) => codeIndex.get(c.code)!),
        sums: cumulative(list.map((c) => c.weight))
      };
      this.#codes.set(key, choice);
    }
    return choice.index[random.draw(choice.sums)]!;
  }
}

/** Day of the year (0–364) on which a person was born. */
export const birthdayOf = (person: number): number => hash(3, person) % 365;
