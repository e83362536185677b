import changed_acceptance from '#queries/atlas/changed_acceptance.sql';
import changed_blocks from '#queries/atlas/changed_blocks.sql';
import changed_chapters from '#queries/atlas/changed_chapters.sql';
import changed_planning from '#queries/atlas/changed_planning.sql';
import changed_totals from '#queries/atlas/changed_totals.sql';
import type { Database } from '#lib/database/database.ts';
import type { ChangedRows } from '#lib/release/changed-series.ts';
import type { WhatChanged } from '#lib/statistics/what-changed.ts';
import type { ScanMessage } from './scan-release.ts';

/** How far the scan of a release is. */
export type ScanState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'scanning'; readonly share: number }
  | { readonly kind: 'found'; readonly found: WhatChanged; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** The part of a `Worker` used here. */
export interface ScanWorker {
  onmessage: ((event: MessageEvent<ScanMessage>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(rows: ChangedRows): void;
  terminate(): void;
}

/** One attempt; `ended` once given up or done, after which nothing it brings is looked at. */
interface Run {
  ended: boolean;
  worker: ScanWorker | null;
}

/**
 * The scan of one release: begins once the engine is ready and at rest while somebody looks on, tells everybody who
 * listens, and is done once. When nobody listens any more before it is done, it is given up, and begins anew for the
 * next who listens.
 */
export class ReleaseScan {
  #state: ScanState = { kind: 'waiting' };
  readonly #listeners = new Set<(state: ScanState) => void>();
  #run: Run | null = null;
  #deaf: (() => void) | null = null;

  constructor(
    private readonly database: Pick<Database, 'all' | 'atRest' | 'onStatus'>,
    private readonly makeWorker: () => Promise<ScanWorker>
  ) {}

  /** Tells of every change of the state, the present one first. @returns end of listening */
  listen(listener: (state: ScanState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    this.#deaf ??= this.database.onStatus(({ phase }) => {
      if (phase === 'ready') this.#begin();
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#giveUp();
    };
  }

  /** Begins again after a failure. */
  retry(): void {
    if (this.#state.kind !== 'failed') return;
    this.#tell({ kind: 'waiting' });
    this.#begin();
  }

  #giveUp(): void {
    this.#deaf?.();
    this.#deaf = null;
    if (this.#state.kind === 'found') return;
    this.#end();
    this.#state = { kind: 'waiting' };
  }

  #end(): void {
    if (this.#run) this.#run.ended = true;
    this.#run?.worker?.terminate();
    this.#run = null;
  }

  #begin(): void {
    if (this.#run || this.#state.kind !== 'waiting') return;
    const run: Run = { ended: false, worker: null };
    this.#run = run;
    this.#scan(run).catch((cause: unknown) => {
      if (run.ended) return;
      this.#end();
      this.#tell({ kind: 'failed', cause });
    });
  }

  async #scan(run: Run): Promise<void> {
    const rows = await this.#rows(() => run.ended);
    if (run.ended || rows === null) return;
    this.#tell({ kind: 'scanning', share: 0 });
    const worker = await this.makeWorker();
    if (run.ended) return worker.terminate();
    run.worker = worker;
    worker.onmessage = ({ data }) => {
      if (run.ended) return;
      if (data.kind === 'progress') return this.#tell({ kind: 'scanning', share: data.share });
      this.#end();
      this.#tell(data.kind === 'found' ? data : { kind: 'failed', cause: new Error(data.reason) });
    };
    worker.onerror = (event) => {
      if (run.ended) return;
      this.#end();
      this.#tell({ kind: 'failed', cause: new Error(event.message || 'worker') });
    };
    worker.postMessage(rows);
  }

  /** The rows of the series, asked for one query after another, each while no reader waits; null if given up. */
  async #rows(ended: () => boolean): Promise<ChangedRows | null> {
    const calm = async (): Promise<boolean> => {
      await this.database.atRest();
      return !ended();
    };
    if (!(await calm())) return null;
    const totals = await this.database.all(changed_totals, {});
    if (!(await calm())) return null;
    const chapters = await this.database.all(changed_chapters, {});
    if (!(await calm())) return null;
    const blocks = await this.database.all(changed_blocks, {});
    if (!(await calm())) return null;
    const planning = await this.database.all(changed_planning, {});
    if (!(await calm())) return null;
    const acceptance = await this.database.all(changed_acceptance, {});
    return { totals, chapters, blocks, planning, acceptance };
  }

  #tell(state: ScanState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

const scans = new WeakMap<Database, ReleaseScan>();

/** The scan of a database's release: one for all who look on, so that a change of filter does not begin it anew. */
export function scanOf(database: Database): ReleaseScan {
  let scan = scans.get(database);
  if (!scan) {
    scan = new ReleaseScan(database, async () => {
      const { default: WhatChangedWorker } = await import('./what-changed.worker.ts?worker');
      return new WhatChangedWorker() as ScanWorker;
    });
    scans.set(database, scan);
  }
  return scan;
}
