import type { TableEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import LoadTableWorker from './load-table.worker.ts?worker';
import type { LoadTable, TableLoaded } from './load-table.worker.ts';
import type { OpenRelease } from './open-release.ts';

/** A verified table as the engine takes it in. */
export interface LoadedTable {
  readonly name: string;
  readonly ipc: Uint8Array;
}

/** A worker that takes one table after another. */
class Lane {
  readonly #worker = new LoadTableWorker();
  #last: Promise<unknown> = Promise.resolve();

  load(request: LoadTable): Promise<LoadedTable> {
    const table = this.#last.then(() => this.#take(request));
    this.#last = table.catch(() => {});
    return table;
  }

  #take(request: LoadTable): Promise<LoadedTable> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<TableLoaded>) =>
        'ipc' in data ? resolve(data) : reject(new ReleaseError(data.code, data.details));
      this.#worker.onerror = (event) =>
        reject(new ReleaseError('E_ENGINE_START', { reason: event.message || 'table worker' }));
      this.#worker.postMessage(request);
    });
  }

  end(): void {
    this.#worker.terminate();
  }
}

/** Fetches, verifies and decodes tables of a release in workers of its own. */
export class TableLoader {
  readonly #request: Omit<LoadTable, 'entry'>;
  #lane: Lane | undefined;

  constructor({ folder, kept }: Pick<OpenRelease, 'folder' | 'kept'>) {
    this.#request = { folder: new URL(folder, location.href).href, kept };
  }

  /**
   * The tables a start needs: the first one, the largest, has a worker to itself. A table that lacks a column is left
   * out and named; any other that is not right ends the start.
   * @param progress share of the bytes, 0–1
   */
  async start(
    entries: readonly TableEntry[],
    progress: (share: number) => void
  ): Promise<{ tables: LoadedTable[]; unfit: Map<string, ReleaseError> }> {
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    const unfit = new Map<string, ReleaseError>();
    let loaded = 0;
    const first = new Lane();
    const second = (this.#lane ??= new Lane());
    try {
      const tables = await Promise.all(
        entries.map(async (entry, i) => {
          const table = await (i === 0 ? first : second)
            .load({ ...this.#request, entry })
            .catch((cause: unknown) => {
              if (!(cause instanceof ReleaseError) || cause.code !== 'E_SCHEMA_MISSING_COLUMN') throw cause;
              unfit.set(entry.name, cause);
              return null;
            });
          progress((loaded += entry.bytes) / bytes);
          return table;
        })
      );
      return { tables: tables.filter((table) => table !== null), unfit };
    } finally {
      first.end();
    }
  }

  /** One more table. @throws ReleaseError E_DATA_HASH, E_DATA_MISSING, E_SCHEMA_MISSING_COLUMN */
  load(entry: TableEntry): Promise<LoadedTable> {
    return (this.#lane ??= new Lane()).load({ ...this.#request, entry });
  }

  end(): void {
    this.#lane?.end();
    this.#lane = undefined;
  }
}
