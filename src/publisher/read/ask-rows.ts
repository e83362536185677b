import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** Rows of a query, in its order. */
export async function askRows(connection: DuckDBConnection, sql: string): Promise<readonly DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** The one number a query answers with. */
export async function askNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await askRows(connection, sql))[0]![0]);
}
