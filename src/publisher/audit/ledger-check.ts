import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { fiscalYearKey, monthKey, quarterKey, type PeriodKey } from '#lib/domain/period.ts';
import { parseLedger, type Ledger, type LedgerEntry } from '#lib/release/ledger-file.ts';
import type { TableEntry } from '#lib/release/manifest.ts';
import { tableSchema, type TableSchema } from '#lib/release/tables.ts';
import { answer } from './audit-answer.ts';
import { AuditError } from './audit-error.ts';
import { rowsDigest, type ReleasedRow } from './releases.ts';

/**
 * Holds the written rows against the ledger, and the ledger against the one before: every closed period as it was,
 * digests those of their rows, tombstones kept, nothing both present and taken back.
 * @returns periods compared
 * @throws AuditError E_AUDIT_RELEASE_DIFF
 */
export async function checkLedger({
  folder,
  tables,
  previous
}: {
  readonly folder: string;
  readonly tables: readonly TableEntry[];
  /** Ledger of the release before; null for the first. */
  readonly previous: Ledger | null;
}): Promise<number> {
  const ledger = parseLedger(readFileSync(join(folder, 'ledger.json'), 'utf8'));
  const gone = new Set(ledger.withdrawn.map((stone) => stone.period));
  const entries = new Map(ledger.periods.map((entry) => [`${entry.table}|${entry.period}`, entry]));
  if (entries.size !== ledger.periods.length) throw differs('ledger.json', 'every period', 1);
  for (const entry of ledger.periods) if (gone.has(entry.period)) throw differs(entry.table, entry.period, 1);

  for (const stone of previous?.withdrawn ?? [])
    if (!gone.has(stone.period)) throw differs('ledger.json', stone.period, 1);
  for (const before of previous?.periods ?? []) {
    const now = entries.get(`${before.table}|${before.period}`);
    const kept = now ? same(before, now) : gone.has(before.period);
    if (!kept) throw differs(before.table, before.period, 1);
  }

  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const { name, file } of tables) {
      const schema = tableSchema(name);
      if (schema.period === undefined) continue;
      const columns = schema.columns.map((column) => column.name);
      const written = await answer(connection, `select ${columns.join(', ')} from read_parquet($1)`, [
        join(folder, file)
      ]);
      const values = columns.map((column) => written.values(column) as ReleasedRow);
      const byPeriod = new Map<PeriodKey, (string | number | null)[][]>();
      const periodAt = periodReader(schema, columns);
      for (let i = 0; i < written.rows; i++) {
        const row = values.map((column) => column[i]!);
        const period = periodAt(row);
        const rows = byPeriod.get(period);
        if (rows) rows.push(row);
        else byPeriod.set(period, [row]);
      }
      const own = ledger.periods.filter((entry) => entry.table === name);
      for (const { period, sha256, rows } of own) {
        const found = byPeriod.get(period) ?? [];
        byPeriod.delete(period);
        if (found.length !== rows || rowsDigest(columns, found) !== sha256) throw differs(name, period, 1);
      }
      const [unlisted] = byPeriod.keys();
      if (unlisted !== undefined) throw differs(name, unlisted, byPeriod.size);
    }
    return ledger.periods.length;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const differs = (table: string, period: PeriodKey, count: number): AuditError =>
  new AuditError('E_AUDIT_RELEASE_DIFF', table, period, count);

const same = (a: LedgerEntry, b: LedgerEntry): boolean =>
  a.sha256 === b.sha256 && a.policy_sha256 === b.policy_sha256 && a.first_release === b.first_release;

/** The period of a row, from its own columns. */
function periodReader({ period }: TableSchema, columns: readonly string[]): (row: ReleasedRow) => PeriodKey {
  const at = (name: string) => columns.indexOf(name);
  if (period === 'month') return (row) => monthKey(Number(row[at('month')]));
  if (period === 'quarter')
    return (row) => quarterKey(Number(row[at('fiscal_year')]), Number(row[at('quarter')]));
  return (row) => fiscalYearKey(Number(row[at('fiscal_year')]));
}
