import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { monthKey, type Month } from '#lib/domain/period.ts';
import type { TableEntry } from '#lib/release/manifest.ts';
import { tableSchema } from '#lib/release/tables.ts';
import { answer } from './audit-answer.ts';
import type { ExactTable, WrittenMonth, WrittenRows, WrittenValue } from './written-blocks.ts';

/** Lays the written tables beside the records, as `audited_<table>`: the bytes of the files and nothing else. */
export async function openWrittenTables(
  connection: DuckDBConnection,
  folder: string,
  tables: readonly TableEntry[]
): Promise<void> {
  for (const { name, file } of tables)
    await connection.run(
      `create or replace temp table audited_${name} as select * from read_parquet('${join(folder, file).replaceAll("'", "''")}')`
    );
}

/** Rows of one month of a written table, values in the order of its columns. */
export async function writtenRows(
  connection: DuckDBConnection,
  table: string,
  month: Month
): Promise<WrittenRows> {
  const names = tableSchema(table).columns.map((column) => column.name);
  const rows = await answer(connection, `select ${names.join(', ')} from audited_${table} where month = $1`, [
    month
  ]);
  const columns = names.map((name) => rows.values(name) as readonly WrittenValue[]);
  return Array.from({ length: rows.rows }, (_, i) => columns.map((column) => column[i]!));
}

/** Both exact tables of one month. */
export async function writtenMonth(connection: DuckDBConnection, month: Month): Promise<WrittenMonth> {
  const rows = async (table: ExactTable) => writtenRows(connection, table, month);
  return {
    month,
    rows: { visits_by_age: await rows('visits_by_age'), visits_by_disease: await rows('visits_by_disease') }
  };
}

/** A month of its key 2025-04. */
export const monthOfKey = (key: string): Month => {
  const month = Number(key.replace('-', ''));
  if (monthKey(month) !== key) throw new RangeError('a month is written 2025-04');
  return month;
};
