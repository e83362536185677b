import type { Month } from '#lib/domain/period.ts';
import { firstDayOf } from './calendar.ts';
import { hash, type Random } from './random.ts';
import type { Cohorts } from './residents.ts';

/** How strongly visits gather on early numbers of a cohort: 1 would be even. */
const GATHERING = 1.7;

/** Day of the year (0–364) on which a person was born. */
export const birthdayOf = (person: number): number => hash(3, person) % 365;

/** The people of a source and what became of them while months are drawn; indexes are persons' numbers. */
export class People {
  /** Id of the last visit; 0 for none. */
  readonly lastVisit: Int32Array;
  /** Day of the first visit; days are numbered since 1970-01-01, 0 for none. */
  readonly firstDay: Int32Array;
  /** Last day of care. */
  readonly lastDay: Int32Array;
  /** Day of death in hospital; 0 for none. From the admission on they have no other visit. */
  readonly died: Int32Array;

  constructor(readonly cohorts: Cohorts) {
    this.lastVisit = new Int32Array(cohorts.count);
    this.firstDay = new Int32Array(cohorts.count);
    this.lastDay = new Int32Array(cohorts.count);
    this.died = new Int32Array(cohorts.count);
  }

  /** Somebody of a place, sex and age, alive and born by a day; -1 if nobody is. */
  draw(random: Random, month: Month, place: number, sex: number, age: number, day: number): number {
    const year = Math.floor(month / 100);
    const passed = day - firstDayOf(year * 100 + 1);
    const birthYear = year - age - (random.unit() * 366 > passed ? 1 : 0);
    const person = this.#alive(place, sex, birthYear, random.unit());
    if (person < 0 || birthYear < year || birthdayOf(person) <= passed) return person;
    return this.#alive(place, sex, birthYear - 1, random.unit());
  }

  /** The person a draw falls on, or the next one alive. */
  #alive(place: number, sex: number, birthYear: number, unit: number): number {
    const cohort = this.cohorts.cohort(place, sex, birthYear);
    const size = this.cohorts.size(cohort);
    const drawn = Math.floor(size * unit ** GATHERING);
    for (let i = 0; i < size; i++) {
      const person = this.cohorts.person(cohort, (drawn + i) % size);
      if (this.died[person] === 0) return person;
    }
    return -1;
  }
}
