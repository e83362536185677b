import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { monthsOfFiscalYear } from '../../src/lib/domain/period.ts';
import { createHash } from 'node:crypto';
import type { Certificate } from '../../src/lib/release/certificate.ts';
import type { TableEntry } from '../../src/lib/release/manifest.ts';
import { tableSchema } from '../../src/lib/release/tables.ts';
import { AuditError } from '../../src/publisher/audit/audit-error.ts';
import { audit, type AuditInputs } from '../../src/publisher/audit/audit.ts';
import { CountingEngine } from '../../src/publisher/count/engine.ts';
import type { Effects } from '../../src/publisher/effects.ts';
import { EMPTY_LEDGER, type Ledger } from '../../src/publisher/ledger/ledger.ts';
import { planPeriods } from '../../src/publisher/ledger/plan-periods.ts';
import { defaultPolicy } from '../../src/publisher/policy.ts';
import { protectMonth } from '../../src/publisher/protect/protect-month.ts';
import { repairRows, roundedTables } from '../../src/publisher/protect/rounded-tables.ts';
import { safeRows, type ReleasedValue, type SafeRows } from '../../src/publisher/protect/safe-rows.ts';
import { writeTables, type WrittenTables } from '../../src/publisher/write/write-tables.ts';
import { quiet } from './publishing.ts';
import { TEST_KEY } from './rounded-rows.ts';
import {
  people,
  recordTables,
  times,
  type TestLetter,
  type TestRequest,
  type TestVisit
} from './visit-tables.ts';

/** The fiscal year every test release is of. */
export const YEAR = 2025;
const MONTHS = monthsOfFiscalYear(YEAR);

/** Patients who come once in every month of the year. */
const monthly = (patients: number, of: Partial<TestVisit>): TestVisit[] =>
  people(patients, of).flatMap((visit) => MONTHS.map((month) => ({ ...visit, month })));

/** A year of two areas and four facilities, whose every leaf has enough patients to be shown. */
export function yearOfRecords(): {
  visits: TestVisit[];
  requests: TestRequest[];
  letters: TestLetter[];
} {
  const places = [
    { unit: '04101', facilityArea: '0403' },
    { unit: '04102', facilityArea: '0403' },
    { unit: '04202', facilityArea: '0409' }
  ];
  const visits = places.flatMap((place) =>
    (['male', 'female'] as const).flatMap((sex) => [
      ...[0, 1, 2, 3].flatMap((facility) =>
        monthly(9, { ...place, sex, age: '65-69', code: 'I63', facility, bedDays: 4 + facility, mdc: 1 })
      ),
      ...monthly(34, { ...place, sex, age: '70-74', setting: 'outpatient', code: 'E11' }),
      ...monthly(38, { ...place, sex, age: '75-79', setting: 'outpatient', code: 'F20' }),
      // hidden leaves: few patients of other ages and diseases
      ...monthly(4, { ...place, sex, age: '20-24', setting: 'outpatient', code: 'J45' }),
      ...monthly(7, { ...place, sex, age: '30-34', setting: 'outpatient', code: 'L20' }),
      ...monthly(6, { ...place, sex, age: '40-44', setting: 'emergency', code: 'S06' })
    ])
  );
  const requests = MONTHS.flatMap((month) =>
    [0, 1, 2, 3].flatMap((facility) =>
      (['evening', 'night'] as const).flatMap((band) => [
        ...times(9, { month, facility, facilityArea: '0403', band, reason: null }),
        ...times(7, { month, facility, facilityArea: '0403', band, reason: 'beds_full' as const })
      ])
    )
  );
  const letters = MONTHS.flatMap((month) =>
    [0, 1, 2, 3].flatMap((partner) =>
      Array.from({ length: 6 }, (_, i): TestLetter => ({
        month,
        patient: 10 * partner + i,
        partner,
        unit: '04101',
        department: 'internal',
        direction: 'in'
      }))
    )
  );
  return { visits, requests, letters };
}

/** Records with what protection made of them: the rows of a release that has not been written. */
export interface UnwrittenRelease {
  readonly connection: DuckDBConnection;
  readonly rows: readonly SafeRows[];
}

/** Protects all closed periods of the given records. */
export async function protectedRelease(records = yearOfRecords()): Promise<UnwrittenRelease> {
  const connection = await recordTables(records);
  const policy = defaultPolicy();
  const months = [...new Set(records.visits.map((visit) => visit.month))].sort((a, b) => a - b);
  const planned = planPeriods({ months, lastClosed: months.at(-1)!, ledger: EMPTY_LEDGER });
  const engine = new CountingEngine(connection);
  const made = [];
  for (const month of months) made.push(await protectMonth(month, engine, policy));
  const rounded = await roundedTables({
    connection,
    policy,
    key: TEST_KEY,
    periods: [...planned].flatMap(([table, periods]) =>
      tableSchema(table).protection === 'rounded' ? periods.map((period) => ({ table, period })) : []
    ),
    facilities: 4,
    facilityAreas: 2,
    exact: new Map(made.map((month) => [month.month, month]))
  });
  return {
    connection,
    rows: [...made.flatMap(({ rows }) => [rows.visits_by_age, rows.visits_by_disease]), ...rounded]
  };
}

