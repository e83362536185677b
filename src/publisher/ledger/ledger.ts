import type { Ledger } from '#lib/release/ledger-file.ts';

export type { Ledger, LedgerEntry, Tombstone } from '#lib/release/ledger-file.ts';

/** The ledger of a channel that has published nothing. */
export const EMPTY_LEDGER: Ledger = { release: 0, periods: [], withdrawn: [] };
