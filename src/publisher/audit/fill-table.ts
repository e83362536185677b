import {
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBValue
} from '@duckdb/node-api';

const TYPES = { integer: INTEGER, varchar: VARCHAR, double: DOUBLE, boolean: BOOLEAN } as const;
type TypeName = keyof typeof TYPES;

/** Makes a temporary table of rows known here; an old one of that name goes. */
export async function fillTable(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, TypeName>>,
  rows: readonly (readonly DuckDBValue[])[]
): Promise<void> {
  const names = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await connection.run(`create or replace temp table ${table} (${names.join(', ')})`);
  const types = Object.values(columns).map((type) => TYPES[type]);
  const appender = await connection.createAppender(table, undefined, 'temp');
  for (let start = 0; start < rows.length; start += 2048) {
    const part = rows.slice(start, start + 2048);
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
