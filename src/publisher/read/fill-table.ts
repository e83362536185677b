import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** Rows of the engine's own vector size, in which it takes them fastest. */
const CHUNK = 2048;

/** Makes a small table of rows computed here, replacing one of that name. */
export async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[]
): Promise<void> {
  await connection.run(`create or replace temp table ${table} (${columns.join(', ')})`);
  const appender = await connection.createAppender(table, undefined, 'temp');
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
