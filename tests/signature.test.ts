import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import { signatureText, verifySignature, type TrustedKeys } from '../src/lib/release/signature.ts';
import { DEMO_KEYS, parseTrustedKeys, trustedKeysDefine } from '../src/lib/release/trusted-keys.ts';
import { demoKeys } from '../src/publisher/keys/demo-keys.ts';
import { privateKeyOf, signManifest, trustedKeyOf } from '../src/publisher/keys/ed25519.ts';
import { generateKeys } from '../src/publisher/keys/generate-keys.ts';
import { openKeys } from '../src/publisher/keys/keys.ts';
import { scratch } from './support/scratch-folder.ts';

const demo = demoKeys(7);
const secret = privateKeyOf(Buffer.alloc(32, 1));
const hospital: TrustedKeys = {
  current: trustedKeyOf(secret, false),
  next: trustedKeyOf(privateKeyOf(Buffer.alloc(32, 2)), false)
};

/** The part of a manifest a signature is about. */
const manifest = (synthetic: boolean, signer: { key_id: string; demo: boolean }): Buffer =>
  Buffer.from(canonicalJson({ release: 1, source: { synthetic }, signing: signer }));
const byHospital = manifest(false, hospital.current);
const hospitalSignature = signManifest(byHospital, secret, hospital.current.key_id);

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['WebCrypto', () => {}],
  ['JavaScript, as on a page served over plain http', () => vi.stubGlobal('crypto', {})],
  [
    'JavaScript, as in a browser whose WebCrypto lacks Ed25519',
    () =>
      vi.stubGlobal('crypto', {
        subtle: {
          digest: crypto.subtle.digest.bind(crypto.subtle),
          importKey: () => Promise.reject(new DOMException('no Ed25519', 'NotSupportedError'))
        }
      })
  ]
])('a signature checked by %s', (_by, prepare) => {
  it('of these very bytes names its key', async () => {
    prepare();
    expect(await verifySignature(byHospital, hospitalSignature, hospital)).toEqual({
      key_id: hospital.current.key_id,
      demo: false
    });
  });

  it('is good by the next key too, and by no third', async () => {
    prepare();
    const swapped = { current: hospital.next!, next: hospital.current };
    expect((await verifySignature(byHospital, hospitalSignature, swapped)).key_id).toBe(
      hospital.current.key_id
    );
    await expect(
      verifySignature(byHospital, hospitalSignature, { current: hospital.next!, next: null })
    ).rejects.toMatchObject({ code: 'E_MANIFEST_SIGNATURE', details: { at: 'key_id' } });
  });

  it('of other bytes is refused', async () => {
    prepare();
    const changed = Buffer.from(byHospital);
    changed[10]! ^= 1;
    await expect(verifySignature(changed, hospitalSignature, hospital)).rejects.toMatchObject({
      code: 'E_MANIFEST_SIGNATURE',
      details: { at: 'signature' }
    });
  });
});

describe('manifest.sig', () => {
  it('has one form: no byte of it can be other', async () => {
    const bytes = Buffer.from(hospitalSignature);
    for (let i = 0; i < bytes.length; i++) {
      const flipped = Buffer.from(bytes);
      flipped[i]! ^= 1 << (i % 8);
      await expect(verifySignature(byHospital, flipped.toString('utf8'), hospital)).rejects.toMatchObject({
        code: 'E_MANIFEST_SIGNATURE'
      });
    }
  });

  it.each([
    ['no JSON', 'x'],
    ['another algorithm', hospitalSignature.replace('Ed25519', 'RSA')],
    ['spaces added', `${hospitalSignature} `],
    ['too short a signature', signatureText(hospital.current.key_id, new Uint8Array(63))]
  ])('is refused with %s', async (_what, text) => {
    await expect(verifySignature(byHospital, text, hospital)).rejects.toMatchObject({
      code: 'E_MANIFEST_SIGNATURE'
    });
  });

  it('must be by the key the manifest names', async () => {
    const other = manifest(false, { key_id: '0'.repeat(16), demo: false });
    await expect(
      verifySignature(other, signManifest(other, secret, hospital.current.key_id), hospital)
    ).rejects.toMatchObject({ details: { at: 'signing' } });
  });

  it('is not believed by a key whose name was given to other bytes', async () => {
    const forged = { current: { ...hospital.current, public_key: hospital.next!.public_key }, next: null };
    await expect(verifySignature(byHospital, hospitalSignature, forged)).rejects.toMatchObject({
      details: { at: 'trusted_key' }
    });
  });
});

