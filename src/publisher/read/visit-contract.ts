import { readAreas } from '../reference/read-reference.ts';

/** Codes of the secondary medical areas, ascending; the visit table stores their index. */
export const AREA_CODES: readonly string[] = readAreas()
  .filter((area) => area.level === 'area')
  .map((area) => area.code)
  .sort();

/** A three-character ICD-10 category as the visit table stores it: letter × 100 + two digits (A00 = 0, Z99 = 2599). */
export const categoryNumber = (category: string): number =>
  (category.charCodeAt(0) - 65) * 100 + Number(category.slice(1, 3));

/** The category of a stored number; the inverse of {@link categoryNumber}. */
export const categoryOf = (number: number): string =>
  String.fromCharCode(65 + Math.floor(number / 100)) + String(number % 100).padStart(2, '0');

/**
 * The one contract every source is turned into: table `visit`, one row per encounter, sorted by month. Numbers
 * only, so that a large source stays small and any engine can hold it. Everything after it is source-independent.
 */
export const VISIT_COLUMNS = {
  month: 'integer', // yyyymm in which the encounter began
  patient: 'integer', // surrogate of this run
  geography: 'utinyint', // leaf of the geography tree (GEOGRAPHY_LEAVES): residence
  age_leaf: 'utinyint', // leaf of the age tree (AGE_LEAVES): sex × five-year band at the start of the encounter
  disease_leaf: 'utinyint', // leaf of the disease tree (DISEASE_LEAVES): setting × chapter group
  chapter: 'utinyint', // ICD-10 chapter 1–22 of the main diagnosis; 0 不明
  category: 'smallint', // three-character category (categoryNumber); -1 不明
  facility: 'smallint', // index of the facility in this source; -1 不明
  facility_area: 'tinyint', // index in AREA_CODES of the facility's area; -1 不明
  arrival: 'utinyint', // index in ARRIVALS
  weekday: 'utinyint', // 1 Monday – 7 Sunday
  hour: 'tinyint', // 0–23; -1 不明
  first_visit: 'boolean', // 初診; null where the source cannot tell
  department: 'utinyint', // index in DEPARTMENTS
  mdc: 'utinyint', // major diagnostic category 1–18 of the DPC code; 0 none
  bed_days: 'integer', // inpatient: days from admission to discharge, at least 1; else 0
  outcome: 'utinyint' // index in OUTCOMES
} as const;

/** How an encounter ended: 帰宅, 転院・施設, 死亡, 不明. */
export const OUTCOMES = ['home', 'transfer', 'death', 'unknown'] as const;

/** Table `emergency_request`: one row per request for an emergency patient to be taken; no person is named. */
export const EMERGENCY_REQUEST_COLUMNS = {
  month: 'integer',
  facility: 'smallint', // index of the facility asked; -1 不明
  facility_area: 'tinyint', // index in AREA_CODES; -1 不明
  band: 'utinyint', // index in TIME_BANDS
  accepted: 'boolean',
  reason: 'tinyint', // index in REFUSAL_REASONS; -1 when accepted
  by_instruction: 'boolean' // refused on instruction of the dispatcher or after the patient was cancelled: not counted in the revised share
} as const;

/** Table `referral`: one row per letter. */
export const REFERRAL_COLUMNS = {
  month: 'integer',
  patient: 'integer', // surrogate of this run, the same as in `visit`; -1 if the log names nobody
  partner: 'integer', // index of the partner facility in this source
  partner_geography: 'utinyint', // leaf of the geography tree: where the partner is
  facility: 'smallint', // index of our own facility; -1 不明
  department: 'utinyint', // index in DEPARTMENTS
  direction: 'utinyint' // 0 in (紹介), 1 out (逆紹介)
} as const;

/** `create table` of a contract. */
export const createTable = (name: string, columns: Readonly<Record<string, string>>): string =>
  `create table ${name} (${Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')})`;
