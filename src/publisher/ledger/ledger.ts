import type { PeriodKey } from '#lib/domain/period.ts';

/** One period of one table as it was first published; it never changes. */
export interface LedgerEntry {
  readonly table: string;
  readonly period: PeriodKey;
  /** SHA-256 of the sorted rows in the form of `rowsDigest`. */
  readonly sha256: string;
  readonly policy_sha256: string;
  /** Release in which the period first appeared. */
  readonly first_release: number;
  readonly rows: number;
}

/** A period taken back whole, from every table; it never comes again. */
export interface Tombstone {
  readonly period: PeriodKey;
  /** Release from which on it is absent. */
  readonly since_release: number;
  readonly reason: string;
}

/** What a channel has ever published. */
export interface Ledger {
  /** Last release entered; 0 before the first. */
  readonly release: number;
  readonly periods: readonly LedgerEntry[];
  readonly withdrawn: readonly Tombstone[];
}

/** The ledger of a channel that has published nothing. */
export const EMPTY_LEDGER: Ledger = { release: 0, periods: [], withdrawn: [] };