/** Rows with one table's changed, in the periods where it has any. */
export const withRows = (
  rows: readonly SafeRows[],
  table: string,
  change: (rows: readonly (readonly ReleasedValue[])[]) => readonly (readonly ReleasedValue[])[],
  period?: string
): SafeRows[] =>
  rows.map((part) =>
    part.table === table && (period === undefined || part.period === period)
      ? safeRows(part.table, part.period, change(part.rows))
      : part
  );

/** A row as an object, and back. */
export const changed = (
  table: string,
  row: readonly ReleasedValue[],
  values: Readonly<Record<string, ReleasedValue>>
): ReleasedValue[] =>
  tableSchema(table).columns.map(({ name }, i) => (name in values ? values[name]! : row[i]!));
export const valueOf = (table: string, row: readonly ReleasedValue[], column: string): ReleasedValue =>
  row[tableSchema(table).columns.findIndex(({ name }) => name === column)]!;

export interface AuditChanges {
  /** Touches the written folder before the audit; may return other entries of tables. */
  readonly spoil?: (
    written: WrittenTables
  ) => readonly TableEntry[] | void | Promise<readonly TableEntry[] | void>;
  readonly previous?: Ledger;
  readonly ledger?: Ledger;
  readonly inputs?: Partial<AuditInputs>;
  readonly effects?: Effects;
  /** Rows dropped as often as the audit asks for it. */
  readonly repair?: boolean;
}

export type Verdict =
  | {
      readonly kind: 'passed';
      readonly certificate: Certificate;
      readonly folder: string;
      readonly rows: readonly SafeRows[];
    }
  | { readonly kind: 'refused'; readonly error: AuditError; readonly privateText: string | null };

/** What audits of this test run write and have proven: periods that are the same in the next are not solved again. */
const audits = mkdtempSync(join(tmpdir(), 'care-atlas-audits-'));
process.once('exit', () => rmSync(audits, { recursive: true, force: true }));

/** Writes a release into a folder of its own and audits it. */
export async function auditOf(
  { connection, rows }: UnwrittenRelease,
  {
    spoil,
    previous,
    ledger = EMPTY_LEDGER,
    inputs = {},
    effects = quiet(),
    repair = false
  }: AuditChanges = {}
): Promise<Verdict> {
  const scratch = mkdtempSync(join(audits, 'audit-'));
  const policy = defaultPolicy();
  let kept = rows;
  for (let round = 0; ; round++) {
    const folder = join(scratch, String(round));
    const written = await writeTables(
      folder,
      { release: ledger.release + 1, rows: kept, ledger, policy },
      effects
    );
    const tables = (await spoil?.(written)) ?? written.tables;
    const privateFile = inputs.privateFile ?? join(scratch, 'failing.json');
    try {
      const { certificate } = await audit(
        {
          folder,
          tables,
          policy,
          policySha256: written.policy.sha256,
          ledger: written.entered,
          previous: previous ? { ledger: previous } : null,
          newPeriods: written.entered.periods.filter((entry) => entry.first_release === written.release),
          connection,
          facilities: 4,
          facilityAreas: 2,
          yearExtent: 'sample',
          source: { synthetic: true, profile: 'region', name_ja: '試験', name_en: 'Test', facilities: 4 },
          privateFile,
          stateFile: join(audits, 'state.json'),
          ...inputs
        },
        effects
      );
      return { kind: 'passed', certificate, folder, rows: kept };
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      const repaired = repair && error.code === 'E_AUDIT_INTERVAL' ? repairRows(kept, error.failing) : null;
      if (!repaired || repaired.dropped === 0) {
        const text = error.failing.length > 0 ? readFileSync(privateFile, 'utf8') : null;
        return { kind: 'refused', error, privateText: text };
      }
      kept = repaired.rows;
    }
  }
}

/** The code a release is refused with. */
export async function codeOfAudit(release: UnwrittenRelease, changes: AuditChanges = {}): Promise<string> {
  const verdict = await auditOf(release, changes);
  return verdict.kind === 'passed' ? 'passed' : verdict.error.code;
}

/** Writes a table's Parquet file again by SQL on its rows, `tbl`. @returns the entries with the new file's */
export async function rewriteTable(
  { folder, tables }: WrittenTables,
  table: string,
  select: string,
  options = ''
): Promise<TableEntry[]> {
  const entry = tables.find(({ name }) => name === table)!;
  const path = join(folder, entry.file);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`create table tbl as from read_parquet('${path}')`);
  await connection.run(`copy (${select}) to '${path}' (format parquet, compression snappy${options})`);
  connection.closeSync();
  instance.closeSync();
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return tables.map((own) => (own === entry ? { ...own, sha256, bytes: bytes.length } : own));
}

/** Changes a JSON file of a release. */
export function rewriteJson(folder: string, file: string, change: (value: never) => unknown): void {
  const path = join(folder, file);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as never)));
}
