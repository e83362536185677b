import {
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBValue
} from '@duckdb/node-api';
import type { TableSchema } from '#lib/release/tables.ts';
import type { SafeRows } from '../protect/safe-rows.ts';

const TYPES = { INTEGER, VARCHAR, DOUBLE, BOOLEAN } as const;

/** Rows of one chunk of the engine. */
const CHUNK = 2048;

/** Appends the safe rows of a table's periods to the engine's table of that name. @returns number of rows */
export async function appendRows(
  connection: DuckDBConnection,
  schema: TableSchema,
  periods: readonly SafeRows[]
): Promise<number> {
  const types = schema.columns.map((column) => TYPES[column.type]);
  const appender = await connection.createAppender(schema.name);
  let count = 0;
  for (const { rows } of periods) {
    for (let start = 0; start < rows.length; start += CHUNK) {
      const part = rows.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create(types, part.length);
      types.forEach((_, column) =>
        chunk.setColumnValues(
          column,
          part.map((row): DuckDBValue => row[column]!)
        )
      );
      appender.appendDataChunk(chunk);
    }
    count += rows.length;
  }
  appender.closeSync();
  return count;
}
