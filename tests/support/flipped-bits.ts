import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedKeys } from '../../src/lib/release/signature.ts';
import { parseManifest } from '../../src/lib/release/manifest.ts';
import { PublisherError } from '../../src/publisher/publisher-error.ts';
import { verifyRelease } from '../../src/publisher/verify-release.ts';

/** Every kind of file a release has, by one of its files. */
export function fileKinds(folder: string): Record<string, string> {
  const manifest = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return {
    manifest: 'manifest.json',
    signature: 'manifest.sig',
    ledger: manifest.ledger.file,
    policy: manifest.policy.file,
    snapshot: manifest.snapshot.file,
    certificate: manifest.certificate.file,
    table: manifest.tables[0]!.file
  };
}

/**
 * Flips one bit of a file at a time, somewhere, and asks verify each time.
 * @returns how many of the damaged files it took for good
 */
export async function acceptedFlips(
  folder: string,
  file: string,
  flips: number,
  random: () => number,
  trusted: TrustedKeys
): Promise<number> {
  const path = join(folder, file);
  const good = readFileSync(path);
  let accepted = 0;
  try {
    for (let i = 0; i < flips; i++) {
      const bad = Buffer.from(good);
      const bit = Math.floor(random() * good.length * 8);
      bad[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, bad);
      try {
        await verifyRelease(folder, trusted);
        accepted++;
      } catch (error) {
        if (!(error instanceof PublisherError && error.code === 'E_VERIFY')) throw error;
      }
    }
  } finally {
    writeFileSync(path, good);
  }
  return accepted;
}
