import { ARRIVALS } from '#lib/domain/arrival.ts';
import { age6Of } from '#lib/domain/age-band.ts';
import type { Month } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { OUTCOMES } from '../read/visit-contract.ts';
import { daysIn, firstDayOf } from './calendar.ts';
import { CODE_LIST } from './icd10-codes.ts';
import { drawnBand, drawnCode, drawnFacility, drawnSetting, type DrawnVisits } from './month-of-visits.ts';
import { packVisit } from './packed-visit.ts';
import type { People } from './people.ts';
import type { Profile } from './profile.ts';
import { Random } from './random.ts';
import { GENERAL, NO_SPECIALTY, PAEDIATRICS, specialtyOf } from './specialties.ts';
import { BANDS } from './visit-weights.ts';

/** Visits of one month in order of time, with everything that follows from what came before. Columns are longer than `count`. */
export interface VisitColumns {
  readonly month: Month;
  readonly count: number;
  /** Id of the first visit; the others follow it. */
  readonly firstId: number;
  /** Number of the person among all people. */
  readonly person: Int32Array;
  /** Minutes since 1970-01-01 00:00 in Japan. */
  readonly minute: Int32Array;
  /** See `packVisit`. */
  readonly packed: Int32Array;
  /** Inpatient: days until discharge. Outpatient: id of the visit before, 0 for a first visit. Emergency: 0. */
  readonly extra: Int32Array;
}

const [INPATIENT, OUTPATIENT, EMERGENCY] = (['inpatient', 'outpatient', 'emergency'] as const).map((s) =>
  SETTINGS.indexOf(s)
) as [number, number, number];
const [WALK_IN, AMBULANCE, REFERRAL, UNKNOWN_ARRIVAL] = (
  ['walk_in', 'ambulance', 'referral', 'unknown'] as const
).map((a) => ARRIVALS.indexOf(a)) as [number, number, number, number];
const [HOME, TRANSFER, DEATH, UNKNOWN_OUTCOME] = (['home', 'transfer', 'death', 'unknown'] as const).map(
  (o) => OUTCOMES.indexOf(o)
) as [number, number, number, number];

/** A patient who has not come for as long is a first visit (初診) again. */
const FIRST_AGAIN_AFTER_DAYS = 400;
/** Of patients whom a source meets on its first day, those who had come within that time before it began. */
const KNOWN_BEFORE = 0.92;

/** Under 15, 15–64, 65–74, 75 and over. */
const BROAD = BANDS.map((band) => {
  const group = age6Of(band);
  return group === '0-14' ? 0 : group === '65-74' ? 2 : group === '75-84' || group === '85+' ? 3 : 1;
});
const BY_AMBULANCE: Readonly<Record<'emergency' | 'inpatient', readonly number[]>> = {
  emergency: [0.1, 0.33, 0.48, 0.66],
  inpatient: [0.06, 0.09, 0.13, 0.22]
};
const TRANSFERRED = [0.01, 0.04, 0.1, 0.21];
const DYING = [0.0006, 0.008, 0.022, 0.052];
/** How deadly a chapter of the code is beside others of its age. */
const DEADLY: Readonly<Record<string, number>> = { C: 2.4, I: 1.2, J: 1.5, A: 1.4, K: 0.6, R: 0.8, N: 0.8 };
const MOSTLY_HARMLESS = 0.12;

const deadliness = CODE_LIST.map((code) => (code === null ? 0.5 : (DEADLY[code[0]!] ?? MOSTLY_HARMLESS)));
const specialties = CODE_LIST.map(specialtyOf);
/** Departments children are sent to like everybody else. */
const NOT_PAEDIATRIC = CODE_LIST.map((code) => code !== null && /^[FHLOSTMQ]|^K0/.test(code));

