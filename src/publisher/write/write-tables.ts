import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { lastMonthOf, type Month } from '#lib/domain/period.ts';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import { ledgerText } from '#lib/release/ledger-file.ts';
import { latestFiscalYear, type FileEntry, type Manifest, type TableEntry } from '#lib/release/manifest.ts';
import { TABLES, type TableSchema } from '#lib/release/tables.ts';
import type { Effects } from '../effects.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Policy } from '../policy.ts';
import type { SafeRows } from '../protect/safe-rows.ts';
import { PublisherError } from '../publisher-error.ts';
import { appendRows } from './append-rows.ts';
import { coverageOf } from './coverage.ts';
import { nextLedger } from './next-ledger.ts';
import { fillReferenceTables } from './reference-tables.ts';
import { snapshotOf } from './snapshot-of.ts';

/** What the tables of a release are made of. */
export interface TableInputs {
  readonly release: number;
  /** Every period of every table, those published before among them. */
  readonly rows: readonly SafeRows[];
  /** What the channel has published, withdrawn periods already taken out. */
  readonly ledger: Ledger;
  readonly policy: Policy;
}

/** A release folder that still lacks its certificate, manifest and signature: what the auditor looks at. */
export interface WrittenTables {
  readonly folder: string;
  readonly release: number;
  readonly tables: readonly TableEntry[];
  readonly policy: FileEntry;
  readonly ledger: FileEntry;
  readonly snapshot: FileEntry;
  /** Content of ledger.json. */
  readonly entered: Ledger;
  readonly period: Manifest['period'];
  readonly coverage: Manifest['coverage'];
}

/**
 * Writes the tables of a release, its policy, ledger and snapshot into `folder`, which must not exist. Same inputs,
 * same bytes. A table of the contract without rows is written empty, so that every query finds it.
 * @throws PublisherError E_INPUT_EMPTY if no month is left, E_LEDGER if the rows contradict the ledger
 */
export async function writeTables(
  folder: string,
  inputs: TableInputs,
  effects: Effects
): Promise<WrittenTables> {
  const { files } = effects;
  const { release } = inputs;
  const period = periodOf(inputs.rows);
  const policyText = canonicalJson(inputs.policy);
  const entered = await nextLedger(inputs.ledger, inputs.rows, release, sha256(Buffer.from(policyText)));

  files.makeDirectory(join(folder, 'tables'));
  const policy = writeFile(folder, 'policy.json', policyText, effects);
  const tables = await writeParquet(folder, inputs.rows, effects);
  const ledger = writeFile(folder, 'ledger.json', ledgerText(entered), effects);
  const snapshot = writeFile(
    folder,
    'snapshot.json',
    JSON.stringify(await snapshotOf(folder, tables, release, latestFiscalYear({ period }))),
    effects
  );
  files.sync(join(folder, 'tables'));
  files.sync(folder);
  return {
    folder,
    release,
    tables,
    policy,
    ledger,
    snapshot,
    entered,
    period,
    coverage: coverageOf(inputs.rows)
  };
}

/** Writes a text file of a release. @returns its entry for the manifest */
export function writeFile(folder: string, file: string, text: string, { files }: Effects): FileEntry {
  const bytes = Buffer.from(text);
  files.write(join(folder, file), bytes);
  return { file, sha256: sha256(bytes), bytes: bytes.length };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** First and last month of the exact tables. */
function periodOf(rows: readonly SafeRows[]): Manifest['period'] {
  const months: Month[] = rows
    .filter((period) => period.table === 'visits_by_age')
    .map((period) => lastMonthOf(period.period));
  if (months.length === 0)
    throw new PublisherError(
      'E_INPUT_EMPTY',
      'No closed month is left to publish; check --source, --as-of and what was withdrawn.'
    );
  return { first_month: Math.min(...months), last_month: Math.max(...months) };
}

/** The engine writes each table into a folder of its own, so that a release only ever holds whole, named files. */
async function writeParquet(
  folder: string,
  rows: readonly SafeRows[],
  effects: Effects
): Promise<TableEntry[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'care-atlas-tables-'));
  // one thread: the order of row groups, and so the bytes, must not depend on the machine
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const schema of TABLES)
      await connection.run(
        `create table ${schema.name} (${schema.columns.map((c) => `${c.name} ${c.type}${c.nullable ? '' : ' not null'}`).join(', ')})`
      );
    const counts = await fillReferenceTables(connection);
    const tables: TableEntry[] = [];
    for (const schema of TABLES) {
      const own = rows.filter((period) => period.table === schema.name);
      const count = counts.get(schema.name) ?? (await appendRows(connection, schema, own));
      const draft = join(scratch, `${schema.name}.parquet`);
      await copyTo(draft, schema, connection);
      await connection.run(`drop table ${schema.name}`);
      tables.push(writeTable(folder, schema, count, readFileSync(draft), effects));
      rmSync(draft);
      effects.progress('write', tables.length / (TABLES.length + 1));
    }
    return tables;
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function copyTo(draft: string, schema: TableSchema, connection: DuckDBConnection): Promise<void> {
  const columns = schema.columns.map((column) => column.name);
  const order = [...schema.order, ...columns.filter((column) => !schema.order.includes(column))];
  await connection.run(
    `copy (select ${columns.join(', ')} from ${schema.name} order by ${order.join(', ')}) to '${draft.replaceAll("'", "''")}' (format parquet, compression snappy)`
  );
}

function writeTable(
  folder: string,
  schema: TableSchema,
  rows: number,
  bytes: Buffer,
  { files }: Effects
): TableEntry {
  const hash = sha256(bytes);
  const file = `tables/${schema.name}.${hash.slice(0, 12)}.parquet`;
  files.write(join(folder, file), bytes);
  return {
    name: schema.name,
    protection: schema.protection,
    rows,
    file,
    sha256: hash,
    bytes: bytes.length,
    columns: schema.columns.map(({ name, type }) => ({ name, type }))
  };
}
