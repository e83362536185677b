import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/lib/release/canonical-json.ts';
import { MANIFEST_SCHEMA, type FileEntry, type Manifest } from '../../src/lib/release/manifest.ts';
import type { TrustedKeys } from '../../src/lib/release/signature.ts';
import { privateKeyOf, signManifest, trustedKeyOf } from '../../src/publisher/keys/ed25519.ts';

const keyOf = (seed: number) => privateKeyOf(Buffer.alloc(32, seed));
/** Seeds of keys made up for tests: two that are trusted, one that is not. */
export const KEY = { current: 1, next: 2, stranger: 3 } as const;

/** What a reader of these releases believes. */
export const TRUSTED: TrustedKeys = {
  current: trustedKeyOf(keyOf(KEY.current), false),
  next: trustedKeyOf(keyOf(KEY.next), false)
};

const TABLE = Buffer.from('not really a table, but bytes with a hash');

const entryOf = (file: string, bytes: Uint8Array): FileEntry => ({
  file,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length
});

export interface TinyRelease {
  readonly release: number;
  readonly key?: number;
  readonly change?: (manifest: Manifest) => unknown;
}

/** The files of a signed release of a few hundred bytes, by name. */
export function tinyRelease({ release, key = KEY.current, change }: TinyRelease): Map<string, Buffer> {
  const files = new Map<string, Buffer>([
    ['certificate.json', Buffer.from('{}')],
    ['ledger.json', Buffer.from('{}')],
    ['policy.json', Buffer.from('{}')],
    ['snapshot.json', Buffer.from(JSON.stringify({ release, answers: [] }))],
    ['tables/visits_by_age.000000000000.parquet', TABLE]
  ]);
  const entry = (file: string) => entryOf(file, files.get(file)!);
  const signer = trustedKeyOf(keyOf(key), false);
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    product: 'miyagi-care-atlas',
    release,
    generator: 'test',
    as_of: '2026-06-30',
    expires_on: '2028-01-01',
    source: { synthetic: true, profile: 'region', name_ja: '架空', name_en: 'fictional', facilities: 1 },
    certificate: entry('certificate.json'),
    signing: { key_id: signer.key_id, demo: false },
    policy: entry('policy.json'),
    ledger: entry('ledger.json'),
    withdrawn: [],
    period: { first_month: 202504, last_month: 202603 },
    coverage: { visits: 1, finest: {} },
    tables: [
      {
        ...entry('tables/visits_by_age.000000000000.parquet'),
        name: 'visits_by_age',
        protection: 'exact',
        rows: 1,
        columns: []
      }
    ],
    snapshot: entry('snapshot.json'),
    reference: []
  };
  const bytes = Buffer.from(canonicalJson(change?.(manifest) ?? manifest));
  files.set('manifest.json', bytes);
  files.set('manifest.sig', Buffer.from(signManifest(bytes, keyOf(key), signer.key_id)));
  return files;
}

/** A site in memory that serves releases of one channel; `files` may be spoilt by hand. */
export function tinySite(releases: readonly TinyRelease[], current: number) {
  const files = new Map<string, Buffer>([
    ['/releases/index.json', Buffer.from('{"default":"region","channels":["region"]}')]
  ]);
  const point = (release: number) =>
    void files.set('/releases/region/current.json', Buffer.from(JSON.stringify({ release })));
  for (const each of releases)
    for (const [name, bytes] of tinyRelease(each))
      files.set(`/releases/region/${String(each.release).padStart(6, '0')}/${name}`, bytes);
  point(current);
  return {
    files,
    point,
    fetch: async (url: string) => {
      const bytes = files.get(url);
      return bytes ? new Response(new Uint8Array(bytes)) : new Response('<!doctype html>', { status: 404 });
    }
  };
}
