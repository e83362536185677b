import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import { ledgerText, parseLedger, type Ledger } from '#lib/release/ledger-file.ts';
import { PublisherError } from '../publisher-error.ts';

/** The channel's own copy of its ledger, never served: a release that goes missing cannot take its past with it. */
export const PRIVATE_LEDGER = '.ledger.json';

/** A channel's own ledger, with the manifest of the release it was last entered with. */
export interface PrivateLedger {
  readonly ledger: Ledger;
  readonly manifest_sha256: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The channel's own ledger as its file. */
export const privateLedgerText = (ledger: Ledger, manifestBytes: Uint8Array): string =>
  canonicalJson({
    ...(JSON.parse(ledgerText(ledger)) as Ledger),
    manifest_sha256: sha256(manifestBytes)
  });

/**
 * The ledger a channel keeps for itself; undefined if it has none.
 * @throws PublisherError E_LEDGER if it cannot be read
 */
export function readPrivateLedger(channel: string): PrivateLedger | undefined {
  const path = join(channel, PRIVATE_LEDGER);
  if (!existsSync(path)) return undefined;
  try {
    const json = readFileSync(path, 'utf8');
    const { manifest_sha256 } = JSON.parse(json) as { manifest_sha256: unknown };
    if (typeof manifest_sha256 === 'string') return { ledger: parseLedger(json), manifest_sha256 };
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw unreadable(path);
}

const unreadable = (path: string, cause?: unknown): PublisherError =>
  new PublisherError(
    'E_LEDGER',
    `The channel's ledger ${path} cannot be read, so it is unknown which months are closed; restore it from its backup.`,
    { cause }
  );
