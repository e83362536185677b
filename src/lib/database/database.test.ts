import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#lib/release/hash.ts';
import { parseQuery, questionKey } from '#lib/release/query.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { TRUSTED } from '../../../tests/support/tiny-release.ts';
import { Database, type StartEngine } from './database.ts';
import type { OpenRelease } from './open-release.ts';
import { openRelease, readReleaseIndex } from './open-release.ts';
import { NOTHING_SEEN } from './seen-releases.ts';
import { tablesOfQuery } from './tables-of-query.ts';
import { verifiedBytes } from './verified-bytes.ts';

const query = parseQuery('visits', 'select $area as area, $year as year');
const release = {
  channel: 'region',
  folder: '/',
  manifest: { release: 1, tables: [] },
  snapshot: {
    release: 1,
    answers: [
      {
        key: questionKey(query, { area: '04', year: 2025 }),
        names: ['area', 'year'],
        columns: [['04'], [2025]]
      }
    ]
  }
} as unknown as OpenRelease;

function counting(): { start: StartEngine; asked: unknown[][]; starts: () => number } {
  const asked: unknown[][] = [];
  let starts = 0;
  return {
    asked,
    starts: () => starts,
    start: async () => {
      starts++;
      return {
        ask: async (_query, values) => (asked.push([...values]), [{ area: values[0]!, year: values[1]! }]),
        close: () => {}
      };
    }
  };
}

describe('the database', () => {
  it('answers the default view from the snapshot without starting the engine', async () => {
    const engine = counting();
    const database = new Database(release, engine.start);
    expect(await database.all(query, { area: '04', year: 2025 })).toEqual([{ area: '04', year: 2025 }]);
    expect(engine.starts()).toBe(0);
    expect(database.counts).toEqual({ snapshot: 1, cache: 0, engine: 0, prefetched: 0 });
  });

  it('asks the engine once for one question, however often and at once it is asked', async () => {
    const engine = counting();
    const database = new Database(release, engine.start);
    await Promise.all([1, 2, 3].map(() => database.all(query, { area: '0401', year: 2024 })));
    await database.all(query, { area: '0401', year: 2024 });
    expect(engine.asked).toEqual([['0401', 2024]]);
    expect(engine.starts()).toBe(1);
    expect(database.counts).toEqual({ snapshot: 0, cache: 1, engine: 1, prefetched: 0 });
  });

  it('tells how the engine fares, and starts it anew after a failure', async () => {
    const good = counting();
    let fail = true;
    const database = new Database(release, (...args) =>
      fail ? Promise.reject(new ReleaseError('E_ENGINE_START')) : good.start(...args)
    );
    const phases: string[] = [];
    database.onStatus((status) => phases.push(status.phase));
    await expect(database.all(query, { area: 'x', year: 1 })).rejects.toMatchObject({
      code: 'E_ENGINE_START'
    });
    fail = false;
    await database.all(query, { area: 'x', year: 1 });
    expect(phases).toEqual(['idle', 'starting', 'failed', 'starting', 'ready']);
  });

  it('answers what may be asked next while nobody waits, and stops for another choice', async () => {
    const engine = counting();
    const database = new Database(release, engine.start);
    const next = (years: number[]) => years.map((year) => ({ query, params: { area: 'a', year } }));
    await database.prefetch(next([1, 2]));
    expect(engine.asked).toEqual([]);
    await database.all(query, { area: 'a', year: 0 });
    const first = database.prefetch(next([1, 2, 3, 4]));
    await Promise.all([first, database.prefetch(next([7, 8]))]);
    expect(engine.asked.length).toBeLessThan(7);
    expect(engine.asked).toContainEqual(['a', 8]);
    await database.all(query, { area: 'a', year: 8 });
    expect(database.counts.cache).toBe(1);
  });

  it('keeps of an answer about every place the rows of each as the answer about that place', async () => {
    let asked = 0;
    const database = new Database(release, async () => ({
      ask: async () => {
        asked++;
        return [
          { place: 'a', visits: 1 },
          { place: 'b', visits: 2 },
          { place: 'a', visits: null }
        ];
      },
      close: () => {}
    }));
    const everywhere = { query: { name: 'everywhere', text: 'select', params: [] }, params: {} };
    const partOf = (area: string) => ({ query, params: { area, year: 1 } });
    await database.all(query, { area: 'c', year: 1 });
    await database.prefetch([{ ...everywhere, partOf }]);
    await database.prefetch([{ ...everywhere, partOf }]);
    expect(await database.all(query, { area: 'a', year: 1 })).toEqual([{ visits: 1 }, { visits: null }]);
    expect(await database.all(query, { area: 'b', year: 1 })).toEqual([{ visits: 2 }]);
    expect(asked).toBe(2);
    expect(database.counts).toMatchObject({ cache: 2, engine: 2, prefetched: 1 });
  });

  it('tells whoever listens of a table that is not what was published, and of no other failure', async () => {
    const told: string[] = [];
    for (const code of ['E_DATA_HASH', 'E_DATA_MISSING', 'E_QUERY', 'E_SCHEMA_MISSING_COLUMN'] as const) {
      const database = new Database(release, async () => ({
        ask: async () => Promise.reject(new ReleaseError(code)),
        close: () => {}
      }));
      database.onRefused((error) => told.push(error.code));
      await expect(database.all(query, { area: 'x', year: 1 })).rejects.toMatchObject({ code });
    }
    const unstarted = new Database(release, async () => Promise.reject(new ReleaseError('E_DATA_HASH')));
    const stop = unstarted.onRefused((error) => told.push(`start ${error.code}`));
    await expect(unstarted.all(query, { area: 'x', year: 1 })).rejects.toMatchObject({ code: 'E_DATA_HASH' });
    stop();
    await expect(unstarted.all(query, { area: 'x', year: 2 })).rejects.toMatchObject({ code: 'E_DATA_HASH' });
    expect(told).toEqual(['E_DATA_HASH', 'E_DATA_MISSING', 'start E_DATA_HASH']);
  });

  it('has no engine while prerendering and says so', async () => {
    await expect(new Database(release, null).all(query, { area: 'x', year: 1 })).rejects.toMatchObject({
      code: 'E_UNSUPPORTED'
    });
  });
});

