import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { AGE5 } from '../../src/lib/domain/age-band.ts';
import { ARRIVALS, type Arrival } from '../../src/lib/domain/arrival.ts';
import { CHAPTER_GROUPS } from '../../src/lib/domain/chapter-group.ts';
import { DEPARTMENTS, type Department } from '../../src/lib/domain/department.ts';
import { REFUSAL_REASONS, TIME_BANDS } from '../../src/lib/domain/emergency-request.ts';
import { SETTINGS, type Setting } from '../../src/lib/domain/setting.ts';
import { SEXES, type Sex } from '../../src/lib/domain/sex.ts';
import {
  AREA_CODES,
  categoryNumber,
  createTable,
  EMERGENCY_REQUEST_COLUMNS,
  REFERRAL_COLUMNS,
  VISIT_COLUMNS
} from '../../src/publisher/read/visit-contract.ts';
import { readChapters } from '../../src/publisher/reference/read-reference.ts';
import { GEOGRAPHY_LEAVES } from '../../src/publisher/trees.ts';

/** One visit in words; the tables hold numbers. */
export interface TestVisit {
  readonly month: number;
  readonly patient: number;
  readonly unit: string;
  readonly sex: Sex;
  readonly age: (typeof AGE5)[number];
  readonly setting: Setting;
  /** ICD-10 category such as I21; null 不明. */
  readonly code: string | null;
  readonly facility: number;
  /** Medical area of the facility; null 不明. */
  readonly facilityArea: string | null;
  readonly arrival: Arrival;
  readonly weekday: number;
  readonly hour: number;
  readonly mdc: number;
  readonly bedDays: number;
}

export interface TestRequest {
  readonly month: number;
  readonly facility: number;
  readonly facilityArea: string | null;
  readonly band: (typeof TIME_BANDS)[number];
  readonly reason: (typeof REFUSAL_REASONS)[number] | null;
}

export interface TestLetter {
  readonly month: number;
  /** -1: the log names nobody. */
  readonly patient: number;
  readonly partner: number;
  readonly unit: string;
  readonly department: Department;
  readonly direction: 'in' | 'out';
}

const ORDINARY: TestVisit = {
  month: 202504,
  patient: 0,
  unit: '04101',
  sex: 'male',
  age: '65-69',
  setting: 'inpatient',
  code: 'I21',
  facility: 0,
  facilityArea: '0403',
  arrival: 'walk_in',
  weekday: 1,
  hour: 9,
  mdc: 5,
  bedDays: 1
};

let next = 1;

/** Visits of so many patients never named before, one each or more. */
export function people(patients: number, of: Partial<TestVisit> = {}, each = 1): TestVisit[] {
  return Array.from({ length: patients }, () => next++).flatMap((patient) =>
    Array.from({ length: each }, () => ({
      ...ORDINARY,
      ...of,
      patient,
      ...((of.setting ?? ORDINARY.setting) === 'inpatient' ? {} : { bedDays: 0, mdc: 0 })
    }))
  );
}

/** So many of a thing. */
export const times = <T>(count: number, thing: T): T[] => Array.from({ length: count }, () => thing);

const CHAPTERS = readChapters();

function visitRow(visit: TestVisit): (number | boolean)[] {
  const chapter = CHAPTERS.find((c) => visit.code !== null && visit.code >= c.first && visit.code <= c.last);
  const group = CHAPTER_GROUPS.indexOf((chapter?.group ?? 'unknown') as never);
  return [
    visit.month,
    visit.patient,
    GEOGRAPHY_LEAVES.indexOf(visit.unit),
    SEXES.indexOf(visit.sex) * AGE5.length + AGE5.indexOf(visit.age),
    SETTINGS.indexOf(visit.setting) * CHAPTER_GROUPS.length + group,
    chapter?.no ?? 0,
    chapter ? categoryNumber(visit.code!) : -1,
    visit.facility,
    visit.facilityArea === null ? -1 : AREA_CODES.indexOf(visit.facilityArea),
    ARRIVALS.indexOf(visit.arrival),
    visit.weekday,
    visit.hour,
    true,
    0,
    visit.mdc,
    visit.bedDays,
    0
  ];
}

/** A connection that holds the given records in the tables of the contract. */
export async function recordTables(records: {
  readonly visits?: readonly TestVisit[];
  readonly requests?: readonly TestRequest[];
  readonly letters?: readonly TestLetter[];
}): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const lay = async (
    table: string,
    columns: Readonly<Record<string, string>>,
    rows: readonly (readonly (number | boolean)[])[]
  ) => {
    await connection.run(createTable(table, columns));
    for (let from = 0; from < rows.length; from += 1000)
      await connection.run(
        `insert into ${table} values ${rows
          .slice(from, from + 1000)
          .map((row) => `(${row.join(', ')})`)
          .join(', ')}`
      );
  };
  await lay('visit', VISIT_COLUMNS, (records.visits ?? []).map(visitRow));
  if (records.requests)
    await lay(
      'emergency_request',
      EMERGENCY_REQUEST_COLUMNS,
      records.requests.map((r) => [
        r.month,
        r.facility,
        r.facilityArea === null ? -1 : AREA_CODES.indexOf(r.facilityArea),
        TIME_BANDS.indexOf(r.band),
        r.reason === null,
        r.reason === null ? -1 : REFUSAL_REASONS.indexOf(r.reason),
        false
      ])
    );
  if (records.letters)
    await lay(
      'referral',
      REFERRAL_COLUMNS,
      records.letters.map((l) => [
        l.month,
        l.patient,
        l.partner,
        GEOGRAPHY_LEAVES.indexOf(l.unit),
        0,
        DEPARTMENTS.indexOf(l.department),
        l.direction === 'in' ? 0 : 1
      ])
    );
  return connection;
}