describe('demo keys', () => {
  it('sign invented records', async () => {
    const bytes = manifest(true, demo);
    expect(
      await verifySignature(bytes, signManifest(bytes, demo.signing, demo.key_id), demo.trusted)
    ).toEqual({
      key_id: demo.key_id,
      demo: true
    });
    expect(demo.key_id).toMatch(/^demo-[0-9a-f]{16}$/);
  });

  it('say nothing about real ones', async () => {
    const bytes = manifest(false, demo);
    await expect(
      verifySignature(bytes, signManifest(bytes, demo.signing, demo.key_id), demo.trusted)
    ).rejects.toMatchObject({ code: 'E_MANIFEST_SIGNATURE', details: { at: 'signing' } });
  });

  it('are the same for the same seed, and the site pins those of the samples', () => {
    expect(demoKeys(7).key_id).toBe(demo.key_id);
    expect(demoKeys(8).key_id).not.toBe(demo.key_id);
    expect(demoKeys(20260401).trusted).toEqual(DEMO_KEYS);
    expect(Buffer.from(demo.rounding)).not.toEqual(Buffer.from(demoKeys(8).rounding));
  });
});

describe('the keys a site trusts', () => {
  it('are replaced at build time by a file of care-atlas keygen', () => {
    const json = canonicalJson(hospital);
    expect(parseTrustedKeys(json)).toEqual(hospital);
    expect(trustedKeysDefine(undefined)).toEqual({});
    expect(JSON.parse(trustedKeysDefine(json)['__ATLAS_TRUSTED_KEYS__']!)).toEqual(hospital);
  });
  it.each([
    ['no JSON', '{'],
    ['no key', '{"current":null,"next":null}'],
    [
      'a demo key that hides it',
      canonicalJson({ current: { ...DEMO_KEYS.current, demo: false }, next: null })
    ]
  ])('are refused with %s', (_what, json) => {
    expect(() => parseTrustedKeys(json)).toThrow(expect.objectContaining({ code: 'E_MANIFEST_SHAPE' }));
  });
});

describe('a key folder', () => {
  const real = { synthetic: false };
  const refused = expect.objectContaining({ code: 'E_KEY', exitCode: 6 });

  it('is made for its owner alone, once', () => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    const trusted = generateKeys(keys);
    expect(statSync(keys).mode & 0o777).toBe(0o700);
    for (const name of ['signing.key', 'next.key', 'rounding.key'])
      expect(statSync(join(keys, name)).mode & 0o777).toBe(0o600);
    const opened = openKeys(keys, real);
    expect(opened.trusted).toEqual(trusted);
    expect([opened.demo, opened.rounding.length]).toEqual([false, 32]);
    expect(parseTrustedKeys(readFileSync(join(keys, 'trusted-keys.json'), 'utf8'))).toEqual(trusted);
    expect(() => generateKeys(keys)).toThrow(refused);
  });

  it.each(['signing.key', 'rounding.key'])(
    'P33 without %s, or with it open to others, is refused',
    (name) => {
      using folder = scratch();
      const keys = join(folder.path, 'keys');
      generateKeys(keys);
      for (const mode of [0o640, 0o604, 0o660]) {
        chmodSync(join(keys, name), mode);
        expect(() => openKeys(keys, real)).toThrow(refused);
      }
      rmSync(join(keys, name));
      expect(() => openKeys(keys, real)).toThrow(refused);
    }
  );

  it('may keep its next key elsewhere', () => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    const trusted = generateKeys(keys);
    rmSync(join(keys, 'next.key'));
    expect(openKeys(keys, real).trusted).toEqual(trusted);
  });

  it('becomes the next one when its next key signs', () => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    const trusted = generateKeys(keys);
    copyFileSync(join(keys, 'next.key'), join(keys, 'signing.key'));
    rmSync(join(keys, 'next.key'));
    const opened = openKeys(keys, real);
    expect(opened.trusted).toEqual({ current: trusted.next, next: null });
  });

  it.each([
    ['a signing key that is none', 'signing.key', 'x'],
    ['a rounding key of another length', 'rounding.key', 'x'.repeat(31)],
    ['a list of public keys that is none', 'trusted-keys.json', '{}']
  ])('with %s is refused', (_what, name, content) => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    generateKeys(keys);
    writeFileSync(join(keys, name), content, { mode: 0o600 });
    expect(() => openKeys(keys, real)).toThrow(refused);
  });

  it('with a demo key signs no real records', () => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    mkdirSync(keys);
    const pem = demoKeys(20260401).signing.export({ format: 'pem', type: 'pkcs8' });
    writeFileSync(join(keys, 'signing.key'), pem, { mode: 0o600 });
    writeFileSync(join(keys, 'rounding.key'), Buffer.alloc(32), { mode: 0o600 });
    expect(() => openKeys(keys, real)).toThrow(refused);
    expect(openKeys(keys, { synthetic: true }).demo).toBe(true);
  });
});

describe('without a key folder', () => {
  it('invented records are signed with keys of their seed, real ones not at all', () => {
    expect(openKeys(undefined, { synthetic: true, seed: 7 }).key_id).toBe(demo.key_id);
    for (const source of [{ synthetic: false }, { synthetic: false, seed: 7 }, { synthetic: true }])
      expect(() => openKeys(undefined, source)).toThrow(expect.objectContaining({ code: 'E_KEY' }));
  });
});
