import { readFileSync } from 'node:fs';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { parseQuery, type Query } from '#lib/release/query.ts';

/** An answer by column: many cells are never made into objects. */
export interface Columns {
  readonly rows: number;
  /** A column of whole or other numbers; null counts as NaN. @throws RangeError for a name the query does not give */
  readonly numbers: (column: string) => Float64Array;
  readonly texts: (column: string) => readonly string[];
  readonly values: (column: string) => readonly DuckDBValue[];
}

const queries = new Map<string, Query>();

/** A query of the auditor's own by file name. */
function auditQuery(name: string): Query {
  let query = queries.get(name);
  if (!query) {
    const path = new URL(import.meta.resolve(`#queries/audit/${name}.sql`));
    queries.set(name, (query = parseQuery(name, readFileSync(path, 'utf8'))));
  }
  return query;
}

/** Answers a query of `queries/audit/`. */
export async function ask(
  connection: DuckDBConnection,
  name: string,
  params: Readonly<Record<string, DuckDBValue>> = {}
): Promise<Columns> {
  const query = auditQuery(name);
  return answer(
    connection,
    query.text,
    query.params.map((param) => params[param]!)
  );
}

/** Answers SQL made of trusted constants, its values bound. */
export async function answer(
  connection: DuckDBConnection,
  sql: string,
  params: readonly DuckDBValue[] = []
): Promise<Columns> {
  const reader = await connection.runAndReadAll(sql, [...params]);
  const names = reader.columnNames();
  const columns = reader.getColumns();
  const values = (wanted: string): readonly DuckDBValue[] => {
    const at = names.indexOf(wanted);
    if (at < 0) throw new RangeError(`the query gives no column ${wanted}`);
    return columns[at] ?? [];
  };
  return {
    rows: reader.currentRowCount,
    values,
    numbers: (wanted) =>
      Float64Array.from(values(wanted), (value) => (value === null ? Number.NaN : Number(value))),
    texts: (wanted) => values(wanted).map(String)
  };
}

/** The one number a query gives. */
export async function oneNumber(
  connection: DuckDBConnection,
  sql: string,
  params: readonly DuckDBValue[] = []
): Promise<number> {
  return Number((await connection.runAndReadAll(sql, [...params])).getRows()[0]![0]);
}
