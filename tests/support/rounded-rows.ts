import type { DuckDBConnection } from '@duckdb/node-api';
import type { PeriodKey } from '../../src/lib/domain/period.ts';
import { tableSchema } from '../../src/lib/release/tables.ts';
import { defaultPolicy } from '../../src/publisher/policy.ts';
import { roundedTables, type RoundedInputs } from '../../src/publisher/protect/rounded-tables.ts';
import { cellKey, roundedCount, type RoundedPopulation } from '../../src/publisher/protect/rounding.ts';

/** A rounding key that protects nothing. */
export const TEST_KEY = new Uint8Array(32).map((_, i) => i);

export type Named = Readonly<Record<string, string | number | null>>;

/** What rounded tables are made from in a test: one hospital, nothing known exactly. */
export const asked = (
  connection: DuckDBConnection,
  periods: RoundedInputs['periods'],
  more: Partial<RoundedInputs> = {}
): RoundedInputs => ({
  connection,
  policy: defaultPolicy(),
  key: TEST_KEY,
  periods,
  facilities: 1,
  facilityAreas: 1,
  exact: new Map(),
  ...more
});

/** The rows of one table and period, by column name. */
export async function rowsOf(
  connection: DuckDBConnection,
  table: string,
  period: PeriodKey,
  more: Partial<RoundedInputs> = {}
): Promise<Named[]> {
  const made = await roundedTables(asked(connection, [{ table, period }], more));
  const names = tableSchema(table).columns.map((column) => column.name);
  return made.flatMap(({ rows }) =>
    rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]!])))
  );
}

export const rounded = (population: RoundedPopulation, count: number): number =>
  roundedCount(TEST_KEY, cellKey(population), count);

export const visitsIn = (
  period: PeriodKey,
  restrictions: RoundedPopulation['restrictions'],
  count: number
): number => rounded({ measure: 'visits', period, restrictions }, count);
