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
import { CodeDraws } from './code-draws.ts';
import { INJECTIONS, isActive, type Injection } from './injections.ts';
import type { People } from './people.ts';
import type { Profile } from './profile.ts';
import { cumulative, Random } from './random.ts';
import { BANDS, BOTH_SEXES, CHAPTER_NUMBERS, STAY_DAYS, visitWeights } from './visit-weights.ts';

/** Visits of one month as they are drawn, in no order yet. Columns are longer than `count`. */
export interface DrawnVisits {
  readonly count: number;
  /** Number of the person among all people. */
  readonly person: Int32Array;
  /** Minutes since the month began. */
  readonly minute: Int32Array;
  /** Code, facility, setting and band, see {@link drawnCode} and so on. */
  readonly what: Int32Array;
  /** Days until discharge; 0 for other settings. */
  readonly stay: Int32Array;
}

const packDrawn = (code: number, facility: number, setting: number, band: number): number =>
  code | (facility << 9) | (setting << 13) | (band << 15);
export const drawnCode = (what: number): number => what & 511;
export const drawnFacility = (what: number): number => (what >> 9) & 15;
export const drawnSetting = (what: number): number => (what >> 13) & 3;
export const drawnBand = (what: number): number => what >> 15;

/** Days of an ordinary month in the weights of `dayWeight`, by setting. */
const ORDINARY_DAYS = SETTINGS.map((setting) =>
  setting === 'outpatient' ? 20.4 : setting === 'inpatient' ? 24.7 : 32.9
);

/** Growth of visits of an age band by a fiscal year, counted from fiscal 2018. */
function trend(band: number, month: Month): number {
  const group = age6Of(BANDS[band]!);
  const broad =
    group === '0-14' || group === '65-74' ? group : group === '75-84' || group === '85+' ? '75+' : '15-64';
  return (1 + AGE_TREND[broad]) ** (fiscalYearOf(month) - 2018);
}

/** What an injection did to the visits drawn so far. */
export interface InjectedChange {
  expected: number;
  drawn: number;
}

