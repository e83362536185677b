import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { TableEntry } from '#lib/release/manifest.ts';
import { parseQuery } from '#lib/release/query.ts';
import { parseSnapshot, type Answer } from '#lib/release/snapshot.ts';
import { AuditError } from './audit-error.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Asks every question of the snapshot again, of the written tables and nothing else.
 * @returns answers compared
 * @throws AuditError E_AUDIT_SNAPSHOT, with the number of answers that do not follow from the released files
 */
export async function snapshotCheck({
  folder,
  tables
}: {
  readonly folder: string;
  readonly tables: readonly TableEntry[];
}): Promise<number> {
  const { answers } = parseSnapshot(readFileSync(join(folder, 'snapshot.json'), 'utf8'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const { name, file } of tables)
      await connection.run(
        `create view ${name} as select * from read_parquet('${join(folder, file).replaceAll("'", "''")}')`
      );
    let different = 0;
    for (const answer of answers) if (!(await follows(connection, answer))) different++;
    if (different > 0) throw new AuditError('E_AUDIT_SNAPSHOT', 'snapshot.json', 'every period', different);
    return answers.length;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function follows(connection: DuckDBConnection, { key, names, columns }: Answer): Promise<boolean> {
  const [name, ...values] = JSON.parse(key) as [string, ...DuckDBValue[]];
  if (!NAME.test(name)) return false;
  const path = new URL(import.meta.resolve(`#queries/atlas/${name}.sql`));
  const { text } = parseQuery(name, readFileSync(path, 'utf8'));
  const reader = await connection.runAndReadAll(text, values);
  const found = reader.getColumnsJson();
  return (
    JSON.stringify(reader.columnNames()) === JSON.stringify(names) &&
    JSON.stringify(names.map((_, i) => found[i] ?? [])) === JSON.stringify(columns)
  );
}
