import { monthKey, type Month } from '#lib/domain/period.ts';
import { tableSchema } from '#lib/release/tables.ts';
import type { SafeRows } from '../protect/safe-rows.ts';

/** How a closed month's source has moved since it was published; the release does not. */
export interface LateRecords {
  readonly month: Month;
  readonly published: number;
  readonly now: number;
}

/** Visits of every frozen month as published: the sums of the exact table. */
export function publishedVisits(frozen: readonly SafeRows[]): Map<Month, number> {
  const { columns, name } = tableSchema('visits_by_age');
  const [month, visits] = ['month', 'visits'].map((column) => columns.findIndex((c) => c.name === column));
  const totals = new Map<Month, number>();
  for (const { rows } of frozen.filter((period) => period.table === name))
    for (const row of rows) {
      const key = Number(row[month!]);
      totals.set(key, (totals.get(key) ?? 0) + Number(row[visits!]));
    }
  return totals;
}

/** The frozen months whose number of visits in the source is no longer the published one, ascending. */
export function lateRecords(
  published: ReadonlyMap<Month, number>,
  visitsByMonth: ReadonlyMap<Month, number>
): LateRecords[] {
  return [...published]
    .map(([month, visits]) => ({ month, published: visits, now: visitsByMonth.get(month) ?? 0 }))
    .filter((late) => late.now !== late.published)
    .sort((a, b) => a.month - b.month);
}

/** One line for the operator; null when nothing moved. */
export function lateRecordsLine(late: readonly LateRecords[]): string | null {
  if (late.length === 0) return null;
  const by = (sign: 1 | -1) => late.reduce((sum, m) => sum + Math.max(0, sign * (m.now - m.published)), 0);
  const months = late.map((m) => {
    const change = m.now - m.published;
    return `${monthKey(m.month)} ${change > 0 ? '+' : '−'}${Math.abs(change)}`;
  });
  return `${by(1)} visits came late to closed months and ${by(-1)} left them (opt-outs, corrections); closed months stay as published: ${months.join(', ')}.`;
}
