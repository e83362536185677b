import { ARRIVALS } from '#lib/domain/arrival.ts';
import {
  REFUSAL_REASONS,
  timeBandOf,
  type RefusalReason,
  type TimeBand
} from '#lib/domain/emergency-request.ts';
import { fiscalYearOf, type Month } from '#lib/domain/period.ts';
import { isClosedDay } from '#lib/domain/japanese-holidays.ts';
import { covidFactor, firstDayOf } from './calendar.ts';
import type { VisitColumns } from './courses.ts';
import { arrivalOf, facilityOf } from './packed-visit.ts';
import type { Profile } from './profile.ts';
import { cumulative, Random } from './random.ts';

/** Requests of one month as columns. */
export interface RequestColumns {
  readonly count: number;
  /** Minutes since 1970-01-01 00:00 in Japan. */
  readonly minute: Int32Array;
  /** Facility 4 bits, reason + 1 (0 accepted) 3, excluded by instruction 1. */
  readonly packed: Int32Array;
}

/** The same in SQL, of a column `packed`. */
export const PACKED_REQUEST = {
  facility: '(packed & 15)',
  reason: '((packed >> 4) & 7)',
  excluded: '((packed >> 7) & 1)'
} as const;

const AMBULANCE = ARRIVALS.indexOf('ambulance');

/** Share of requests that are not met in an ordinary month of fiscal 2018; a model of ours. */
export const REFUSED: Readonly<Record<TimeBand, number>> = {
  weekday_day: 0.1,
  holiday_day: 0.15,
  evening: 0.17,
  night: 0.21
};
/** Yearly growth of that share. */
export const REFUSED_GROWTH = 0.04;
/** More of it in winter, when beds are full, and in high summer. */
export const refusedSeason = (month: Month): number =>
  [1.3, 1.25, 1.05, 0.95, 0.92, 0.92, 1.05, 1.1, 0.95, 0.92, 0.98, 1.2][(month % 100) - 1]!;
/** More of it in the waves of the pandemic. */
export const refusedPandemic = (month: Month): number =>
  1 + 0.35 * Math.min(2.5, month < 202304 ? covidFactor(month) : 0);

/** Requests excluded on instruction of the dispatcher, or because the patient was cancelled, among refusals. */
const EXCLUDED = 0.05;

const REASON_WEIGHTS: Readonly<Record<TimeBand, Readonly<Record<RefusalReason, number>>>> = {
  weekday_day: {
    beds_full: 22,
    treating_others: 31,
    no_doctor: 14,
    out_of_specialty: 18,
    equipment: 8,
    other: 7
  },
  holiday_day: {
    beds_full: 22,
    treating_others: 26,
    no_doctor: 20,
    out_of_specialty: 20,
    equipment: 6,
    other: 6
  },
  evening: {
    beds_full: 24,
    treating_others: 28,
    no_doctor: 20,
    out_of_specialty: 17,
    equipment: 5,
    other: 6
  },
  night: { beds_full: 25, treating_others: 20, no_doctor: 28, out_of_specialty: 17, equipment: 4, other: 6 }
};

/** Share of requests that are not met. */
export const refusedShare = (band: TimeBand, month: Month): number =>
  Math.min(
    0.6,
    REFUSED[band] *
      (1 + REFUSED_GROWTH) ** (fiscalYearOf(month) - 2018) *
      refusedSeason(month) *
      refusedPandemic(month)
  );

/** Draws the requests behind the patients that ambulances brought, and those that were not met before them. */
export class EmergencyLog {
  readonly #neighbours: readonly Float64Array[];
  #minute: number[] = [];
  #packed: number[] = [];

  constructor(
    profile: Profile,
    private readonly seed: number
  ) {
    const { facilities } = profile;
    // who was asked before: the other hospitals of the area, or the same one for another patient
    this.#neighbours = facilities.map((own) =>
      cumulative(facilities.map((f) => (f.area === own.area ? f.weight * (f.id === own.id ? 0.5 : 1) : 0)))
    );
  }

  /** Requests of a month, in no order. */
  of({ month, count, minute, packed }: VisitColumns): RequestColumns {
    const random = new Random(this.seed, month, 101);
    const begin = firstDayOf(month) * 1440;
    const fullBeds = refusedSeason(month) * refusedPandemic(month);
    const reasons = new Map(
      Object.entries(REASON_WEIGHTS).map(([band, weights]) => [
        band,
        cumulative(REFUSAL_REASONS.map((r) => weights[r] * (r === 'beds_full' ? fullBeds : 1)))
      ])
    );
    this.#minute = [];
    this.#packed = [];
    for (let i = 0; i < count; i++) {
      if (arrivalOf(packed[i]!) !== AMBULANCE) continue;
      const facility = facilityOf(packed[i]!);
      let at = Math.max(begin, minute[i]! - 8 - random.below(38));
      this.#add(at, facility, 0, 0);
      const band = timeBandOf(Math.floor(at / 60) % 24, isClosedDay(Math.floor(at / 1440)));
      const share = refusedShare(band, month);
      for (let left = random.poisson(share / (1 - share)); left > 0; left--) {
        at = Math.max(begin, at - 2 - random.below(14));
        this.#add(
          at,
          random.draw(this.#neighbours[facility]!),
          1 + random.draw(reasons.get(band)!),
          random.unit() < EXCLUDED ? 1 : 0
        );
      }
    }
    return {
      count: this.#minute.length,
      minute: Int32Array.from(this.#minute),
      packed: Int32Array.from(this.#packed)
    };
  }

  #add(minute: number, facility: number, reason: number, excluded: number): void {
    this.#minute.push(minute);
    this.#packed.push(facility | (reason << 4) | (excluded << 7));
  }
}
