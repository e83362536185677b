import type { PeriodKey } from '#lib/domain/period.ts';
import { rowsDigest } from '#lib/release/rows-digest.ts';
import { tableSchema } from '#lib/release/tables.ts';
import type { Ledger, LedgerEntry } from '../ledger/ledger.ts';
import { periodOfRow, periodTables } from '../ledger/period-of-row.ts';
import type { SafeRows } from '../protect/safe-rows.ts';
import { PublisherError } from '../publisher-error.ts';

/**
 * The ledger of a release: entries of periods published before as they are, and one for every period that is new.
 * @param ledger what the channel has published, withdrawn periods already taken out
 * @throws PublisherError E_LEDGER if rows are not those of their entry, missing, given twice or taken back
 */
export async function nextLedger(
  ledger: Ledger,
  rows: readonly SafeRows[],
  release: number,
  policy_sha256: string
): Promise<Ledger> {
  const before = new Map(ledger.periods.map((entry) => [`${entry.table}|${entry.period}`, entry]));
  const stones = new Set(ledger.withdrawn.map((stone) => stone.period));
  const entries = new Map<string, LedgerEntry>();
  for (const period of rows) {
    const key = `${period.table}|${period.period}`;
    if (entries.has(key)) throw fault(period.table, period.period, 'is given twice');
    if (stones.has(period.period)) throw fault(period.table, period.period, 'was withdrawn');
    checkPeriod(period);
    const sha256 = await rowsDigest(
      tableSchema(period.table).columns.map((column) => column.name),
      period.rows
    );
    const entry = before.get(key);
    if (entry && entry.sha256 !== sha256)
      throw fault(period.table, period.period, 'differs from what was published');
    entries.set(
      key,
      entry ?? {
        table: period.table,
        period: period.period,
        sha256,
        policy_sha256,
        first_release: release,
        rows: period.rows.length
      }
    );
  }
  const missing = ledger.periods.find((entry) => !entries.has(`${entry.table}|${entry.period}`));
  if (missing) throw fault(missing.table, missing.period, 'was published and is missing');
  return { release, periods: [...entries.values()], withdrawn: ledger.withdrawn };
}

function checkPeriod({ table, period, rows }: SafeRows): void {
  const schema = periodTables([tableSchema(table)])[0];
  if (!schema) throw fault(table, period, 'is of a table without periods');
  const periodOf = periodOfRow(schema);
  if (rows.some((row) => periodOf(row) !== period || row.length !== schema.columns.length))
    throw fault(table, period, 'holds rows of another period or shape');
}

const fault = (table: string, period: PeriodKey, what: string): PublisherError =>
  new PublisherError(
    'E_LEDGER',
    `${table} ${period} ${what}; nothing was published. Report this as a fault of the publisher.`
  );
