import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import type { FileEntry, Manifest } from '../src/lib/release/manifest.ts';
import { DEMO_KEYS } from '../src/lib/release/trusted-keys.ts';
import { signManifest } from '../src/publisher/keys/ed25519.ts';
import { verify, verifyRelease } from '../src/publisher/verify-release.ts';
import { writeFile } from '../src/publisher/write/write-tables.ts';
import { acceptedFlips, fileKinds } from './support/flipped-bits.ts';
import { fakePublication, FAKE_KEYS } from './support/fake-publication.ts';
import { contentOf, quiet, scratch } from './support/scratch-folder.ts';
import { seeded } from './support/seeded.ts';

const { trusted } = FAKE_KEYS;
const refuses = (words: RegExp) =>
  expect.objectContaining({ code: 'E_VERIFY', exitCode: 6, message: expect.stringMatching(words) });

let folder: ReturnType<typeof scratch>;
let channel: string;
let release: string;
beforeAll(async () => {
  folder = scratch();
  channel = join(folder.path, 'channel');
  release = join(channel, '000002');
  await fakePublication({ channel, last: 202504 }, quiet());
  await fakePublication({ channel, last: 202505 }, quiet());
}, 120_000);
afterAll(() => folder[Symbol.dispose]());

/** Does something to the channel, and undoes it. */
async function after(damage: () => void, run: () => Promise<void>): Promise<void> {
  const before = contentOf(channel);
  try {
    damage();
    await run();
  } finally {
    for (const name of contentOf(channel).keys()) if (!before.has(name)) rmSync(join(channel, name));
    for (const [name, bytes] of before) writeFileSync(join(channel, name), Buffer.from(bytes, 'base64'));
  }
}

/** Writes a file of the release anew, and a manifest over it, signed: what only a key holder can do. */
function resigned(change: (manifest: Manifest) => Partial<Record<keyof Manifest, unknown>>): void {
  const manifest = JSON.parse(readFileSync(join(release, 'manifest.json'), 'utf8')) as Manifest;
  const text = canonicalJson({ ...manifest, ...change(manifest) });
  writeFileSync(join(release, 'manifest.json'), text);
  writeFileSync(
    join(release, 'manifest.sig'),
    signManifest(Buffer.from(text), FAKE_KEYS.signing, FAKE_KEYS.key_id)
  );
}

function rewritten(entry: FileEntry, change: (text: string) => string): FileEntry {
  return writeFile(release, entry.file, change(readFileSync(join(release, entry.file), 'utf8')), quiet());
}

