import { DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';

/** Rows of the engine's own vector size, in which it takes them fastest. */
const CHUNK = 2048;

/** Appends whole numbers, column by column, to a table of integers; columns may be longer than `count`. */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  count: number,
  columns: readonly Int32Array[]
): Promise<void> {
  const appender = await connection.createAppender(table);
  const types = columns.map(() => INTEGER);
  // one chunk for all but the last part: the engine copies what it is given, and frees chunks only when we collect garbage
  const whole = DuckDBDataChunk.create(types, CHUNK);
  for (let start = 0; start < count; start += CHUNK) {
    const rows = Math.min(CHUNK, count - start);
    const chunk = rows === CHUNK ? whole : DuckDBDataChunk.create(types, rows);
    columns.forEach((column, i) =>
      chunk.setColumnValues(i, column.subarray(start, start + rows) as unknown as number[])
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** Appends the rows of a small table; a column holds whole numbers or text. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (number | string)[])[]
): Promise<void> {
  const types = (rows[0] ?? []).map((value) => (typeof value === 'number' ? INTEGER : VARCHAR));
  const appender = await connection.createAppender(table);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows.slice(start, start + CHUNK);
    const chunk = DuckDBDataChunk.create(types, part.length);
    types.forEach((_, column) =>
      chunk.setColumnValues(
        column,
        part.map((row) => row[column]!)
      )
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
