import { describe, expect, it } from 'vitest';
import type { EngineStatus } from '#lib/database/database.ts';
import { ReleaseScan, type ScanState, type ScanWorker } from './release-scan.ts';
import type { ScanMessage } from './scan-release.ts';

/** A database whose engine is ready when told so. */
function slowDatabase(fails = false) {
  const listeners = new Set<(status: EngineStatus) => void>();
  let status: EngineStatus = { phase: 'idle' };
  const asked: string[] = [];
  return {
    asked,
    ready: () => {
      status = { phase: 'ready' };
      for (const listener of listeners) listener(status);
    },
    atRest: () => Promise.resolve(),
    onStatus: (listener: (status: EngineStatus) => void) => {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    all: (query: { name: string }) => {
      asked.push(query.name);
      return fails ? Promise.reject(new Error('E_QUERY')) : Promise.resolve([]);
    }
  };
}

class FakeWorker implements ScanWorker {
  onmessage: ScanWorker['onmessage'] = null;
  onerror: ScanWorker['onerror'] = null;
  posted: unknown[] = [];
  ended = false;
  postMessage(rows: unknown): void {
    this.posted.push(rows);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: ScanMessage): void {
    this.onmessage?.({ data } as MessageEvent<ScanMessage>);
  }
}

const found = { judged: 1, notJudged: 0, tests: 13, told: [], candidates: [] };
const settled = () => new Promise((done) => setTimeout(done, 5));

function scanOn(database: ReturnType<typeof slowDatabase>) {
  const workers: FakeWorker[] = [];
  const scan = new ReleaseScan(database as unknown as ConstructorParameters<typeof ReleaseScan>[0], () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return Promise.resolve(worker);
  });
  const heard: ScanState[] = [];
  return { scan, workers, heard, listen: () => scan.listen((state) => heard.push(state)) };
}

describe('the scan of a release', () => {
  it('waits for the engine, asks for every kind of series, and is done once for all who listen', async () => {
    const database = slowDatabase();
    const { scan, workers, heard, listen } = scanOn(database);
    listen();
    await settled();
    expect([database.asked, workers, heard]).toEqual([[], [], [{ kind: 'waiting' }]]);
    database.ready();
    await settled();
    expect(database.asked).toEqual([
      'changed_totals',
      'changed_chapters',
      'changed_blocks',
      'changed_planning',
      'changed_acceptance'
    ]);
    workers[0]!.say({ kind: 'progress', share: 0.5 });
    workers[0]!.say({ kind: 'found', found, milliseconds: 7 });
    expect(heard.map(({ kind }) => kind)).toEqual(['waiting', 'scanning', 'scanning', 'found']);
    expect(workers[0]!.ended).toBe(true);
    const later: ScanState[] = [];
    scan.listen((state) => later.push(state));
    database.ready();
    await settled();
    expect(later).toEqual([{ kind: 'found', found, milliseconds: 7 }]);
    expect(workers).toHaveLength(1);
  });

  it('is given up when nobody listens any more, and what comes late is dropped', async () => {
    const database = slowDatabase();
    const { scan, workers, heard, listen } = scanOn(database);
    const leave = listen();
    database.ready();
    await settled();
    leave();
    expect(workers[0]!.ended).toBe(true);
    workers[0]!.say({ kind: 'found', found, milliseconds: 7 });
    expect(heard.at(-1)).toEqual({ kind: 'scanning', share: 0 });
    const again: ScanState[] = [];
    scan.listen((state) => again.push(state));
    await settled();
    workers[1]!.say({ kind: 'found', found, milliseconds: 8 });
    expect(again.map(({ kind }) => kind)).toEqual(['waiting', 'scanning', 'found']);
  });

  it('makes no worker when it is given up while the series are asked for', async () => {
    const database = slowDatabase();
    const { workers, listen } = scanOn(database);
    const leave = listen();
    database.ready();
    leave();
    await settled();
    expect(workers).toEqual([]);
  });

  it('tells a failure of a query, of the scan and of the worker, and can be begun again', async () => {
    const broken = scanOn(slowDatabase(true));
    broken.listen();
    const database = slowDatabase();
    const { scan, workers, heard, listen } = scanOn(database);
    listen();
    database.ready();
    await settled();
    workers[0]!.say({ kind: 'failed', reason: 'no' });
    expect(heard.at(-1)).toMatchObject({ kind: 'failed', cause: { message: 'no' } });
    scan.retry();
    await settled();
    workers[1]!.onerror?.({ message: 'gone' } as ErrorEvent);
    expect(heard.at(-1)).toMatchObject({ kind: 'failed', cause: { message: 'gone' } });
    expect(workers.every(({ ended }) => ended)).toBe(true);

    const failing = slowDatabase(true);
    const third = scanOn(failing);
    third.listen();
    failing.ready();
    await settled();
    expect(third.heard.at(-1)).toMatchObject({ kind: 'failed', cause: { message: 'E_QUERY' } });
    expect(third.workers).toEqual([]);
  });
});