/** Draws the visits of months, one after another. */
export class MonthOfVisits {
  readonly #hours: readonly Float64Array[];
  readonly #facilities: {
    readonly own: ReadonlyMap<string | null, Float64Array>;
    readonly any: Float64Array;
  };
  /** Expected visits of an ordinary month by place, setting, sex, band and chapter. */
  readonly #base: Float64Array;
  #drawn: ReturnType<typeof rows> = rows(65_536);
  #count = 0;
  readonly totals = {
    expected: 0,
    bySetting: { inpatient: 0, outpatient: 0, emergency: 0 } as Record<Setting, number>,
    byPlace: new Map<string, number>(),
    byChapter: new Map<number, number>()
  };
  readonly injected = new Map<string, InjectedChange>();

  constructor(
    private readonly profile: Profile,
    private readonly people: People,
    scale: number,
    private readonly seed: number,
    private readonly injections: boolean
  ) {
    this.#hours = SETTINGS.map((setting) => cumulative(HOUR_WEIGHTS[setting]));
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
    const weight = visitWeights(profile);
    const { places } = people.cohorts;
    this.#base = new Float64Array(
      places.length * SETTINGS.length * BOTH_SEXES.length * BANDS.length * CHAPTER_NUMBERS.length
    );
    let whole = 0;
    let cell = 0;
    for (const { population, reach } of places)
      for (const setting of SETTINGS)
        for (let sex = 0; sex < BOTH_SEXES.length; sex++)
          for (let band = 0; band < BANDS.length; band++)
            for (let chapter = 0; chapter < CHAPTER_NUMBERS.length; chapter++) {
              const visits =
                profile.settings[setting] *
                population[sex * BANDS.length + band]! *
                reach *
                weight(setting, chapter, sex, band);
              this.#base[cell++] = visits;
              whole += visits;
            }
    // weights sum to 1 over the prefecture's residents; this brings a year of them to the size of the profile
    const scaleUp = (profile.visitsAYear * scale) / 12 / whole;
    for (let i = 0; i < this.#base.length; i++) this.#base[i]! *= scaleUp;
  }

  /** The visits of a month. The columns are used again for the next one. */
  draw(month: Month): DrawnVisits {
    const random = new Random(this.seed, month);
    const codes = new CodeDraws(month);
    const first = firstDayOf(month);
    const days = daysIn(month);
    const dayWeights = SETTINGS.map((setting) =>
      Array.from({ length: days }, (_, i) => dayWeight(setting, first + i))
    );
    const daySums = dayWeights.map(cumulative);
    // open days differ from month to month: the month's own number of them moves its visits
    const busy = dayWeights.map((weights, s) => weights.reduce((a, b) => a + b, 0) / ORDINARY_DAYS[s]!);
    const trends = BANDS.map((_, band) => trend(band, month));
    const seasons = CHAPTER_NUMBERS.map(
      (no) => season(no, month % 100) * (no === 22 ? covidFactor(month) : 1)
    );
    const active = this.injections ? INJECTIONS.filter((injection) => isActive(injection, month)) : [];
    const more = active
      .filter(({ factor }) => factor > 1)
      .map((injection) => ({
        injection,
        random: this.#streamOf(injection, month),
        shares: codes.sharesOf(injection)
      }));
    const fewer = active
      .filter(({ factor }) => factor < 1)
      .map((injection) => ({
        injection,
        random: this.#streamOf(injection, month),
        shares: codes.sharesOf(injection)
      }));
    this.#count = 0;
    let cell = 0;
    this.people.cohorts.places.forEach(({ area, code }, place) => {
      const facilities = this.#facilities.own.get(area) ?? this.#facilities.any;
      const before = this.#count;
      for (let s = 0; s < SETTINGS.length; s++) {
        const setting = SETTINGS[s]!;
        const level = busy[s]! * pandemicFactor(setting, month);
        const beforeSetting = this.#count;
        for (let sex = 0; sex < BOTH_SEXES.length; sex++)
          for (let band = 0; band < BANDS.length; band++)
            for (let chapter = 0; chapter < CHAPTER_NUMBERS.length; chapter++) {
              const base = this.#base[cell++]!;
              if (base === 0) continue;
              const mean = base * level * trends[band]! * seasons[chapter]!;
              if (mean === 0) continue;
              const cellOf = {
                month,
                place,
                sex,
                band,
                chapter,
                setting: s,
                first,
                daySums: daySums[s]!,
                facilities,
                codes
              };
              const beforeCell = this.#count;
              this.totals.expected += mean;
              for (let left = random.poisson(mean); left > 0; left--)
                this.#visit(random, cellOf, codes.draw(random, chapter, sex, band));
              for (const { injection, random: own, shares } of fewer)
                if (isAt(injection, area, band, setting))
                  this.#thin(
                    injection,
                    own,
                    mean * shares.of(chapter, sex, band),
                    beforeCell,
                    shares.concerned
                  );
              for (const { injection, random: own, shares } of more)
                if (isAt(injection, area, band, setting)) {
                  const extra = mean * shares.of(chapter, sex, band) * (injection.factor - 1);
                  if (extra === 0) continue;
                  const start = this.#count;
                  this.totals.expected += extra;
                  for (let left = own.poisson(extra); left > 0; left--)
                    this.#visit(own, cellOf, shares.draw(own, chapter, sex, band));
                  this.#note(injection, extra, this.#count - start);
                }
              if (this.#count > beforeCell) {
                const no = CHAPTER_NUMBERS[chapter]!;
                this.totals.byChapter.set(
                  no,
                  (this.totals.byChapter.get(no) ?? 0) + this.#count - beforeCell
                );
              }
            }
        this.totals.bySetting[setting] += this.#count - beforeSetting;
      }
      const key = code ?? 'unknown';
      this.totals.byPlace.set(key, (this.totals.byPlace.get(key) ?? 0) + this.#count - before);
    });
    return { count: this.#count, ...this.#drawn };
  }

  /** A stream of its own for every injection, so that the visits beside it are the same with and without. */
  #streamOf({ id }: Injection, month: Month): Random {
    return new Random(this.seed, month, 1 + INJECTIONS.findIndex((injection) => injection.id === id));
  }

  #note({ id }: Injection, expected: number, drawn: number): void {
    const change = this.injected.get(id) ?? { expected: 0, drawn: 0 };
    change.expected += expected;
    change.drawn += drawn;
    this.injected.set(id, change);
  }

  /** Takes some of the visits of a cell, from a row on, away again. */
  #thin(injection: Injection, random: Random, mean: number, from: number, concerned: Uint8Array): void {
    if (mean === 0) return;
    const { person, minute, what, stay } = this.#drawn;
    let kept = from;
    for (let i = from; i < this.#count; i++) {
      if (concerned[drawnCode(what[i]!)] === 1 && random.unit() >= injection.factor) continue;
      person[kept] = person[i]!;
      minute[kept] = minute[i]!;
      what[kept] = what[i]!;
      stay[kept] = stay[i]!;
      kept++;
    }
    const expected = mean * (injection.factor - 1);
    this.totals.expected += expected;
    this.#note(injection, expected, kept - this.#count);
    this.#count = kept;
  }

  #visit(random: Random, cell: Cell, code: number): void {
    const no = CHAPTER_NUMBERS[cell.chapter]!;
    const setting = SETTINGS[cell.setting]!;
    const day = random.draw(cell.daySums);
    const minute = random.draw(this.#hours[cell.setting]!) * 60 + random.below(60);
    const age = no === 16 ? 0 : cell.band * 5 + random.below(cell.band === BANDS.length - 1 ? 8 : 5);
    const person = this.people.draw(random, cell.month, cell.place, cell.sex, age, cell.first + day);
    const facility = this.profile.facilities.length === 1 ? 0 : random.draw(cell.facilities);
    const stay =
      setting === 'inpatient'
        ? Math.min(400, Math.floor(-Math.log(1 - random.unit()) * STAY_DAYS[no]! * 0.9) + 1)
        : 0;
    // nobody of that age is left alive there
    if (person < 0) return;
    if (this.#count === this.#drawn.person.length) this.#drawn = longer(this.#drawn);
    const i = this.#count++;
    this.#drawn.person[i] = person;
    this.#drawn.minute[i] = day * 1440 + minute;
    this.#drawn.what[i] = packDrawn(code, facility, cell.setting, cell.band);
    this.#drawn.stay[i] = stay;
  }
}

interface Cell {
  readonly month: Month;
  readonly place: number;
  readonly sex: number;
  readonly band: number;
  readonly chapter: number;
  readonly setting: number;
  readonly first: number;
  readonly daySums: Float64Array;
  readonly facilities: Float64Array;
}

const isAt = (
  { area, bands, settings }: Injection,
  placeArea: string | null,
  band: number,
  setting: Setting
): boolean =>
  (area === null ? placeArea !== null : area === placeArea) &&
  (bands === null || (band >= bands[0] && band <= bands[1])) &&
  settings.includes(setting);

const rows = (length: number) => ({
  person: new Int32Array(length),
  minute: new Int32Array(length),
  what: new Int32Array(length),
  stay: new Int32Array(length)
});

function longer(columns: ReturnType<typeof rows>): ReturnType<typeof rows> {
  const twice = rows(columns.person.length * 2);
  for (const key of ['person', 'minute', 'what', 'stay'] as const) twice[key].set(columns[key]);
  return twice;
}
