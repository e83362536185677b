import { isMonth, lastMonthOf, type PeriodKey } from '../domain/period.ts';
import { canonicalJson } from './canonical-json.ts';
import { ReleaseError } from './release-error.ts';
import { TABLES } from './tables.ts';

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

/** ledger.json: every (table, period) a channel shows, and every period it took back. */
export interface Ledger {
  /** Last release entered; 0 before the first. */
  readonly release: number;
  readonly periods: readonly LedgerEntry[];
  readonly withdrawn: readonly Tombstone[];
}

const HEX64 = /^[0-9a-f]{64}$/;

/** The ledger as its file, sorted, so that equal ledgers are equal bytes. */
export function ledgerText(ledger: Ledger): string {
  const order = new Map(TABLES.map((table, i) => [table.name, i]));
  return canonicalJson({
    release: ledger.release,
    periods: [...ledger.periods].sort(
      (a, b) => order.get(a.table)! - order.get(b.table)! || (a.period < b.period ? -1 : 1)
    ),
    withdrawn: [...ledger.withdrawn].sort((a, b) => (a.period < b.period ? -1 : 1))
  });
}

/**
 * Parses ledger.json.
 * @throws ReleaseError E_MANIFEST_SHAPE: the place, never a value
 */
export function parseLedger(json: string): Ledger {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'ledger', wanted: 'JSON' }, { cause });
  }
  const { release, periods, withdrawn } = (raw ?? {}) as Record<string, unknown>;
  if (!isCount(release)) throw malformed('release', 'a whole number');
  if (!Array.isArray(periods)) throw malformed('periods', 'a list');
  if (!Array.isArray(withdrawn)) throw malformed('withdrawn', 'a list');
  const known = new Set(TABLES.filter((table) => table.period).map((table) => table.name));
  const seen = new Set<string>();
  return {
    release,
    periods: periods.map((value: unknown, i): LedgerEntry => {
      const entry = (value ?? {}) as LedgerEntry;
      const key = `${entry.table}|${entry.period}`;
      const ok =
        known.has(entry.table) &&
        isPeriod(entry.period) &&
        HEX64.test(entry.sha256) &&
        HEX64.test(entry.policy_sha256) &&
        isCount(entry.first_release) &&
        entry.first_release <= release &&
        isCount(entry.rows) &&
        !seen.has(key);
      if (!ok) throw malformed(`periods[${i}]`, 'a table, a period and its digest, once');
      seen.add(key);
      const { table, period, sha256, policy_sha256, first_release, rows } = entry;
      return { table, period, sha256, policy_sha256, first_release, rows };
    }),
    withdrawn: withdrawn.map((value: unknown, i): Tombstone => {
      const stone = (value ?? {}) as Tombstone;
      const ok =
        isPeriod(stone.period) &&
        isCount(stone.since_release) &&
        stone.since_release <= release &&
        typeof stone.reason === 'string' &&
        !seen.has(stone.period);
      if (!ok) throw malformed(`withdrawn[${i}]`, 'a period, a release and a reason, once');
      seen.add(stone.period);
      const { period, since_release, reason } = stone;
      return { period, since_release, reason };
    })
  };
}

const malformed = (at: string, wanted: string): ReleaseError =>
  new ReleaseError('E_MANIFEST_SHAPE', { at: `ledger.${at}`, wanted });

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function isPeriod(value: unknown): value is PeriodKey {
  try {
    return typeof value === 'string' && isMonth(lastMonthOf(value));
  } catch {
    return false;
  }
}
