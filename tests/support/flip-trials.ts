import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifiedBytes } from '../../src/lib/database/verified-bytes.ts';
import type { FileEntry, Manifest } from '../../src/lib/release/manifest.ts';
import { ReleaseError } from '../../src/lib/release/release-error.ts';
import { verifySignature, type TrustedKeys } from '../../src/lib/release/signature.ts';

/** What came of turning bits over. */
export interface FlipTrials {
  readonly tried: number;
  /** Flips that were taken for the release: file and bit. Nothing may stand here. */
  readonly passed: readonly string[];
}

/**
 * Turns single bits of a release's files over, at places drawn from a seed, and lets the atlas's own checks judge each
 * as the browser would: the manifest and its signature by the trusted keys, every other file by its hash.
 * @param folder a signed release
 */
export async function flipTrials(
  folder: string,
  trusted: TrustedKeys,
  count: number,
  seed: number
): Promise<FlipTrials> {
  const read = (file: string) => readFileSync(join(folder, file));
  const manifestBytes = read('manifest.json');
  const signature = read('manifest.sig');
  const manifest = JSON.parse(manifestBytes.toString('utf8')) as Manifest;
  const entries: FileEntry[] = [manifest.snapshot, manifest.certificate, ...manifest.tables];
  const contents = new Map(entries.map((entry) => [entry.file, read(entry.file)]));
  const random = sequence(seed);
  const passed: string[] = [];
  for (let i = 0; i < count; i++) {
    // a third of the flips go to what is signed, the rest to what is known by hash
    const kind = i % 6;
    const entry = entries[random(entries.length)]!;
    const file = kind === 0 ? 'manifest.json' : kind === 3 ? 'manifest.sig' : entry.file;
    const whole = kind === 0 ? manifestBytes : kind === 3 ? signature : contents.get(entry.file)!;
    const bit = random(whole.length * 8);
    const changed = new Uint8Array(whole);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const refused = await (
      kind === 0
        ? verifySignature(changed, signature.toString('utf8'), trusted)
        : kind === 3
          ? verifySignature(
              manifestBytes,
              new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed),
              trusted
            )
          : verifiedBytes(file, entry, { fetch: async () => new Response(changed), wait: async () => {} })
    ).then(
      () => false,
      (cause: unknown) =>
        cause instanceof ReleaseError &&
        cause.code === (kind % 3 === 0 ? 'E_MANIFEST_SIGNATURE' : 'E_DATA_HASH')
    );
    if (!refused) passed.push(`${file} bit ${bit}`);
  }
  return { tried: count, passed };
}

/** Whole numbers below a limit, always the same for a seed (mulberry32). */
function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
