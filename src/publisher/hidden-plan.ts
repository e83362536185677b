import type { PeriodKey } from '#lib/domain/period.ts';
import type { HiddenBlocks } from './protect/hidden-blocks.ts';
import type { ProtectedMonth } from './protect/protect-month.ts';

/** What a publication would add and what it would hide, in numbers that name no cell. */
export interface HiddenPlan {
  readonly release: number;
  /** Months protected, and their visits. */
  readonly months: number;
  readonly visits: number;
  /** New periods by table. */
  readonly periods: readonly { readonly table: string; readonly periods: readonly PeriodKey[] }[];
  /** What of the exact tables would stand in merged rows, by table, level and why. */
  readonly hidden: readonly HiddenBlocks[];
}

/** The plan of a dry run, summed over its months. */
export function planOf(
  months: readonly ProtectedMonth[],
  planned: ReadonlyMap<string, readonly PeriodKey[]>,
  release: number
): HiddenPlan {
  const sums = new Map<string, HiddenBlocks>();
  for (const block of months.flatMap((month) => month.hidden)) {
    const key = `${block.table}|${block.level}|${block.why}`;
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...sum,
            rests: sum.rests + block.rests,
            leaves: sum.leaves + block.leaves,
            visits: sum.visits + block.visits
          }
        : block
    );
  }
  return {
    release,
    months: months.length,
    visits: months.reduce(
      (total, month) => total + month.visits_by_age.reduce((sum, cell) => sum + cell.visits, 0),
      0
    ),
    periods: [...planned].map(([table, periods]) => ({ table, periods })),
    hidden: [...sums.values()]
  };
}
