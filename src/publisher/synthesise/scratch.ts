import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** A database that drawn months are kept in until the source is written. */
export interface Scratch {
  readonly connection: DuckDBConnection;
  /** Writes the rows of a query, in their order, to TABLE.parquet of the source. */
  readonly copy: (table: string, select: string) => Promise<unknown>;
}

/**
 * Opens a scratch database in a folder, lets it be used, and removes it. One thread writes, so that the same rows are the
 * same bytes.
 */
export async function withScratch<T>(out: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const path = join(out, '.scratch.duckdb');
  rmSync(path, { force: true });
  const instance = await DuckDBInstance.create(path, {
    threads: '1',
    memory_limit: '128MB',
    temp_directory: join(out, '.scratch')
  });
  const connection = await instance.connect();
  const copy: Scratch['copy'] = (table, select) =>
    connection.run(
      `copy (${select}) to '${join(out, `${table}.parquet`).replaceAll("'", "''")}' (format parquet, compression zstd)`
    );
  try {
    return await work({ connection, copy });
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const file of [path, `${path}.wal`, join(out, '.scratch')])
      rmSync(file, { recursive: true, force: true });
  }
}
