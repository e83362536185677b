import type { MonthUnit } from './month-units.ts';
import type { SafeCell } from './safe-cell.ts';

/**
 * Why rows hide leaves: `primary` leaves under their threshold alone; `complementary` also leaves that have theirs and
 * protect the others; `whole unit` nothing but the unit's total can be shown.
 */
export type HiddenWhy = 'primary' | 'complementary' | 'whole unit';

/**
 * How much of one month is hidden at one level of one table, and why. Sums of released rows and of what a reader can
 * count, so that a plan may be printed: no value of a hidden cell is in them.
 */
export interface HiddenBlocks {
  readonly table: 'geography' | 'visits_by_age' | 'visits_by_disease';
  readonly level: string;
  readonly why: HiddenWhy;
  /** REST rows (units, for geography). */
  readonly rests: number;
  /** Leaves hidden in them. */
  readonly leaves: number;
  /** Visits in them. */
  readonly visits: number;
}

/** One REST to be counted in. */
export interface HiddenRest {
  readonly table: HiddenBlocks['table'];
  readonly level: string;
  readonly why: HiddenWhy;
  readonly leaves: number;
  readonly visits: number;
}

/** Why a REST stands. @param alone nothing else is shown of its unit @param pulled something with its threshold is in it */
export const whyHidden = (alone: boolean, pulled: boolean): HiddenWhy =>
  alone ? 'whole unit' : pulled ? 'complementary' : 'primary';

/** The REST row of a table, to be counted in. */
export const restOfCell = (table: HiddenBlocks['table'], cell: SafeCell, why: HiddenWhy): HiddenRest => ({
  table,
  level: cell.level,
  why,
  leaves: cell.hidden_leaves,
  visits: cell.visits
});

/** A unit of several municipalities, to be counted in. */
export const restOfUnit = (unit: MonthUnit, why: HiddenWhy): HiddenRest => ({
  table: 'geography',
  level: unit.node,
  why,
  leaves: unit.hidden.length,
  visits: unit.visits
});

/** Sums by table, level and reason, in the order first met. */
export function sumHidden(rests: readonly HiddenRest[]): HiddenBlocks[] {
  const sums = new Map<string, HiddenBlocks>();
  for (const { table, level, why, leaves, visits } of rests) {
    const key = `${table}/${level}/${why}`;
    const sum = sums.get(key);
    sums.set(key, {
      table,
      level,
      why,
      rests: (sum?.rests ?? 0) + 1,
      leaves: (sum?.leaves ?? 0) + leaves,
      visits: (sum?.visits ?? 0) + visits
    });
  }
  return [...sums.values()];
}
