import { sha256Hex } from '#lib/release/hash.ts';
import { parseManifest, type Manifest } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { parseSnapshot, type Snapshot } from '#lib/release/snapshot.ts';

/** `fetch`, as SvelteKit hands it to `load`. */
export type Fetch = (url: string) => Promise<Response>;

/** A release whose manifest has been read and whose snapshot is the one the manifest names. */
export interface OpenRelease {
  readonly channel: string;
  /** Address of the release's folder, ending with a slash. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly snapshot: Snapshot;
}

/** Which channels a site serves. */
export interface ReleaseIndex {
  readonly default: string;
  readonly channels: readonly string[];
}

const CHANNEL = /^[a-z][a-z0-9-]{0,31}$/;

async function text(fetch: Fetch, url: string, name: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ReleaseError('E_DATA_MISSING', { file: name }, { cause });
  }
  if (!response.ok) throw new ReleaseError('E_DATA_MISSING', { file: name, status: String(response.status) });
  return response.text();
}

function json(body: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ReleaseError('E_DATA_MISSING', { file: name, came: 'no JSON' }, { cause });
  }
  throw new ReleaseError('E_DATA_MISSING', { file: name, came: 'no JSON object' });
}

/** Reads which channels the site serves. @throws ReleaseError E_DATA_MISSING */
export async function readReleaseIndex(fetch: Fetch, base: string): Promise<ReleaseIndex> {
  const index = json(await text(fetch, `${base}/releases/index.json`, 'index.json'), 'index.json');
  const channels = Array.isArray(index['channels'])
    ? index['channels'].filter((c): c is string => typeof c === 'string' && CHANNEL.test(c))
    : [];
  const first = index['default'];
  if (typeof first !== 'string' || !channels.includes(first))
    throw new ReleaseError('E_DATA_MISSING', { file: 'index.json', came: 'no default channel' });
  return { default: first, channels };
}

/**
 * Opens the current release of a channel: pointer, manifest, snapshot. Works while prerendering and in the browser.
 * @throws ReleaseError E_DATA_MISSING (not there, or not JSON), E_DATA_HASH (snapshot differs), and those of parseManifest
 */
export async function openRelease(fetch: Fetch, base: string, channel: string): Promise<OpenRelease> {
  const current = json(
    await text(fetch, `${base}/releases/${channel}/current.json`, 'current.json'),
    'current.json'
  )['release'];
  if (typeof current !== 'number' || !Number.isInteger(current) || current < 1)
    throw new ReleaseError('E_DATA_MISSING', { file: 'current.json', came: 'no release number' });
  const folder = `${base}/releases/${channel}/${String(current).padStart(6, '0')}/`;
  const manifest = parseManifest(await text(fetch, `${folder}manifest.json`, 'manifest.json'));
  if (manifest.release !== current)
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'manifest.release', wanted: `release ${current}` });
  const body = await text(fetch, `${folder}${manifest.snapshot.file}`, manifest.snapshot.file);
  if ((await sha256Hex(new TextEncoder().encode(body))) !== manifest.snapshot.sha256)
    throw new ReleaseError('E_DATA_HASH', { file: manifest.snapshot.file });
  const snapshot = parseSnapshot(body);
  if (snapshot.release !== manifest.release)
    throw new ReleaseError('E_DATA_HASH', { file: manifest.snapshot.file });
  return { channel, folder, manifest, snapshot };
}
