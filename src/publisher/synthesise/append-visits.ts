import { DuckDBDataChunk, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import type { VisitColumns } from './month-of-visits.ts';

const CHUNK = 2048;
const TYPES = [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER];

/** Appends the visits of a month to the raw table, in chunks of the engine's own vector size. */
export async function appendVisits(connection: DuckDBConnection, visits: VisitColumns): Promise<void> {
  const appender = await connection.createAppender('raw');
  const columns = [visits.person, visits.day, visits.minute, visits.packed, visits.stay];
  for (let start = 0; start < visits.count; start += CHUNK) {
    const rows = Math.min(CHUNK, visits.count - start);
    const chunk = DuckDBDataChunk.create(TYPES, rows);
    columns.forEach((column, i) =>
      chunk.setColumnValues(i, Array.from(column.subarray(start, start + rows)))
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
