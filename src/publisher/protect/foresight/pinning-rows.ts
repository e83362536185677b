import { monthsOfPeriod, type Month, type PeriodKey } from '#lib/domain/period.ts';
import type { ProtectedMonth } from '../protect-month.ts';
import type { RoundedSource, Row } from '../rounded/rounded-source.ts';
import { exactKnowledge } from './exact-knowledge.ts';
import { foreseeMonth } from './foresee-month.ts';
import { foreseeYear } from './foresee-year.ts';

/** Rows of one period that would let a reader close in on a hidden count; what they are judged by: {@link CellBounds}. */
export function rowsPinning(
  period: PeriodKey,
  tables: ReadonlyMap<string, readonly Row[]>,
  exact: ReadonlyMap<Month, ProtectedMonth>,
  source: RoundedSource
): Set<Row> {
  const months = monthsOfPeriod(period);
  const known = exactKnowledge(months, exact);
  if (months.length === 1) return foreseeMonth(tables, known, source);
  return months.length === 12 ? foreseeYear(tables, known, source) : new Set();
}
