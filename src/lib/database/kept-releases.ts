import type { TrustedKeys } from '#lib/release/signature.ts';
import { fromStore, placeOfStore, storeNames, WHOLE } from './device-stores.ts';
import { openBytes, type OpenRelease } from './open-release.ts';

/** The release of a channel kept on this device, verified again; null if there is none that is whole and still trusted. */
export async function openKept(
  stores: CacheStorage | null,
  base: string,
  channel: string,
  trusted: TrustedKeys
): Promise<OpenRelease | null> {
  for (const name of await storeNames(stores, channel)) {
    const folder = `${base}/releases/${placeOfStore(name).path}/`;
    try {
      const file = fromStore(await stores!.open(name), folder);
      await file.bytes(WHOLE);
      const [manifest, signature] = await Promise.all([
        file.bytes('manifest.json'),
        file.bytes('manifest.sig')
      ]);
      const place = { channel, folder, kept: name };
      return await openBytes(place, { manifest, signature }, trusted, file.verified, () => {});
    } catch {
      // half written, damaged on disk, or signed by a key that is no longer trusted: the next one
    }
  }
  return null;
}

/** Channels of which a release is kept on this device. */
export async function keptChannels(stores: CacheStorage | null): Promise<string[]> {
  return [...new Set((await storeNames(stores, null)).map((name) => placeOfStore(name).channel))].sort();
}
