import { questionKey, type Query, type QueryValue } from '#lib/release/query.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { rowsOfAnswer } from '#lib/release/snapshot.ts';
import type { Engine, Progress } from './engine.ts';
import type { OpenRelease } from './open-release.ts';

/** How far the engine is. `share` runs 0–1 within the phase. */
export type EngineStatus =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting'; readonly share: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: ReleaseError };

export type StartEngine = (release: OpenRelease, progress: Progress) => Promise<Engine>;

/** Answers kept, by rough size of their rows. */
const CACHE_BYTES = 4_000_000;
/** How long a reader must not have asked before answers are fetched ahead. */
const READER_AT_REST_MS = 250;

type Rows = readonly Record<string, QueryValue>[];

interface Asked {
  readonly query: Pick<Query, 'name' | 'text' | 'params'>;
  readonly params: Readonly<Record<string, QueryValue>>;
}

/** A question a reader may ask next. */
export interface Ahead extends Asked {
  /** For a question about every place at once, with the column `place`: the question its rows of one place answer. */
  readonly partOf?: (place: string) => Asked;
}

/**
 * Answers questions about one release: from its snapshot, then from answers already given, then from the engine,
 * which starts when it is first needed or when the page is at rest.
 */
export class Database {
  readonly #snapshot: ReadonlyMap<string, Rows>;
  readonly #given = new Map<string, { rows: Rows; bytes: number }>();
  readonly #asked = new Map<string, Promise<Rows>>();
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  readonly #alarmed = new Set<(error: ReleaseError) => void>();
  #bytes = 0;
  #engine: Promise<Engine> | undefined;
  #status: EngineStatus = { phase: 'idle' };
  /** How often each source answered: an optimisation that silently stops firing shows here. */
  readonly counts = { snapshot: 0, cache: 0, engine: 0, prefetched: 0 };
  #round = 0;
  #lastAsked = Number.NEGATIVE_INFINITY;

  constructor(
    readonly release: OpenRelease,
    private readonly startEngine: StartEngine | null
  ) {
    this.#snapshot = new Map(release.snapshot.answers.map((answer) => [answer.key, rowsOfAnswer(answer)]));
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Tells of every change of the engine's status, the present one first. @returns end of listening */
  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => this.#listeners.delete(listener);
  }

  /** Tells when a table of the release is not there or not what was published. @returns end of listening */
  onRefused(listener: (error: ReleaseError) => void): () => void {
    this.#alarmed.add(listener);
    return () => this.#alarmed.delete(listener);
  }

  /** Starts the engine if it has not been started; safe to call again after a failure. */
  start(): void {
    void this.#ready().catch(() => {});
  }

  /**
   * The rows of a query.
   * @throws ReleaseError of the engine's start, or E_QUERY naming the query
   */
  all<Row, Params extends Record<string, QueryValue>>(
    query: Query<Row, Params>,
    params: Params
  ): Promise<readonly Row[]> {
    return this.#rows(query as unknown as Query, params) as unknown as Promise<readonly Row[]>;
  }

