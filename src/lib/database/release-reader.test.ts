import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReleaseError } from '#lib/release/release-error.ts';
import { memoryStorage, MemoryStores } from '../../../tests/support/device.ts';
import { flipTrials } from '../../../tests/support/flip-trials.ts';
import { KEY, tinyRelease, tinySite, TRUSTED } from '../../../tests/support/tiny-release.ts';
import { forgetOthers, storeName, WHOLE } from './device-stores.ts';
import type { OpenRelease } from './open-release.ts';
import { ReleaseReader } from './release-reader.ts';
import { seenInBrowser } from './seen-releases.ts';

const FOLDER = (release: number) => `/releases/region/${String(release).padStart(6, '0')}/`;

/** A device with its memory, and a reader on it that waits for nothing. */
function device(trusted = TRUSTED) {
  const storage = memoryStorage();
  const stores = new MemoryStores();
  const seen = seenInBrowser(() => storage);
  const reader = () =>
    new ReleaseReader({
      trusted,
      seen,
      stores: stores.asCaches,
      patience: (fetch) => ({ fetch, wait: async () => {} })
    });
  return { storage, stores, seen, reader };
}

/** Keeps a release as the worker does. */
async function keep(stores: MemoryStores, { channel, folder, manifest, bytes }: OpenRelease): Promise<void> {
  const store = await stores.open(storeName(channel, manifest.release));
  const put = (file: string, content: Uint8Array) =>
    store.put(`${folder}${file}`, new Response(new Uint8Array(content)));
  await put('manifest.json', bytes.manifest);
  await put('manifest.sig', bytes.signature);
  await put('snapshot.json', bytes.snapshot);
  await put(WHOLE, new Uint8Array());
  await forgetOthers(stores.asCaches, channel, manifest.release);
}

