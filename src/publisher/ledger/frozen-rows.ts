import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { rowsDigest } from '#lib/release/rows-digest.ts';
import { TABLES } from '#lib/release/tables.ts';
import { safeRows, type ReleasedValue, type SafeRows } from '../protect/safe-rows.ts';
import { releaseFolder } from '../write/channel.ts';
import type { Ledger } from './ledger.ts';
import { periodTables, rowsByPeriod } from './period-of-row.ts';
import { broken, proven, type PublishedChannel } from './read-ledger.ts';

/**
 * The rows of every period a ledger holds, read back from the release served now and proven by the file's hash and by
 * the digest of each period. They go into the next release as they are, whatever the source says of them today.
 * @param ledger that of the channel, or what is left of it after a withdrawal
 * @throws PublisherError E_LEDGER if rows are missing or differ
 */
export async function frozenRows(published: PublishedChannel, ledger: Ledger): Promise<SafeRows[]> {
  const { channel, release, manifest } = published;
  if (manifest === null || ledger.periods.length === 0) return [];
  const folder = join(channel, releaseFolder(release));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const frozen: SafeRows[] = [];
    for (const table of periodTables(TABLES)) {
      const entries = ledger.periods.filter((entry) => entry.table === table.name);
      if (entries.length === 0) continue;
      const file = manifest.tables.find((entry) => entry.name === table.name);
      if (!file) throw broken(channel, `serves a release without ${table.name}, which its ledger holds`);
      if (!sameColumns(file.columns, table.columns))
        throw broken(channel, `holds ${table.name} with other columns than this version writes`);
      proven(channel, folder, file);
      const reader = await connection.runAndReadAll(
        `select ${table.columns.map((column) => column.name).join(', ')} from read_parquet('${join(folder, file.file).replaceAll("'", "''")}')`
      );
      const rows = rowsByPeriod(table, reader.getRows() as ReleasedValue[][]);
      for (const { period, sha256 } of entries) {
        const own = rows.get(period) ?? [];
        const digest = await rowsDigest(
          table.columns.map((column) => column.name),
          own
        );
        if (digest !== sha256)
          throw broken(channel, `no longer holds the rows of ${table.name} ${period} as published`);
        frozen.push(safeRows(table.name, period, own));
      }
    }
    return frozen;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const sameColumns = (
  a: readonly { readonly name: string; readonly type: string }[],
  b: readonly { readonly name: string; readonly type: string }[]
): boolean =>
  a.length === b.length && a.every((column, i) => column.name === b[i]!.name && column.type === b[i]!.type);
