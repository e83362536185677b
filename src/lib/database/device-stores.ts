import type { FileEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { bytesAt, isIntact } from './verified-bytes.ts';

/**
 * Stores of verified releases on this device, one a release, in the browser's Cache API:
 * `care-atlas-verified-1/region/000012`. Another layout takes another number, and stores of the old one go.
 */
const FAMILY = 'care-atlas-verified-';
const PREFIX = `${FAMILY}1/`;
/** Written last: a store without it is not whole. */
export const WHOLE = 'verified';

/** The stores of this browser; null where there are none (plain http, private windows that refuse them). */
export function storesInBrowser(): CacheStorage | null {
  try {
    return globalThis.caches ?? null;
  } catch {
    return null;
  }
}

/** Name of the store of a release. */
export const storeName = (channel: string, release: number): string =>
  `${PREFIX}${channel}/${String(release).padStart(6, '0')}`;

/** The channel and folder (`region/000012`) a store stands for. */
export const placeOfStore = (name: string): { channel: string; path: string } => {
  const path = name.slice(PREFIX.length);
  return { channel: path.split('/')[0]!, path };
};

/** Names of the stores of a channel, or of every one, the newest release first. */
export async function storeNames(stores: CacheStorage | null, channel: string | null): Promise<string[]> {
  try {
    const names = (await stores?.keys()) ?? [];
    return names
      .filter((name) => name.startsWith(channel === null ? PREFIX : `${PREFIX}${channel}/`))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** Removes what is kept of a channel beside one release, and every store of an older layout. */
export async function forgetOthers(stores: CacheStorage, channel: string, release: number): Promise<void> {
  for (const name of await stores.keys()) {
    const old = name.startsWith(FAMILY) && !name.startsWith(PREFIX);
    const other = name.startsWith(`${PREFIX}${channel}/`) && name !== storeName(channel, release);
    if (old || other) await stores.delete(name);
  }
}

/** Files of one store, at the addresses they have on the server. */
export function fromStore(store: Pick<Cache, 'match'>, folder: string) {
  const fetch = async (url: string): Promise<Response> =>
    (await store.match(url)) ?? new Response(null, { status: 404 });
  const bytes = (file: string) => bytesAt(`${folder}${file}`, file, { fetch });
  return {
    /** @throws ReleaseError E_DATA_MISSING */
    bytes,
    /** @throws ReleaseError E_DATA_MISSING, E_DATA_HASH */
    verified: async (entry: FileEntry): Promise<Uint8Array<ArrayBuffer>> => {
      const found = await bytes(entry.file);
      if (await isIntact(found, entry)) return found;
      throw new ReleaseError('E_DATA_HASH', { file: entry.file });
    }
  };
}
