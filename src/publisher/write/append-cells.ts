import { DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { VISITS_BY_AGE, VISITS_BY_DISEASE } from '#lib/release/tables.ts';
import type { SafeCell } from '../protect/safe-cell.ts';

/** Appends safe cells to their table. @returns number of rows */
export async function appendCells(
  connection: DuckDBConnection,
  table: 'visits_by_age' | 'visits_by_disease',
  cells: readonly SafeCell[]
): Promise<number> {
  const { columns } = table === 'visits_by_age' ? VISITS_BY_AGE : VISITS_BY_DISEASE;
  const types = columns.map((c) => (c.type === 'INTEGER' ? INTEGER : VARCHAR));
  const appender = await connection.createAppender(table);
  for (let start = 0; start < cells.length; start += 2048) {
    const part = cells.slice(start, start + 2048);
    const rows = part.map((cell): DuckDBValue[] => [
      ...cell.keys,
      cell.level,
      cell.hidden_leaves,
      cell.visits,
      cell.patients_band
    ]);
    const chunk = DuckDBDataChunk.create(types, rows.length);
    types.forEach((_, column) =>
      chunk.setColumnValues(
        column,
        rows.map((row) => row[column]!)
      )
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  return cells.length;
}