  /** Waits until nobody waits for an answer: a reader's own questions go first, and whoever has just asked is likely to ask again. */
  async atRest(): Promise<void> {
    for (let quiet = 0; quiet < READER_AT_REST_MS; quiet = performance.now() - this.#lastAsked) {
      if (this.#asked.size > 0) await Promise.allSettled([...this.#asked.values()]);
      const rest = READER_AT_REST_MS - (performance.now() - this.#lastAsked);
      if (rest <= 0) break;
      await new Promise((done) => setTimeout(done, rest));
    }
  }

  /**
   * Answers questions a reader may ask next, one after another while nobody waits; a later call ends an earlier one.
   * Does nothing before the engine runs.
   */
  async prefetch(questions: readonly Ahead[]): Promise<void> {
    const round = ++this.#round;
    for (const { query, params, partOf } of questions) {
      await this.atRest();
      if (round !== this.#round || this.#status.phase !== 'ready') return;
      const key = questionKey(query, params);
      if (this.#snapshot.has(key) || this.#given.has(key)) continue;
      this.counts.prefetched++;
      const asked = this.#ask(key, query, params).finally(() => this.#asked.delete(key));
      this.#asked.set(key, asked);
      const rows = await asked.catch(() => []);
      if (partOf) this.#share(rows, partOf);
    }
  }

  /** Keeps the rows of each place as the answer to the question about it. */
  #share(rows: Rows, partOf: (place: string) => Asked): void {
    const parts = new Map<string, Record<string, QueryValue>[]>();
    for (const { place, ...row } of rows) {
      const part = parts.get(place as string);
      if (part) part.push(row);
      else parts.set(place as string, [row]);
    }
    for (const [place, part] of parts) {
      const { query, params } = partOf(place);
      const key = questionKey(query, params);
      if (!this.#snapshot.has(key) && !this.#given.has(key)) this.#keep(key, part);
    }
  }

  async #rows(query: Query, params: Readonly<Record<string, QueryValue>>): Promise<Rows> {
    const key = questionKey(query, params);
    const prepared = this.#snapshot.get(key);
    if (prepared) {
      this.counts.snapshot++;
      return prepared;
    }
    const given = this.#given.get(key);
    if (given) {
      this.counts.cache++;
      this.#given.delete(key);
      this.#given.set(key, given);
      return given.rows;
    }
    this.#lastAsked = performance.now();
    let asked = this.#asked.get(key);
    if (!asked) {
      asked = this.#ask(key, query, params).finally(() => this.#asked.delete(key));
      this.#asked.set(key, asked);
    }
    return asked;
  }

  async #ask(
    key: string,
    query: Pick<Query, 'name' | 'text' | 'params'>,
    params: Readonly<Record<string, QueryValue>>
  ): Promise<Rows> {
    const engine = await this.#ready();
    this.counts.engine++;
    const rows = await engine
      .ask(
        query,
        query.params.map((name) => params[name] ?? null)
      )
      .catch((cause: unknown) => {
        if (cause instanceof ReleaseError) this.#alarm(cause);
        throw cause;
      });
    this.#keep(key, rows);
    return rows;
  }

  #keep(key: string, rows: Rows): void {
    const bytes = rows.length * Object.keys(rows[0] ?? {}).length * 16;
    this.#given.set(key, { rows, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: size }] of this.#given) {
      if (this.#bytes <= CACHE_BYTES) break;
      this.#given.delete(oldest);
      this.#bytes -= size;
    }
  }

  #ready(): Promise<Engine> {
    const { startEngine } = this;
    if (!startEngine)
      return Promise.reject(new ReleaseError('E_UNSUPPORTED', { lacks: 'an engine while prerendering' }));
    if (!this.#engine) {
      this.#tell({ phase: 'starting', share: 0 });
      const shares = { engine: 0, tables: 0 };
      this.#engine = startEngine(this.release, (phase, share) => {
        shares[phase] = share;
        if (this.#status.phase === 'starting')
          this.#tell({ phase: 'starting', share: 0.6 * shares.engine + 0.4 * shares.tables });
      }).then(
        (engine) => {
          this.#tell({ phase: 'ready' });
          return engine;
        },
        (cause: unknown) => {
          this.#engine = undefined;
          const error =
            cause instanceof ReleaseError
              ? cause
              : new ReleaseError('E_ENGINE_START', { reason: 'unknown' }, { cause });
          this.#tell({ phase: 'failed', error });
          this.#alarm(error);
          throw error;
        }
      );
    }
    return this.#engine;
  }

  #alarm(error: ReleaseError): void {
    if (error.code === 'E_DATA_HASH' || error.code === 'E_DATA_MISSING')
      for (const listener of this.#alarmed) listener(error);
  }

  #tell(status: EngineStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}
