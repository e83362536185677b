import { ARRIVALS } from '#lib/domain/arrival.ts';
import { fiscalYearOf, type Month } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { readAreas } from '../reference/read-reference.ts';
import { OUTCOMES } from '../read/visit-contract.ts';
import { daysIn, firstDayOf } from './calendar.ts';
import type { VisitColumns } from './courses.ts';
import { arrivalOf, facilityOf, outcomeOf, settingOf, specialtyIndexOf } from './packed-visit.ts';
import type { Cohorts } from './residents.ts';
import { kilometres } from './profile.ts';
import { cumulative, Random } from './random.ts';

/** A fictional clinic or hospital that letters come from and go to; it has no name. */
export interface Partner {
  /** Index of its place among the places of the source. */
  readonly place: number;
  readonly size: number;
}

/** Letters of one month as columns. */
export interface LetterColumns {
  readonly count: number;
  /** Day number since 1970-01-01. */
  readonly day: Int32Array;
  /** Number of the person + 1; 0 where the letter names nobody. */
  readonly person: Int32Array;
  /** Partner 12 bits, facility 4, specialty 5, direction 1 (0 in, 1 out). */
  readonly packed: Int32Array;
}

/** The same in SQL, of a column `packed`. */
export const PACKED_LETTER = {
  partner: '(packed & 4095)',
  facility: '((packed >> 12) & 15)',
  specialty: '((packed >> 16) & 31)',
  direction: '((packed >> 21) & 1)'
} as const;

/** Residents for each partner. */
const RESIDENTS_A_PARTNER = 3400;
/** Distance in km over which ties to a partner fall to a third. */
const REACH_KM = 9;
/** Letters back to partners, by kind of visit; the share of outpatients grows, as partnership is promoted. */
const OUT = { again: 0.026, first: 0.06, home: 0.34, transfer: 0.7 } as const;
const OUT_GROWTH = 0.05;
/** Letters that name nobody. */
const NAMELESS = 0.02;

/** The partners of a source: more of them where more people live, few of them large. */
export function partnersOf(cohorts: Cohorts): readonly Partner[] {
  const random = new Random(20260401, 102);
  return cohorts.places.flatMap(({ code, area, population }, place) => {
    if (code === null) return [];
    const residents = area === null ? 0 : population.reduce((a, b) => a + b, 0);
    return Array.from(
      { length: Math.max(area === null ? 3 : 2, Math.round(residents / RESIDENTS_A_PARTNER)) },
      () => ({
        place,
        // a Pareto tail: the largest tenth writes about half of the letters
        size: Math.min(40, (1 - random.unit()) ** -0.9)
      })
    );
  });
}

/** Draws letters in for patients that come with one, and letters out. */
export class ReferralLog {
  readonly partners: readonly Partner[];
  readonly #ties: readonly Float64Array[];
  readonly #placeOf: (person: number) => number;
  #day: number[] = [];
  #person: number[] = [];
  #packed: number[] = [];

  constructor(
    cohorts: Cohorts,
    private readonly seed: number
  ) {
    this.partners = partnersOf(cohorts);
    const points = new Map(readAreas().map((area) => [area.code, area]));
    const at = cohorts.places.map(({ code }) => points.get(code ?? ''));
    this.#ties = cohorts.places.map(({ code, area }, place) =>
      cumulative(
        this.partners.map((partner) => {
          if (partner.place === place) return partner.size;
          const home = at[place];
          const there = at[partner.place];
          // patients from elsewhere have doctors there; of those nobody knows where they live, anybody may write
          if (area === null) return code === null && there ? partner.size : 0;
          return home && there ? partner.size * Math.exp(-kilometres(home, there) / REACH_KM) : 0;
        })
      )
    );
    this.#placeOf = (person) => cohorts.placeOf(person);
  }

  /** Letters of a month, in no order. */
  of({ month, count, person, minute, packed, extra }: VisitColumns): LetterColumns {
    const random = new Random(this.seed, month, 103);
    const first = firstDayOf(month);
    const last = first + daysIn(month) - 1;
    const growth = (1 + OUT_GROWTH) ** (fiscalYearOf(month) - 2018) * lettersSeason(month);
    this.#day = [];
    this.#person = [];
    this.#packed = [];
    for (let i = 0; i < count; i++) {
      const what = packed[i]!;
      const setting = settingOf(what);
      if (setting === EMERGENCY) continue;
      const day = Math.floor(minute[i]! / 1440);
      const place = this.#placeOf(person[i]!);
      if (arrivalOf(what) === REFERRAL)
        this.#add(random, Math.max(first, day - random.below(13)), person[i]!, place, what, 0);
      const outcome = outcomeOf(what);
      const back =
        setting === INPATIENT
          ? outcome === HOME
            ? OUT.home
            : outcome === TRANSFER
              ? OUT.transfer
              : 0
          : (extra[i] === 0 ? OUT.first : OUT.again) * growth;
      if (back > 0 && random.unit() < back)
        this.#add(
          random,
          setting === INPATIENT ? Math.min(last, day + extra[i]!) : day,
          person[i]!,
          place,
          what,
          1
        );
    }
    return {
      count: this.#day.length,
      day: Int32Array.from(this.#day),
      person: Int32Array.from(this.#person),
      packed: Int32Array.from(this.#packed)
    };
  }

  #add(random: Random, day: number, person: number, place: number, what: number, direction: number): void {
    const partner = random.draw(this.#ties[place]!);
    this.#day.push(day);
    this.#person.push(random.unit() < NAMELESS ? 0 : person + 1);
    this.#packed.push(
      partner | (facilityOf(what) << 12) | (specialtyIndexOf(what) << 16) | (direction << 21)
    );
  }
}

const INPATIENT = SETTINGS.indexOf('inpatient');
const EMERGENCY = SETTINGS.indexOf('emergency');
const REFERRAL = ARRIVALS.indexOf('referral');
const HOME = OUTCOMES.indexOf('home');
const TRANSFER = OUTCOMES.indexOf('transfer');

/** More letters back at the end of the fiscal year, fewer at the turn of the year and in August. */
const lettersSeason = (month: Month): number =>
  [0.92, 1, 1.15, 0.97, 0.97, 1.03, 1.03, 0.92, 1, 1.04, 1.02, 0.95][(month % 100) - 1]!;
