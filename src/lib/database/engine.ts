import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { TableEntry } from '#lib/release/manifest.ts';
import type { Query, QueryValue } from '#lib/release/query.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import type { OpenRelease } from './open-release.ts';
import LoadTableWorker from './load-table.worker.ts?worker';
import type { LoadTable, TableLoaded } from './load-table.worker.ts';

/** How long the engine may take to start; without WebAssembly permission it would hang for ever without a word. */
const WATCHDOG_MS = 15_000;

export type Progress = (phase: 'engine' | 'tables', share: number) => void;

/** A started engine with the release's tables, locked against files, network and settings. */
export interface Engine {
  /** Rows of one query, as objects of plain numbers, texts and nulls. */
  ask(
    query: Pick<Query, 'name' | 'text'>,
    values: readonly QueryValue[]
  ): Promise<Record<string, QueryValue>[]>;
  close(): void;
}

const EXACT_TABLES = (entry: TableEntry) => entry.protection === 'exact';

/**
 * Starts DuckDB in a worker of its own, loads every table of the release into it and locks it.
 * @throws ReleaseError E_UNSUPPORTED, E_ENGINE_START, E_DATA_HASH, E_DATA_MISSING, E_SCHEMA_MISSING_COLUMN
 */
export async function startEngine(release: OpenRelease, progress: Progress): Promise<Engine> {
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function')
    throw new ReleaseError('E_UNSUPPORTED', { lacks: 'WebAssembly' });
  // tables come down while the engine starts; the loader stops at the first one that is not right
  const tables = loadTables(release, progress);
  tables.catch(() => {});
  const worker = new Worker(new URL(workerUrl, location.href));
  try {
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) =>
        reject(new ReleaseError('E_ENGINE_START', { reason: event.message || 'worker' }))
      );
      setTimeout(
        () =>
          reject(new ReleaseError('E_ENGINE_START', { reason: `no answer within ${WATCHDOG_MS / 1000} s` })),
        WATCHDOG_MS
      );
    });
    failed.catch(() => {});
    progress('engine', 0);
    await Promise.race([database.instantiate(new URL(wasmUrl, location.href).href), failed]).catch(
      (cause: unknown) => {
        throw cause instanceof ReleaseError
          ? cause
          : new ReleaseError('E_ENGINE_START', { reason: 'WebAssembly' }, { cause });
      }
    );
    await database.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
    const connection = await database.connect();
    await connection.query('set autoload_known_extensions = false');
    await connection.query('set autoinstall_known_extensions = false');
    progress('engine', 1);
    for (const { name, ipc } of await tables)
      await connection.insertArrowFromIPCStream(ipc, { name, create: true });
    await connection.query("set memory_limit = '512MB'");
    await connection.query('set enable_external_access = false');
    await connection.query('set lock_configuration = true');
    return engineOf(connection, worker);
  } catch (cause) {
    worker.terminate();
    throw cause instanceof ReleaseError
      ? cause
      : new ReleaseError(
          'E_ENGINE_START',
          { reason: cause instanceof Error ? cause.name : 'unknown' },
          { cause }
        );
  }
}

function engineOf(connection: AsyncDuckDBConnection, worker: Worker): Engine {
  let turn: Promise<unknown> = Promise.resolve();
  const run = async (query: Pick<Query, 'name' | 'text'>, values: readonly QueryValue[]) => {
    try {
      const statement = await connection.prepare(query.text);
      try {
        const table = await statement.query(...values);
        const names = table.schema.fields.map((field) => field.name);
        const columns = names.map((_, i) => table.getChildAt(i)!);
        return Array.from({ length: table.numRows }, (_, row) =>
          Object.fromEntries(names.map((name, c) => [name, columns[c]!.get(row) as QueryValue]))
        );
      } finally {
        await statement.close();
      }
    } catch (cause) {
      throw new ReleaseError('E_QUERY', { query: query.name }, { cause });
    }
  };
  return {
    ask: (query, values) => {
      const answer = turn.then(() => run(query, values));
      turn = answer.catch(() => {});
      return answer;
    },
    close: () => worker.terminate()
  };
}

async function loadTables(
  release: OpenRelease,
  progress: Progress
): Promise<{ name: string; ipc: Uint8Array }[]> {
  const { tables } = release.manifest;
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  let loaded = 0;
  // the two large tables get a worker each; the small public ones share the second
  const workers = [new LoadTableWorker(), new LoadTableWorker()];
  try {
    const lanes = [
      tables.filter(EXACT_TABLES).slice(0, 1),
      tables.filter((t) => !tables.filter(EXACT_TABLES).slice(0, 1).includes(t))
    ];
    const results = await Promise.all(
      lanes.map(async (lane, i) => {
        const out: { name: string; ipc: Uint8Array }[] = [];
        for (const entry of lane) {
          out.push(
            await loadTable(workers[i]!, {
              url: new URL(`${release.folder}${entry.file}`, location.href).href,
              entry
            })
          );
          loaded += entry.bytes;
          progress('tables', loaded / bytes);
        }
        return out;
      })
    );
    return results.flat();
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

function loadTable(worker: Worker, request: LoadTable): Promise<{ name: string; ipc: Uint8Array }> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<TableLoaded>) =>
      'ipc' in data ? resolve(data) : reject(new ReleaseError(data.code, data.details));
    worker.onerror = (event) =>
      reject(new ReleaseError('E_ENGINE_START', { reason: event.message || 'table worker' }));
    worker.postMessage(request);
  });
}