describe('opening a release', () => {
  it('takes one that is signed, whole and new enough, and remembers it with its key', async () => {
    const site = tinySite([{ release: 3 }], 3);
    const { reader, seen } = device();
    const shown = await reader().open([site.fetch], '', 'region');
    expect(shown).toMatchObject({ standing: 'served', failed: null, firstWay: true });
    expect(shown.release.signer).toEqual({ key_id: TRUSTED.current.key_id, demo: false });
    expect(seen.newest('region')).toEqual({ release: 3, key_id: TRUSTED.current.key_id });
  });

  const spoilt: readonly (readonly [string, string, (site: ReturnType<typeof tinySite>) => void])[] = [
    [
      'a manifest with a flipped bit',
      'E_MANIFEST_SIGNATURE',
      ({ files }) => (files.get(`${FOLDER(2)}manifest.json`)![40]! ^= 1)
    ],
    [
      'a signature of another release',
      'E_MANIFEST_SIGNATURE',
      ({ files }) => files.set(`${FOLDER(2)}manifest.sig`, files.get(`${FOLDER(1)}manifest.sig`)!)
    ],
    ['no signature', 'E_MANIFEST_SIGNATURE', ({ files }) => files.delete(`${FOLDER(2)}manifest.sig`)],
    [
      'a byte-order mark before its signature',
      'E_MANIFEST_SIGNATURE',
      ({ files }) =>
        files.set(
          `${FOLDER(2)}manifest.sig`,
          Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), files.get(`${FOLDER(2)}manifest.sig`)!])
        )
    ],
    ['no manifest', 'E_DATA_MISSING', ({ files }) => files.delete(`${FOLDER(2)}manifest.json`)],
    [
      'a page of HTML for its pointer',
      'E_DATA_MISSING',
      ({ files }) => files.set('/releases/region/current.json', Buffer.from('<!doctype html>'))
    ],
    [
      'a snapshot of another release',
      'E_DATA_HASH',
      ({ files }) => files.set(`${FOLDER(2)}snapshot.json`, files.get(`${FOLDER(1)}snapshot.json`)!)
    ],
    [
      'the folder of another release',
      'E_MANIFEST_SHAPE',
      ({ files }) => {
        for (const name of ['manifest.json', 'manifest.sig', 'snapshot.json'])
          files.set(`${FOLDER(2)}${name}`, files.get(`${FOLDER(1)}${name}`)!);
      }
    ]
  ];
  it.each(spoilt)(
    'with %s ends in %s, stores nothing, and shows the kept one',
    async (_what, code, spoil) => {
      const site = tinySite([{ release: 1 }, { release: 2 }], 1);
      const { reader, seen, stores } = device();
      const first = await reader().open([site.fetch], '', 'region');
      site.point(2);
      spoil(site);
      await expect(reader().open([site.fetch], '', 'region')).rejects.toMatchObject({ code });
      await keep(stores, first.release);
      const shown = await reader().open([site.fetch], '', 'region');
      expect(shown).toMatchObject({ standing: 'kept', failed: { code } });
      expect(shown.release.manifest.release).toBe(1);
      expect(seen.newest('region')!.release).toBe(1);
      expect(await stores.keys()).toEqual([storeName('region', 1)]);
    }
  );

  it.each([
    [{ key: KEY.stranger }, 'E_MANIFEST_SIGNATURE'],
    [{ change: (m: object) => ({ ...m, schema: 3 }) }, 'E_SCHEMA_TOO_NEW'],
    [{ change: (m: object) => ({ ...m, schema: 1 }) }, 'E_SCHEMA_TOO_OLD']
  ] as const)('made with %o ends in %s', async (how, code) => {
    const site = tinySite([{ release: 1, ...how }], 1);
    const { reader, seen } = device();
    await expect(reader().open([site.fetch], '', 'region')).rejects.toMatchObject({ code });
    expect(seen.newest('region')).toBeNull();
  });

  it('older than one seen is refused, unless the key that signed that one is no longer trusted', async () => {
    const site = tinySite([{ release: 1 }, { release: 2, key: KEY.next }], 2);
    const { reader, seen } = device();
    await reader().open([site.fetch], '', 'region');
    site.point(1);
    await expect(reader().open([site.fetch], '', 'region')).rejects.toMatchObject({
      code: 'E_ROLLBACK',
      details: { came: '1', seen: '2' }
    });
    const later = new ReleaseReader({ trusted: { ...TRUSTED, next: null }, seen, stores: null });
    expect((await later.open([site.fetch], '', 'region')).release.manifest.release).toBe(1);
    expect(seen.newest('region')!.release).toBe(1);
  });

  it('goes the next way when the page holds an older one than was seen', async () => {
    const [old, now] = [tinySite([{ release: 1 }], 1), tinySite([{ release: 2 }], 2)];
    const { reader } = device();
    await reader().open([now.fetch], '', 'region');
    const shown = await reader().open([old.fetch, now.fetch], '', 'region');
    expect(shown).toMatchObject({ standing: 'served', firstWay: false });
    expect(shown.release.manifest.release).toBe(2);
  });

  it('works where nothing can be remembered or kept', async () => {
    const site = tinySite([{ release: 1 }, { release: 2 }], 2);
    const refusing = seenInBrowser(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    const reader = new ReleaseReader({ trusted: TRUSTED, seen: refusing, stores: null });
    expect((await reader.open([site.fetch], '', 'region')).standing).toBe('served');
    site.point(1);
    expect((await reader.open([site.fetch], '', 'region')).release.manifest.release).toBe(1);
  });
});

describe('a release whose table is refused', () => {
  const broken = new ReleaseError('E_DATA_HASH', { file: 'tables/x' });

  it('gives way to the kept one until the reader tries again', async () => {
    const site = tinySite([{ release: 1 }, { release: 2 }], 1);
    const { reader, stores } = device();
    await keep(stores, (await reader().open([site.fetch], '', 'region')).release);
    site.point(2);
    const now = reader();
    const served = await now.open([site.fetch], '', 'region');
    expect(now.refuse(served.release, broken)).toBe(true);
    expect(now.refuse(served.release, broken)).toBe(false);
    expect(await now.open([site.fetch], '', 'region')).toMatchObject({ standing: 'kept', failed: broken });
    now.forgive('region');
    expect(await now.open([site.fetch], '', 'region')).toMatchObject({ standing: 'served', failed: null });
  });

  it('stays for its verified first views where none is kept, or the kept one is damaged as well', async () => {
    const site = tinySite([{ release: 1 }], 1);
    const { reader, stores } = device();
    const now = reader();
    const { release } = await now.open([site.fetch], '', 'region');
    now.refuse(release, broken);
    expect(await now.open([site.fetch], '', 'region')).toMatchObject({ standing: 'partly', failed: broken });
    await keep(stores, release);
    const kept = await now.open([site.fetch], '', 'region');
    expect(kept.standing).toBe('kept');
    now.refuse(kept.release, broken);
    expect((await now.open([site.fetch], '', 'region')).standing).toBe('partly');
  });

  it('stays on screen when the site cannot be reached any more', async () => {
    const site = tinySite([{ release: 1 }], 1);
    const now = device().reader();
    await now.open([site.fetch], '', 'region');
    const gone = async (): Promise<Response> => Promise.reject(new TypeError('network'));
    expect(await now.open([gone], '', 'region')).toMatchObject({
      standing: 'stays',
      failed: { code: 'E_DATA_MISSING' }
    });
  });
});

