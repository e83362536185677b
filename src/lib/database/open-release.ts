import { parseManifest, type FileEntry, type Manifest } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { verifySignature, type Signer, type TrustedKeys } from '#lib/release/signature.ts';
import { parseSnapshot, type Snapshot } from '#lib/release/snapshot.ts';
import { refuseOlder, rememberNewest, type SeenReleases } from './seen-releases.ts';
import { bytesAt, persistently, verifiedBytes, type FetchEffects } from './verified-bytes.ts';

/** `fetch`, as SvelteKit hands it to `load`. */
export type Fetch = (url: string) => Promise<Response>;

/** What opening a release needs of the world. */
export interface OpenEffects extends FetchEffects {
  readonly trusted: TrustedKeys;
  readonly seen: SeenReleases;
}

/** A release signed by a trusted key, whose snapshot is the one its manifest names. */
export interface OpenRelease {
  readonly channel: string;
  /** Address of the release's folder, ending with a slash. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly snapshot: Snapshot;
  readonly signer: Signer;
  /** The verified bytes, as they may be kept on this device. */
  readonly bytes: ReleaseBytes;
  /** The store on this device its files come from; null: from the server. */
  readonly kept: string | null;
}

/** The bytes a release is opened from. */
export interface ReleaseBytes {
  readonly manifest: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly snapshot: Uint8Array<ArrayBuffer>;
}

/** Which channels a site serves. */
export interface ReleaseIndex {
  readonly default: string;
  readonly channels: readonly string[];
}

const CHANNEL = /^[a-z][a-z0-9-]{0,31}$/;
// a byte-order mark is a byte too many, not one to be overlooked
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** A broken connection and a server in trouble may pass; a file that is not there stays away. */
const mayPass = ({ details }: ReleaseError): boolean => !/^4/.test(details['status'] ?? '');

const bytes = (url: string, name: string, effects: FetchEffects): Promise<Uint8Array<ArrayBuffer>> =>
  persistently(effects, () => bytesAt(url, name, effects), mayPass);

async function json(url: string, name: string, effects: FetchEffects): Promise<Record<string, unknown>> {
  const body = textOf(await bytes(url, name, effects));
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ReleaseError('E_DATA_MISSING', { file: name, came: 'no JSON' }, { cause });
  }
  throw new ReleaseError('E_DATA_MISSING', { file: name, came: 'no JSON object' });
}

/** Reads which channels the site serves. @throws ReleaseError E_DATA_MISSING */
export async function readReleaseIndex(effects: FetchEffects, base: string): Promise<ReleaseIndex> {
  const index = await json(`${base}/releases/index.json`, 'index.json', effects);
  const channels = Array.isArray(index['channels'])
    ? index['channels'].filter((c): c is string => typeof c === 'string' && CHANNEL.test(c))
    : [];
  const first = index['default'];
  if (typeof first !== 'string' || !channels.includes(first))
    throw new ReleaseError('E_DATA_MISSING', { file: 'index.json', came: 'no default channel' });
  return { default: first, channels };
}

/**
 * Opens the current release of a channel, believing nothing before its turn: pointer, signature over the manifest's
 * bytes, schema, order of releases, snapshot by hash. Works while prerendering and in the browser.
 * @throws ReleaseError E_DATA_MISSING (not there, or not JSON), E_MANIFEST_SIGNATURE, E_ROLLBACK, E_DATA_HASH
 * (snapshot differs), and those of parseManifest
 */
export async function openRelease(effects: OpenEffects, base: string, channel: string): Promise<OpenRelease> {
  const { release: current } = await json(
    `${base}/releases/${channel}/current.json`,
    'current.json',
    effects
  );
  if (typeof current !== 'number' || !Number.isSafeInteger(current) || current < 1)
    throw new ReleaseError('E_DATA_MISSING', { file: 'current.json', came: 'no release number' });
  const folder = `${base}/releases/${channel}/${String(current).padStart(6, '0')}/`;
  const [manifest, signature] = await Promise.all([
    bytes(`${folder}manifest.json`, 'manifest.json', effects),
    bytes(`${folder}manifest.sig`, 'manifest.sig', effects).catch(unsigned)
  ]);
  const open = await openBytes(
    { channel, folder, kept: null },
    { manifest, signature },
    effects.trusted,
    (entry) => verifiedBytes(`${folder}${entry.file}`, entry, effects),
    ({ release }) => {
      if (release !== current)
        throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'manifest.release', wanted: `release ${current}` });
      refuseOlder(channel, release, effects.trusted, effects.seen);
    }
  );
  rememberNewest(channel, current, open.signer, effects.trusted, effects.seen);
  return open;
}

/** A manifest without a signature beside it is one nobody vouches for. */
function unsigned(cause: unknown): never {
  if (cause instanceof ReleaseError && cause.details['status'] === '404')
    throw new ReleaseError('E_MANIFEST_SIGNATURE', { at: 'manifest.sig', wanted: 'a file' }, { cause });
  throw cause;
}

/**
 * Opens a release from its bytes, wherever they were found.
 * @param file the bytes of one of its files, known by hash
 * @param accept throws for a manifest that is signed and readable, and still not wanted
 */
export async function openBytes(
  place: Pick<OpenRelease, 'channel' | 'folder' | 'kept'>,
  { manifest: manifestBytes, signature }: Omit<ReleaseBytes, 'snapshot'>,
  trusted: TrustedKeys,
  file: (entry: FileEntry) => Promise<Uint8Array<ArrayBuffer>>,
  accept: (manifest: Manifest) => void
): Promise<OpenRelease> {
  const signer = await verifySignature(manifestBytes, textOf(signature), trusted);
  const manifest = parseManifest(textOf(manifestBytes));
  accept(manifest);
  const snapshotBytes = await file(manifest.snapshot);
  const snapshot = parseSnapshot(textOf(snapshotBytes));
  if (snapshot.release !== manifest.release)
    throw new ReleaseError('E_DATA_HASH', { file: manifest.snapshot.file });
  return {
    ...place,
    manifest,
    snapshot,
    signer,
    bytes: { manifest: manifestBytes, signature, snapshot: snapshotBytes }
  };
}
