import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { TableEntry } from '#lib/release/manifest.ts';
import { defaultQuestions } from '#lib/release/overview-questions.ts';
import { parseQuery, questionKey, type QueryValue } from '#lib/release/query.ts';
import { answerOfRows, type Snapshot } from '#lib/release/snapshot.ts';

/**
 * The answers of the default views, computed from the written Parquet files alone: an engine of its own opens
 * them, with no handle to records or cells.
 */
export async function snapshotOf(
  folder: string,
  tables: readonly TableEntry[],
  release: number,
  latestFiscalYear: number | null
): Promise<Snapshot> {
  const questions =
    latestFiscalYear === null ? { geography: {}, unit_years: {} } : defaultQuestions(latestFiscalYear);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const table of tables)
      await connection.run(
        `create view ${table.name} as select * from read_parquet('${join(folder, table.file).replaceAll("'", "''")}')`
      );
    const answers = [];
    for (const [name, params] of Object.entries(questions) as [
      string,
      Readonly<Record<string, QueryValue>>
    ][]) {
      const query = parseQuery(
        name,
        readFileSync(new URL(import.meta.resolve(`#queries/atlas/${name}.sql`)), 'utf8')
      );
      const reader = await connection.runAndReadAll(
        query.text,
        query.params.map((p) => params[p] as DuckDBValue)
      );
      const names = reader.columnNames();
      const rows = reader
        .getRowObjects()
        .map((row) => Object.fromEntries(names.map((n) => [n, row[n] as QueryValue])));
      answers.push(answerOfRows(questionKey(query, params), names, rows));
    }
    return { release, answers };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