/** Turns the visits drawn for one month after another into the courses of patients. */
export class Courses {
  #visits = 0;
  #columns = {
    person: new Int32Array(0),
    minute: new Int32Array(0),
    packed: new Int32Array(0),
    extra: new Int32Array(0)
  };
  #order = new Int32Array(0);
  #comesAgain = new Uint8Array(0);
  /** Mark of the month a person was last met in, walking backwards. */
  readonly #met: Int32Array;
  readonly #began: number;

  constructor(
    private readonly profile: Profile,
    private readonly people: People,
    private readonly seed: number,
    from: Month
  ) {
    this.#began = firstDayOf(from);
    this.#met = new Int32Array(people.cohorts.count);
  }

  /** Visits so far. */
  get visits(): number {
    return this.#visits;
  }

  /** The month's visits in order. The columns are used again for the next month. */
  of(month: Month, drawn: DrawnVisits): VisitColumns {
    const { count } = drawn;
    this.#makeRoom(count);
    this.#sort(drawn, daysIn(month) * 1440);
    this.#lookAhead(month, drawn);
    const random = new Random(this.seed, month, 100);
    const start = firstDayOf(month) * 1440;
    const firstId = this.#visits + 1;
    const { lastVisit, firstDay, lastDay, died } = this.people;
    const { person, minute, packed, extra } = this.#columns;
    for (let i = 0; i < count; i++) {
      const row = this.#order[i]!;
      const who = drawn.person[row]!;
      const what = drawn.what[row]!;
      const stay = drawn.stay[row]!;
      const setting = drawnSetting(what);
      const age = BROAD[drawnBand(what)]!;
      const code = drawnCode(what);
      const at = start + drawn.minute[row]!;
      const day = Math.floor(at / 1440);
      const hour = Math.floor(drawn.minute[row]! / 60) % 24;
      const again = lastVisit[who]! > 0 && day - lastDay[who]! <= FIRST_AGAIN_AFTER_DAYS;
      const arrival = this.#arrival(random, setting, age, hour, again || this.#knownBefore(random, who, day));
      const outcome = this.#outcome(random, setting, age, deadliness[code]!, this.#comesAgain[i] === 1);
      person[i] = who;
      minute[i] = at;
      packed[i] = packVisit(
        code,
        this.#specialty(random, code, age),
        drawnFacility(what),
        setting,
        arrival,
        outcome,
        age === 0 ? 1 : 0
      );
      extra[i] = setting === OUTPATIENT ? (again ? lastVisit[who]! : 0) : stay;
      lastVisit[who] = firstId + i;
      if (firstDay[who] === 0) firstDay[who] = day;
      if (day + stay > lastDay[who]!) lastDay[who] = day + stay;
      if (outcome === DEATH) died[who] = day + stay;
    }
    this.#visits += count;
    return { month, count, firstId, ...this.#columns };
  }

  /** Whether someone the source has not met yet came before it began: their visits are in no table, but no doctor writes as if to a stranger. */
  #knownBefore(random: Random, who: number, day: number): boolean {
    if (this.people.lastVisit[who]! > 0) return false;
    const elapsed = (day - this.#began) / FIRST_AGAIN_AFTER_DAYS;
    return elapsed < 1 && random.unit() < KNOWN_BEFORE * (1 - elapsed);
  }

  #makeRoom(count: number): void {
    if (this.#order.length >= count) return;
    const length = Math.ceil(count * 1.25);
    this.#order = new Int32Array(length);
    this.#comesAgain = new Uint8Array(length);
    this.#columns = {
      person: new Int32Array(length),
      minute: new Int32Array(length),
      packed: new Int32Array(length),
      extra: new Int32Array(length)
    };
  }

  /** Order by minute, by counting; visits of the same minute keep the order they were drawn in. */
  #sort({ count, minute }: DrawnVisits, minutes: number): void {
    const next = new Int32Array(minutes + 1);
    for (let i = 0; i < count; i++) next[minute[i]! + 1]!++;
    for (let i = 0; i < minutes; i++) next[i + 1]! += next[i]!;
    for (let i = 0; i < count; i++) this.#order[next[minute[i]!]!++] = i;
  }

  /** Marks visits after which the person comes again this month: nobody dies of those. */
  #lookAhead(month: Month, { count, person }: DrawnVisits): void {
    for (let i = count - 1; i >= 0; i--) {
      const who = person[this.#order[i]!]!;
      this.#comesAgain[i] = this.#met[who] === month ? 1 : 0;
      this.#met[who] = month;
    }
  }

  #arrival(random: Random, setting: number, age: number, hour: number, again: boolean): number {
    const draw = random.unit();
    const { ambulance, referred } = this.profile;
    if (draw < 0.015) return UNKNOWN_ARRIVAL;
    const rest = random.unit();
    if (setting === OUTPATIENT) {
      if (again) return rest < 0.008 ? REFERRAL : WALK_IN;
      return rest < referred ? REFERRAL : WALK_IN;
    }
    const offHours = hour < 8 || hour >= 17;
    const carried =
      setting === EMERGENCY
        ? BY_AMBULANCE.emergency[age]! * (hour < 7 ? 1.15 : 1) * Math.min(1, ambulance * 1.25)
        : BY_AMBULANCE.inpatient[age]! * (offHours ? 2.2 : 0.8) * ambulance;
    if (rest < carried) return AMBULANCE;
    return (rest - carried) / (1 - carried) < (setting === EMERGENCY ? 0.05 : referred) ? REFERRAL : WALK_IN;
  }

  #outcome(random: Random, setting: number, age: number, deadly: number, comesAgain: boolean): number {
    if (setting === OUTPATIENT) return UNKNOWN_OUTCOME;
    const draw = random.unit();
    if (draw < 0.012) return UNKNOWN_OUTCOME;
    const rest = random.unit();
    if (setting !== INPATIENT) return rest < 0.05 ? TRANSFER : HOME;
    const dying = comesAgain ? 0 : Math.min(0.5, DYING[age]! * deadly);
    if (rest < dying) return DEATH;
    return rest < dying + TRANSFERRED[age]! ? TRANSFER : HOME;
  }

  #specialty(random: Random, code: number, age: number): number {
    const draw = random.unit();
    if (draw < 0.012) return NO_SPECIALTY;
    if (age === 0 && !NOT_PAEDIATRIC[code]) return draw < 0.85 ? PAEDIATRICS : specialties[code]!;
    return draw < 0.1 ? GENERAL : specialties[code]!;
  }
}
