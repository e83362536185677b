import {
  fiscalQuarterOf,
  fiscalYearKey,
  fiscalYearOf,
  monthKey,
  monthsOfPeriod,
  quarterKey,
  type Month,
  type PeriodKey
} from '#lib/domain/period.ts';
import { TABLES, type PeriodKind, type TableSchema } from '#lib/release/tables.ts';
import type { Ledger } from './ledger.ts';
import { periodTables } from './period-of-row.ts';

const KEY_OF: Readonly<Record<PeriodKind, (month: Month) => PeriodKey>> = {
  month: monthKey,
  quarter: (month) => quarterKey(fiscalYearOf(month), fiscalQuarterOf(month)),
  fiscal_year: (month) => fiscalYearKey(fiscalYearOf(month))
};

/** Every period a month lies in: itself, its quarter, its fiscal year. */
export const periodsOfMonth = (month: Month): PeriodKey[] =>
  Object.values(KEY_OF).map((keyOf) => keyOf(month));

export interface PlanInputs {
  /** Months the source has data of. */
  readonly months: readonly Month[];
  readonly lastClosed: Month;
  readonly ledger: Ledger;
  readonly tables?: readonly TableSchema[];
}

/**
 * The periods to count for the first time, by table, ascending: all their months in the source and closed, never
 * published, never taken back. A table with nothing new has an empty list.
 */
export function planPeriods({
  months,
  lastClosed,
  ledger,
  tables = TABLES
}: PlanInputs): Map<string, PeriodKey[]> {
  const closed = months.filter((month) => month <= lastClosed);
  const have = new Set(closed);
  const stones = new Set(ledger.withdrawn.map((stone) => stone.period));
  const published = new Set(ledger.periods.map((entry) => `${entry.table}|${entry.period}`));
  const isWhole = (period: PeriodKey): boolean =>
    !stones.has(period) &&
    monthsOfPeriod(period).every((month) => have.has(month) && !stones.has(monthKey(month)));
  return new Map(
    periodTables(tables).map((table) => {
      const candidates = [...new Set(closed.map(KEY_OF[table.period]))].sort();
      return [
        table.name,
        candidates.filter((period) => !published.has(`${table.name}|${period}`) && isWhole(period))
      ];
    })
  );
}
