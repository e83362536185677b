import { sha256Hex } from '#lib/release/hash.ts';
import type { FileEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';

/** Waits before the second, third and fourth try of a file, in ms. */
export const RETRY_AFTER = [500, 1000, 2000] as const;

export interface FetchEffects {
  readonly fetch: (url: string) => Promise<Response>;
  readonly wait: (ms: number) => Promise<void>;
}

/** `fetch` with the clock's own waits. */
export const patiently = (fetch: FetchEffects['fetch']): FetchEffects => ({
  fetch,
  wait: (ms) => new Promise((done) => setTimeout(done, ms))
});

/**
 * The bytes of a released file, known by length and SHA-256 before anybody looks inside. A broken connection or a
 * server's 5xx is tried again; the hash decides.
 * @throws ReleaseError E_DATA_MISSING, E_DATA_HASH
 */
export const verifiedBytes = (
  url: string,
  entry: FileEntry,
  effects: FetchEffects
): Promise<Uint8Array<ArrayBuffer>> =>
  persistently(effects, async () => {
    const bytes = await bytesAt(url, entry.file, effects);
    if (await isIntact(bytes, entry)) return bytes;
    throw new ReleaseError('E_DATA_HASH', { file: entry.file });
  });

/** Whether bytes are those a manifest names. */
export const isIntact = async (bytes: Uint8Array, entry: FileEntry): Promise<boolean> =>
  bytes.length === entry.bytes && (await sha256Hex(bytes)) === entry.sha256;

/** Bytes nobody has vouched for yet. @throws ReleaseError E_DATA_MISSING with the server's status, if it gave one */
export async function bytesAt(
  url: string,
  file: string,
  { fetch }: Pick<FetchEffects, 'fetch'>
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ReleaseError('E_DATA_MISSING', { file }, { cause });
  }
  throw new ReleaseError('E_DATA_MISSING', { file, status: String(response.status) });
}

/** Tries again after each wait; the last failure is the one that counts. @param again whether a failure is worth it */
export async function persistently<T>(
  { wait }: Pick<FetchEffects, 'wait'>,
  attempt: () => Promise<T>,
  again: (error: ReleaseError) => boolean = () => true
): Promise<T> {
  for (const pause of RETRY_AFTER) {
    try {
      return await attempt();
    } catch (cause) {
      if (!(cause instanceof ReleaseError) || !again(cause)) throw cause;
      await wait(pause);
    }
  }
  return attempt();
}