const bytes = new TextEncoder().encode('a released file');
const entry = async () => ({ file: 'tables/x.parquet', sha256: await sha256Hex(bytes), bytes: bytes.length });
const answering = (...answers: (Response | Error)[]) => {
  const waits: number[] = [];
  let i = 0;
  return {
    waits,
    effects: {
      fetch: async () => {
        const answer = answers[Math.min(i++, answers.length - 1)]!;
        if (answer instanceof Error) throw answer;
        return answer.clone();
      },
      wait: async (ms: number) => void waits.push(ms)
    }
  };
};

describe('a released file', () => {
  it('is taken after a broken connection, when its hash is right', async () => {
    const { effects, waits } = answering(
      new Error('gone'),
      new Response('', { status: 500 }),
      new Response(bytes)
    );
    expect(await verifiedBytes('/x', await entry(), effects)).toEqual(bytes);
    expect(waits).toEqual([500, 1000]);
  });
  it('is refused after three more tries when it is not there', async () => {
    const { effects, waits } = answering(new Response('', { status: 404 }));
    await expect(verifiedBytes('/x', await entry(), effects)).rejects.toMatchObject({
      code: 'E_DATA_MISSING'
    });
    expect(waits).toEqual([500, 1000, 2000]);
  });
  it('is refused whatever single bit is flipped, and at any other length', async () => {
    const known = await entry();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = bytes.slice();
        changed[bit >> 3]! ^= 1 << (bit & 7);
        await expect(
          verifiedBytes('/x', known, answering(new Response(changed)).effects)
        ).rejects.toMatchObject({ code: 'E_DATA_HASH' });
      })
    );
    for (let length = 0; length < bytes.length; length++)
      await expect(
        verifiedBytes('/x', known, answering(new Response(bytes.slice(0, length))).effects)
      ).rejects.toMatchObject({ code: 'E_DATA_HASH' });
  });
});

describe('opening a release', () => {
  const site = (files: Record<string, string>) => ({
    fetch: async (url: string) =>
      url in files ? new Response(files[url]) : new Response('<!doctype html>', { status: 404 }),
    wait: async () => {},
    trusted: TRUSTED,
    seen: NOTHING_SEEN
  });
  it('ends in a code for a page of HTML, a missing pointer, a channel that is no name', async () => {
    const html = { fetch: async () => new Response('<!doctype html>'), wait: async () => {} };
    await expect(readReleaseIndex(html, '')).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
    await expect(openRelease(site({}), '', 'region')).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
    await expect(
      readReleaseIndex(site({ '/releases/index.json': '{"default":"../etc","channels":["../etc"]}' }), '')
    ).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
    await expect(
      openRelease(site({ '/releases/region/current.json': '{"release":"1"}' }), '', 'region')
    ).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
  });
});

describe('the tables of a query', () => {
  const tables = ['visits_by_age', 'flows', 'stays', 'rhythm'];
  it('are those it names, wherever and in whatever case', () => {
    expect(tablesOfQuery('select * from Flows f join (select 1 from stays) using (unit)', tables)).toEqual([
      'flows',
      'stays'
    ]);
    expect(tablesOfQuery('from "rhythm" select count(*)', tables)).toEqual(['rhythm']);
  });
  it('are not those in its comments and texts, nor parts of longer names', () => {
    expect(
      tablesOfQuery("select 'flows', overflows /* stays */ from visits_by_age -- rhythm", tables)
    ).toEqual(['visits_by_age']);
  });
});
