import type { FileEntry } from '#lib/release/manifest.ts';
import { fromStore, storesInBrowser } from './device-stores.ts';
import type { OpenRelease } from './open-release.ts';
import { verifiedBytes, type FetchEffects } from './verified-bytes.ts';

/**
 * The bytes of one file of an open release, known by hash: from the device if the release is kept there, else from
 * the server, whose old paths still answer while it keeps two releases.
 * @throws ReleaseError E_DATA_MISSING, E_DATA_HASH
 */
export async function releaseFile(
  { folder, kept }: Pick<OpenRelease, 'folder' | 'kept'>,
  entry: FileEntry,
  effects: FetchEffects
): Promise<Uint8Array<ArrayBuffer>> {
  const stores = kept === null ? null : storesInBrowser();
  if (stores) {
    try {
      return await fromStore(await stores.open(kept!), folder).verified(entry);
    } catch {
      // not kept, or damaged on disk: the server may still have it
    }
  }
  return verifiedBytes(`${folder}${entry.file}`, entry, effects);
}
