import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { TableEntry } from '#lib/release/manifest.ts';
import type { Query, QueryValue } from '#lib/release/query.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import type { OpenRelease } from './open-release.ts';
import { TableLoader, type LoadedTable } from './table-loader.ts';
import { tablesOfQuery } from './tables-of-query.ts';

/** How long the engine may take to start; without WebAssembly permission it would hang for ever without a word. */
const WATCHDOG_MS = 15_000;

export type Progress = (phase: 'engine' | 'tables', share: number) => void;

/** A started engine with the release's tables, locked against files, network and settings. */
export interface Engine {
  /** Rows of one query, as objects of plain numbers, texts and nulls; tables it names come first if they are not there. */
  ask(
    query: Pick<Query, 'name' | 'text'>,
    values: readonly QueryValue[]
  ): Promise<Record<string, QueryValue>[]>;
  close(): void;
}

/** What every page needs; a rounded table comes when a query first names it. */
const NEEDED_FIRST = (entry: TableEntry): boolean => entry.protection !== 'rounded';

/**
 * Starts DuckDB in a worker of its own, loads the exact and public tables of the release into it and locks it.
 * @throws ReleaseError E_UNSUPPORTED, E_ENGINE_START, E_DATA_HASH, E_DATA_MISSING
 */
export async function startEngine(release: OpenRelease, progress: Progress): Promise<Engine> {
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function')
    throw new ReleaseError('E_UNSUPPORTED', { lacks: 'WebAssembly' });
  const loader = new TableLoader(release);
  // tables come down while the engine starts; the loader stops at the first one that is not right
  const first = loader.start(release.manifest.tables.filter(NEEDED_FIRST), (share) =>
    progress('tables', share)
  );
  first.catch(() => {});
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
    // a table that is not right ends the start at once: nobody waits for an engine that would have nothing to show
    const refused = new Promise<never>((_, reject) => void first.catch(reject));
    await Promise.race([database.instantiate(new URL(wasmUrl, location.href).href), failed, refused]).catch(
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
    const { tables, unfit } = await first;
    for (const table of tables) await insert(connection, table);
    await connection.query("set memory_limit = '512MB'");
    await connection.query('set enable_external_access = false');
    await connection.query('set lock_configuration = true');
    return new TableEngine(release, loader, connection, worker, unfit);
  } catch (cause) {
    worker.terminate();
    loader.end();
    throw cause instanceof ReleaseError
      ? cause
      : new ReleaseError(
          'E_ENGINE_START',
          { reason: cause instanceof Error ? cause.name : 'unknown' },
          { cause }
        );
  }
}

const insert = (connection: AsyncDuckDBConnection, { name, ipc }: LoadedTable): Promise<void> =>
  connection.insertArrowFromIPCStream(ipc, { name, create: true });

class TableEngine implements Engine {
  readonly #entries: ReadonlyMap<string, TableEntry>;
  /** Tables that are there or on their way, by name. */
  readonly #present: Map<string, Promise<void>>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    release: OpenRelease,
    private readonly loader: TableLoader,
    private readonly connection: AsyncDuckDBConnection,
    private readonly worker: Worker,
    private readonly unfit: ReadonlyMap<string, ReleaseError>
  ) {
    const { tables } = release.manifest;
    this.#entries = new Map(tables.map((entry) => [entry.name, entry]));
    this.#present = new Map(tables.filter(NEEDED_FIRST).map(({ name }) => [name, Promise.resolve()]));
  }

  async ask(
    query: Pick<Query, 'name' | 'text'>,
    values: readonly QueryValue[]
  ): Promise<Record<string, QueryValue>[]> {
    await Promise.all(tablesOfQuery(query.text, this.#entries.keys()).map((name) => this.#table(name)));
    return this.#inTurn(() => this.#rows(query, values));
  }

  close(): void {
    this.worker.terminate();
    this.loader.end();
  }

  /** Brings a table in, once; one that failed is tried again when it is next asked for. */
  #table(name: string): Promise<void> {
    const unfit = this.unfit.get(name);
    if (unfit) return Promise.reject(unfit);
    let table = this.#present.get(name);
    if (!table) {
      table = this.loader
        .load(this.#entries.get(name)!)
        .then((loaded) => this.#inTurn(() => insert(this.connection, loaded)));
      table.catch(() => this.#present.delete(name));
      this.#present.set(name, table);
    }
    return table;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #rows(
    query: Pick<Query, 'name' | 'text'>,
    values: readonly QueryValue[]
  ): Promise<Record<string, QueryValue>[]> {
    try {
      const statement = await this.connection.prepare(query.text);
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
  }
}
