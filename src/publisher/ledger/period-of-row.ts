import { fiscalYearKey, monthKey, quarterKey, type PeriodKey } from '#lib/domain/period.ts';
import type { PeriodKind, TableSchema } from '#lib/release/tables.ts';
import type { ReleasedValue } from '../protect/safe-rows.ts';

/** A table whose rows belong to periods. */
export type PeriodTable = TableSchema & { readonly period: PeriodKind };

/** The tables of a contract that have periods. */
export const periodTables = (tables: readonly TableSchema[]): PeriodTable[] =>
  tables.filter((table): table is PeriodTable => table.period !== undefined);

/** Reads the period of a table's rows from its columns of time. */
export function periodOfRow(table: PeriodTable): (row: readonly ReleasedValue[]) => PeriodKey {
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const [month, year, quarter] = [at('month'), at('fiscal_year'), at('quarter')];
  switch (table.period) {
    case 'month':
      return (row) => monthKey(Number(row[month]));
    case 'quarter':
      return (row) => quarterKey(Number(row[year]), Number(row[quarter]));
    case 'fiscal_year':
      return (row) => fiscalYearKey(Number(row[year]));
  }
}

/** The rows of a table by their period. */
export function rowsByPeriod(
  table: PeriodTable,
  rows: readonly (readonly ReleasedValue[])[]
): Map<PeriodKey, (readonly ReleasedValue[])[]> {
  const periodOf = periodOfRow(table);
  const periods = new Map<PeriodKey, (readonly ReleasedValue[])[]>();
  for (const row of rows) {
    const period = periodOf(row);
    const own = periods.get(period);
    if (own) own.push(row);
    else periods.set(period, [row]);
  }
  return periods;
}