describe('verify', () => {
  it('passes a release, and a channel of two', async () => {
    const [only] = await verify(release, trusted);
    expect(only).toMatchObject({ signer: { key_id: FAKE_KEYS.key_id, demo: true }, files: 23 });
    expect((await verify(channel, trusted)).map(({ manifest }) => manifest.release)).toEqual([1, 2]);
  });

  it.each(['manifest', 'signature', 'ledger', 'policy', 'snapshot', 'certificate', 'table'])(
    'accepts none of 200 flipped bits in the %s',
    async (kind) => {
      const file = fileKinds(release)[kind]!;
      expect(await acceptedFlips(release, file, 200, seeded(kind.length), trusted)).toBe(0);
    },
    120_000
  );

  it('refuses a key it does not trust', async () => {
    await expect(verify(release, DEMO_KEYS)).rejects.toThrow(refuses(/trusted key.*--keys/));
  });

  it.each([
    ['a file too many', () => writeFileSync(join(release, 'notes.txt'), 'x'), /notes\.txt.*does not list/],
    ['a table too many', () => writeFileSync(join(release, 'tables', 'x.parquet'), 'x'), /x\.parquet/],
    ['a file missing', () => rmSync(join(release, 'policy.json')), /lacks policy\.json/],
    ['no signature', () => rmSync(join(release, 'manifest.sig')), /lacks manifest\.sig/],
    [
      'a file cut short',
      () =>
        writeFileSync(join(release, 'policy.json'), readFileSync(join(release, 'policy.json')).subarray(1)),
      /policy\.json that differs/
    ],
    [
      'a certificate of other files',
      () =>
        resigned((m) => ({
          certificate: rewritten(m.certificate, (text) => text.replace(m.policy.sha256, m.snapshot.sha256))
        })),
      /certificate of other files/
    ],
    [
      'a certificate of another release',
      () =>
        resigned((m) => ({
          certificate: rewritten(m.certificate, (text) => text.replace('"release": 2', '"release": 3'))
        })),
      /certificate of other files/
    ]
  ])('refuses %s', async (_what, damage, words) => {
    await after(damage, () => expect(verifyRelease(release, trusted)).rejects.toThrow(refuses(words)));
  });

  it.each([
    ['a folder that is nothing', (c: string) => join(c, 'nowhere'), /neither a release nor a channel/],
    ['a file that is no manifest', (c: string) => join(c, '000002', 'tables'), /neither/]
  ])('refuses %s', async (_what, path, words) => {
    await expect(verify(path(channel), trusted)).rejects.toThrow(refuses(words));
  });

  it('refuses a link in place of a file, and a folder in a release', async () => {
    const linked = join(release, 'tables', 'link.parquet');
    symlinkSync(join(release, 'policy.json'), linked);
    await expect(verify(release, trusted)).rejects.toThrow(refuses(/link\.parquet/));
    rmSync(linked);
    mkdirSync(join(release, 'more'));
    await expect(verify(release, trusted)).rejects.toThrow(refuses(/more/));
    rmSync(join(release, 'more'), { recursive: true });
  });

  it('refuses rows that are not those of the ledger, signed as they may be', async () => {
    const ledgerWith = (change: (text: string) => string) => () =>
      resigned((m) => {
        const ledger = rewritten(m.ledger, change);
        const certificate = rewritten(m.certificate, (text) =>
          text.replace(m.ledger.sha256, ledger.sha256).replace(`${m.ledger.bytes}`, `${ledger.bytes}`)
        );
        return { ledger, certificate };
      });
    const refusal = (words: RegExp) => () =>
      expect(verifyRelease(release, trusted)).rejects.toThrow(refuses(words));
    await after(
      ledgerWith((text) => text.replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${'0'.repeat(64)}"`)),
      refusal(/visits_by_age 2025-04 that differ from its ledger/)
    );
    await after(
      ledgerWith((text) => {
        const ledger = JSON.parse(text) as { periods: unknown[] };
        return canonicalJson({ ...ledger, periods: ledger.periods.slice(1) });
      }),
      refusal(/visits_by_age 2025-04, which its ledger does not know/)
    );
    await after(
      ledgerWith((text) =>
        text.replace('"withdrawn": []', '"withdrawn": [{"period":"2025-04","reason":"x","since_release":2}]')
      ),
      refusal(/does not agree with its manifest/)
    );
  });

  it('refuses a channel whose pointer names a release it does not hold, or another number', async () => {
    await after(
      () => writeFileSync(join(channel, 'current.json'), '{"release":3}'),
      () => expect(verify(channel, trusted)).rejects.toThrow(refuses(/release 3.*does not hold/))
    );
    const swapped = join(folder.path, 'swapped');
    mkdirSync(swapped);
    await fakePublication({ channel: swapped, last: 202504 }, quiet());
    renameSync(join(swapped, '000001'), join(swapped, '000004'));
    writeFileSync(join(swapped, 'current.json'), '{"release":4}');
    await expect(verify(swapped, trusted)).rejects.toThrow(refuses(/another number/));
    expect(readdirSync(swapped)).toContain('000004');
  });

  it('refuses a channel whose later release counted a closed month anew', async () => {
    const other = join(folder.path, 'other');
    await fakePublication({ channel: other, last: 202504, salt: 'recounted', release: 3 }, quiet());
    const target = join(channel, '000003');
    renameSync(join(other, '000003'), target);
    await after(
      () => writeFileSync(join(channel, 'current.json'), '{"release":3}'),
      () => expect(verify(channel, trusted)).rejects.toThrow(refuses(/changes visits_by_age 2025-04/))
    );
    rmSync(target, { recursive: true, force: true });
  });
});
