import type { DuckDBConnection } from '@duckdb/node-api';
import { monthsOfPeriod, type PeriodKey } from '#lib/domain/period.ts';
import { publishQuery } from './engine.ts';

/** The answer of a counting query by column: many cells are never made into objects. */
export interface CountedColumns {
  readonly rows: number;
  /** A column of numbers; null where a row sums over it. @throws RangeError for a name the query does not give */
  readonly numbers: (column: string) => readonly (number | null)[];
  readonly texts: (column: string) => readonly string[];
}

/**
 * Asks one counting query for one period.
 * @param name a file of queries/publish/ with the parameters first_month and last_month
 * @param more further parameters the query binds
 */
export async function countPeriod(
  connection: DuckDBConnection,
  name: string,
  period: PeriodKey,
  more: Readonly<Record<string, number>> = {}
): Promise<CountedColumns> {
  const months = monthsOfPeriod(period);
  const bound: Record<string, number> = { first_month: months[0]!, last_month: months.at(-1)!, ...more };
  const query = publishQuery(name);
  const answer = await connection.runAndReadAll(
    query.text,
    query.params.map((param) => bound[param]!)
  );
  const columns = answer.getColumns();
  const names = answer.columnNames();
  const column = (wanted: string) => {
    const values = columns[names.indexOf(wanted)];
    if (values) return values;
    if (names.includes(wanted)) return [];
    throw new RangeError(`the query ${name} gives no column ${wanted}`);
  };
  return {
    rows: answer.currentRowCount,
    numbers: (wanted) => column(wanted).map((value) => (value === null ? null : Number(value))),
    texts: (wanted) => column(wanted).map(String)
  };
}

/** Whether the source has a table at all: one without an emergency or a referral log has none of theirs. */
export async function hasTable(connection: DuckDBConnection, table: string): Promise<boolean> {
  const answer = await connection.runAndReadAll(
    'select count(*) from information_schema.tables where table_name = $1',
    [table]
  );
  return Number(answer.getRows()[0]![0]) > 0;
}
