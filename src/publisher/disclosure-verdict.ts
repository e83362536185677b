import type { PeriodKey } from '#lib/domain/period.ts';
import type { ReleasedValue } from './protect/safe-rows.ts';

/** A row of a released rounded table, by the values of its key columns (every column before the first measure). */
export interface RowAddress {
  readonly table: string;
  readonly period: PeriodKey;
  readonly keys: readonly ReleasedValue[];
}

/**
 * A hidden count the auditor could pin down. It stays inside the hospital: in memory, and in a 0600 file. What is
 * logged, thrown or certified is a table, a period and how many.
 */
export interface FailingCell {
  readonly table: string;
  readonly period: PeriodKey;
  /** Where it stands, in words for the private file. */
  readonly cell: string;
  readonly lower: number;
  readonly upper: number | null;
  readonly required: number;
  /** Rounded rows whose publication pins it, totals first, then ascending by value: what a repair may drop. */
  readonly droppable: readonly RowAddress[];
}
