import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerText, parseLedger } from '#lib/release/ledger-file.ts';
import { parseManifest, type FileEntry, type Manifest } from '#lib/release/manifest.ts';
import { verifySignature, type TrustedKeys } from '#lib/release/signature.ts';
import type { Effects } from '../effects.ts';
import { PublisherError } from '../publisher-error.ts';
import { currentRelease, releaseFolder } from '../write/channel.ts';
import { EMPTY_LEDGER, type Ledger } from './ledger.ts';
import { readPrivateLedger } from './private-ledger.ts';

/** What a channel has published so far, proven. */
export interface PublishedChannel {
  readonly channel: string;
  /** Number of the release served now; 0 before the first. */
  readonly release: number;
  readonly ledger: Ledger;
  /** Of the release served now; null before the first. */
  readonly manifest: Manifest | null;
}

/**
 * Reads what a channel has published: the ledger of the release it serves, proven by its signature or by the channel's
 * own ledger, and not contradicting that.
 * @throws PublisherError E_LEDGER if any of it is missing or differs, since months would be counted a second time
 */
export async function readLedger(
  channel: string,
  trusted: TrustedKeys,
  effects: Pick<Effects, 'log'>
): Promise<PublishedChannel> {
  const own = readPrivateLedger(channel);
  const release = currentRelease(channel);
  if (release === 0) {
    if (own) throw broken(channel, `entered release ${own.ledger.release} in its ledger and now serves none`);
    return { channel, release, ledger: EMPTY_LEDGER, manifest: null };
  }
  if (own && own.ledger.release > release)
    throw broken(channel, `entered release ${own.ledger.release} in its ledger and now serves ${release}`);

  const folder = join(channel, releaseFolder(release));
  const bytes = read(channel, join(folder, 'manifest.json'));
  if (own?.ledger.release === release) {
    if (sha256(bytes) !== own.manifest_sha256)
      throw broken(channel, `serves a release ${release} that differs from the one it entered in its ledger`);
  } else {
    const signature = read(channel, join(folder, 'manifest.sig')).toString('utf8');
    await verifySignature(bytes, signature, trusted).catch((cause: unknown) => {
      throw broken(channel, `serves a release ${release} that these keys did not sign`, cause);
    });
  }
  const { manifest, ledger } = parsed(channel, folder, bytes);
  if (own) compare(channel, own.ledger, ledger);
  else
    effects.log(
      `${channel} has lost its own ledger; the one of release ${release}, whose signature is good, takes its place.`
    );
  return { channel, release, ledger, manifest };
}

function parsed(channel: string, folder: string, bytes: Buffer): { manifest: Manifest; ledger: Ledger } {
  try {
    const manifest = parseManifest(bytes.toString('utf8'));
    return { manifest, ledger: parseLedger(proven(channel, folder, manifest.ledger).toString('utf8')) };
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    throw broken(channel, 'serves a release of a form this version cannot read', cause);
  }
}

/** The bytes of a file of a release, if they are those its manifest lists. @throws PublisherError E_LEDGER */
export function proven(channel: string, folder: string, entry: FileEntry): Buffer {
  const bytes = read(channel, join(folder, entry.file));
  if (sha256(bytes) !== entry.sha256)
    throw broken(channel, `holds a file ${entry.file} that differs from its manifest`);
  return bytes;
}

/** An error about a channel whose past cannot be proven: what it shows, and what to do. */
export const broken = (channel: string, shows: string, cause?: unknown): PublisherError =>
  new PublisherError(
    'E_LEDGER',
    `${channel} ${shows}; restore the channel from its backup, or publish to a new one, because closed months are never counted a second time.`,
    { cause }
  );

/** The released ledger must hold everything of the channel's own, unless it was taken back. */
function compare(channel: string, own: Ledger, released: Ledger): void {
  if (own.release === released.release) {
    if (ledgerText(own) !== ledgerText(released))
      throw broken(channel, 'serves a release whose ledger differs from its own');
    return;
  }
  const stones = new Set(released.withdrawn.map((stone) => stone.period));
  const digests = new Map(released.periods.map((entry) => [`${entry.table}|${entry.period}`, entry.sha256]));
  const kept = own.periods.every(
    ({ table, period, sha256 }) => stones.has(period) || digests.get(`${table}|${period}`) === sha256
  );
  if (!kept || !own.withdrawn.every((stone) => stones.has(stone.period)))
    throw broken(channel, `serves a release ${released.release} that lacks periods its own ledger holds`);
}

function read(channel: string, path: string): Buffer {
  if (!existsSync(path))
    throw broken(channel, `has lost ${path.slice(channel.length + 1)} of the release it serves`);
  return readFileSync(path);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
