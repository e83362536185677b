import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** A database of the records for one run: it spills to a folder of its own and goes with it, whatever happens. */
export async function inScratchDatabase<T>(
  { threads, memory }: { readonly threads: number; readonly memory: string },
  work: (connection: DuckDBConnection) => Promise<T>
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'care-atlas-'));
  try {
    const instance = await DuckDBInstance.create(join(scratch, 'visits.duckdb'), {
      threads: String(threads),
      memory_limit: memory,
      temp_directory: join(scratch, 'spill')
    });
    const connection = await instance.connect();
    try {
      // what is thrown away need not be written out first
      await connection.run('pragma disable_checkpoint_on_shutdown');
      return await work(connection);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