describe('what is kept on the device', () => {
  it('is verified again: damaged, half written or signed by a key no longer trusted, it is not shown', async () => {
    const site = tinySite([{ release: 1 }], 1);
    const { reader, stores } = device();
    const { release } = await reader().open([site.fetch], '', 'region');
    await keep(stores, release);
    site.files.clear();
    const store = stores.stores.get(storeName('region', 1))!;
    expect((await reader().open([site.fetch], '', 'region')).standing).toBe('kept');
    for (const file of ['manifest.json', 'manifest.sig', 'snapshot.json', WHOLE]) {
      const whole = store.get(`${FOLDER(1)}${file}`)!;
      store.delete(`${FOLDER(1)}${file}`);
      await expect(reader().open([site.fetch], '', 'region')).rejects.toMatchObject({
        code: 'E_DATA_MISSING'
      });
      if (file !== WHOLE) {
        store.set(
          `${FOLDER(1)}${file}`,
          whole.map((byte, i) => (i === 9 ? byte ^ 4 : byte))
        );
        await expect(reader().open([site.fetch], '', 'region')).rejects.toBeInstanceOf(ReleaseError);
      }
      store.set(`${FOLDER(1)}${file}`, whole);
    }
    const stranger = new ReleaseReader({
      trusted: { current: TRUSTED.next!, next: null },
      seen: seenInBrowser(memoryStorage),
      stores: stores.asCaches
    });
    await expect(stranger.open([site.fetch], '', 'region')).rejects.toMatchObject({ code: 'E_DATA_MISSING' });
  });

  it('is one release a channel, and tells the channels when the site does not', async () => {
    const site = tinySite([{ release: 1 }, { release: 2 }], 1);
    const { reader, stores } = device();
    await keep(stores, (await reader().open([site.fetch], '', 'region')).release);
    await stores.open('care-atlas-verified-0/region/000009');
    await stores.open('something else');
    site.point(2);
    await keep(stores, (await reader().open([site.fetch], '', 'region')).release);
    expect(await stores.keys()).toEqual(['something else', storeName('region', 2)]);
    site.files.clear();
    expect(await reader().index(site.fetch, '')).toEqual({ default: 'region', channels: ['region'] });
  });
});

describe('the release that came with a page, beside the one served now', () => {
  it('is the same, older, or the served one is not right', async () => {
    const site = tinySite([{ release: 1 }, { release: 2 }], 1);
    const now = device().reader();
    const { release } = await now.open([site.fetch], '', 'region');
    expect(await now.compare(release, site.fetch, '')).toEqual({ kind: 'same' });
    site.point(2);
    expect(await now.compare(release, site.fetch, '')).toEqual({ kind: 'newer', release: 2 });
    site.files.delete(`${FOLDER(2)}manifest.sig`);
    expect(await now.compare(release, site.fetch, '')).toMatchObject({
      kind: 'failed',
      error: { code: 'E_MANIFEST_SIGNATURE' }
    });
  });
});

it('no flipped bit of any file of a release is taken for the release', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'care-atlas-flips-'));
  try {
    for (const [name, bytes] of tinyRelease({ release: 1 })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    expect(await flipTrials(folder, TRUSTED, 600, 20260401)).toEqual({ tried: 600, passed: [] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
