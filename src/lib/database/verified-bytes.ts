import { sha256Hex } from '#lib/release/hash.ts';
import type { FileEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';

/** Waits before the second, third and fourth try of a file, in ms. */
export const RETRY_AFTER = [500, 1000, 2000] as const;

export interface FetchEffects {
  readonly fetch: (url: string) => Promise<Response>;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * The bytes of a released file, known by length and SHA-256 before anybody looks inside. A broken connection or a
 * server's 5xx is tried again; the hash decides.
 * @throws ReleaseError E_DATA_MISSING, E_DATA_HASH
 */
export async function verifiedBytes(
  url: string,
  entry: FileEntry,
  effects: FetchEffects
): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt === RETRY_AFTER.length;
    try {
      const response = await effects.fetch(url);
      if (!response.ok)
        throw new ReleaseError('E_DATA_MISSING', { file: entry.file, status: String(response.status) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length === entry.bytes && (await sha256Hex(bytes)) === entry.sha256) return bytes;
      throw new ReleaseError('E_DATA_HASH', { file: entry.file });
    } catch (cause) {
      const error =
        cause instanceof ReleaseError
          ? cause
          : new ReleaseError('E_DATA_MISSING', { file: entry.file }, { cause });
      if (last) throw error;
      await effects.wait(RETRY_AFTER[attempt]!);
    }
  }
}
