import type { PeriodKey } from '#lib/domain/period.ts';

declare const safe: unique symbol;

/** One value of a released row. */
export type ReleasedValue = string | number | null;

/**
 * Rows of one table and one period that disclosure control has passed: only protect makes them (and the ledger, which
 * gives back rows already published); only write takes them. Values stand in the order of the table's columns.
 */
export interface SafeRows {
  readonly [safe]: true;
  readonly table: string;
  readonly period: PeriodKey;
  readonly rows: readonly (readonly ReleasedValue[])[];
}

/** Marks rows as safe. For `protect/` and `ledger/` alone: the architecture test holds that nothing else imports it. */
export const safeRows = (
  table: string,
  period: PeriodKey,
  rows: readonly (readonly ReleasedValue[])[]
): SafeRows => ({ table, period, rows }) as unknown as SafeRows;
