import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { TableEntry } from '#lib/release/manifest.ts';
import { tableSchema, type TableSchema } from '#lib/release/tables.ts';
import type { Policy } from '../policy.ts';
import { answer } from './audit-answer.ts';
import { AuditError } from './audit-error.ts';
import { unreferencedBytes } from './parquet-bytes.ts';
import { releasedVocabulary } from './released-vocabulary.ts';

/** What the scan looked at. */
export interface RawScan {
  readonly files: number;
  readonly columns: number;
  /** Distinct texts held against the vocabulary. */
  readonly texts: number;
}

/** Files of a release besides its tables; the last three appear when the audit is over. */
const OTHER_FILES = [
  'policy.json',
  'snapshot.json',
  'ledger.json',
  'certificate.json',
  'manifest.json',
  'manifest.sig'
];

/** What the engine writes of itself into a footer; a path, a user or a process has no place beside it. */
const CREATED_BY = /^DuckDB version v[\d.]+ \(build [0-9a-f]+\)$/;

/** How a column of this type reads in a Parquet schema; no other type, above all no date or time, is in a release. */
const PARQUET_TYPE: Readonly<Record<string, string>> = {
  INTEGER: 'INT32',
  VARCHAR: 'BYTE_ARRAY',
  DOUBLE: 'DOUBLE',
  BOOLEAN: 'BOOLEAN'
};

/**
 * Reads the written bytes as somebody would who looks for a person in them: every column on the whitelist and of its
 * type, no text but our own words, no month below a month, no footer that says more than the table, no byte and no file
 * nothing refers to.
 * @throws AuditError E_AUDIT_COLUMN, E_AUDIT_METADATA, E_AUDIT_FILE
 */
export async function rawScan({
  folder,
  tables,
  policy
}: {
  readonly folder: string;
  readonly tables: readonly TableEntry[];
  readonly policy: Policy;
}): Promise<RawScan> {
  checkFiles(folder, tables);
  const known = releasedVocabulary(policy);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    let columns = 0;
    let texts = 0;
    for (const entry of tables) {
      const path = join(folder, entry.file);
      const schema = tableSchema(entry.name);
      await checkColumns(connection, path, schema);
      await checkFooter(connection, path, entry.name);
      columns += schema.columns.length;
      if (schema.protection !== 'public') texts += await checkValues(connection, path, schema, known);
    }
    return { files: tables.length, columns, texts };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const refused = (
  code: 'E_AUDIT_COLUMN' | 'E_AUDIT_METADATA' | 'E_AUDIT_FILE',
  table: string,
  count: number
): AuditError => new AuditError(code, table, 'every period', count);

function checkFiles(folder: string, tables: readonly TableEntry[]): void {
  const listed = new Set([...OTHER_FILES, ...tables.map((table) => table.file)]);
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory()
  );
  const strange = found.filter((entry) => {
    const name = join(entry.parentPath, entry.name).slice(join(folder, 'x').length - 1);
    return !entry.isFile() || !listed.has(name.replaceAll('\\', '/'));
  });
  if (strange.length > 0) throw refused('E_AUDIT_FILE', 'the release folder', strange.length);
}

async function checkColumns(
  connection: DuckDBConnection,
  path: string,
  { name, columns }: TableSchema
): Promise<void> {
  const found = await answer(
    connection,
    "select name, type, coalesce(converted_type, '') as converted, coalesce(logical_type, '') as logical from parquet_schema($1) where num_children is null or num_children = 0",
    [path]
  );
  const [names, types, converted, logical] = ['name', 'type', 'converted', 'logical'].map(found.texts);
  const wrong = names!.filter((column, i) => {
    const wanted = columns[i];
    return (
      wanted?.name !== column ||
      PARQUET_TYPE[wanted.type] !== types![i] ||
      /DATE|TIME/i.test(`${converted![i]} ${logical![i]}`)
    );
  }).length;
  const missing = Math.max(0, columns.length - found.rows);
  if (wrong + missing > 0) throw refused('E_AUDIT_COLUMN', name, wrong + missing);
}

async function checkFooter(connection: DuckDBConnection, path: string, table: string): Promise<void> {
  const spoken = await answer(
    connection,
    'select (select count(*) from parquet_kv_metadata($1)) as pairs, created_by as writer from parquet_file_metadata($1)',
    [path]
  );
  const pairs = spoken.numbers('pairs')[0] ?? 0;
  const writers = spoken.texts('writer').filter((writer) => !CREATED_BY.test(writer)).length;
  const loose = await unreferencedBytes(connection, path);
  if (pairs + writers > 0) throw refused('E_AUDIT_METADATA', table, pairs + writers);
  if (loose !== 0) throw refused('E_AUDIT_FILE', table, Math.abs(loose));
}

/** Whole numbers a key column may hold. */
const RANGES: Readonly<Record<string, string>> = {
  month: 'between 190001 and 299912 and month % 100 between 1 and 12',
  fiscal_year: 'between 1900 and 2999',
  quarter: 'between 1 and 4',
  weekday: 'between 1 and 7',
  hour: 'between 0 and 23'
};

/** One query for a whole table: a small release has more columns than rows, and each query costs as much as a scan. */
async function checkValues(
  connection: DuckDBConnection,
  path: string,
  { name, columns }: TableSchema,
  known: (column: string, text: string) => boolean
): Promise<number> {
  const asked = columns.flatMap(({ name: column, type }) => {
    const range = RANGES[column];
    if (range !== undefined)
      return `select null as name, null as word, count(*) as outside from tbl where ${column} is null or not (${column} ${range})`;
    return type === 'VARCHAR'
      ? `select distinct '${column}' as name, ${column} as word, 0 as outside from tbl`
      : [];
  });
  const found = await answer(connection, `with tbl as (from read_parquet($1)) ${asked.join(' union all ')}`, [
    path
  ]);
  const names = found.values('name');
  const words = found.texts('word');
  const outside = found.numbers('outside').reduce((sum, n) => sum + n, 0);
  if (outside > 0) throw refused('E_AUDIT_COLUMN', name, outside);
  const looked = words.filter((_, i) => names[i] !== null);
  const strange = words.filter((word, i) => names[i] !== null && !known(String(names[i]), word)).length;
  if (strange > 0) throw refused('E_AUDIT_COLUMN', name, strange);
  return looked.length;
}
