import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedKey, TrustedKeys } from '#lib/release/signature.ts';
import { DEMO_KEYS, parseTrustedKeys } from '#lib/release/trusted-keys.ts';
import { PublisherError } from '../publisher-error.ts';
import { demoKeys } from './demo-keys.ts';
import { trustedKeyOf } from './ed25519.ts';

/** The secrets of a publisher. They stay in memory and in the key folder. */
export interface Keys {
  /** Ed25519: signs the manifest. */
  readonly signing: KeyObject;
  readonly key_id: string;
  readonly demo: boolean;
  /** 32 bytes: decides how counts are rounded. */
  readonly rounding: Uint8Array;
  /** What readers are given to check signatures with. */
  readonly trusted: TrustedKeys;
}

/** Names of the files of a key folder. */
export const KEY_FILES = {
  signing: 'signing.key',
  next: 'next.key',
  rounding: 'rounding.key',
  trusted: 'trusted-keys.json'
} as const;

/** What openKeys has to know of a source. */
export interface KeySource {
  readonly synthetic: boolean;
  /** Seed of an invented source, as its source.json states it. */
  readonly seed?: number;
}

/**
 * The keys to publish with: those of a folder made by `care-atlas keygen`, or, without one, demo keys of an invented
 * source.
 * @throws PublisherError E_KEY if a key is missing, readable by others, no key, or a demo key for a real source
 */
export function openKeys(directory: string | undefined, source: KeySource): Keys {
  if (directory === undefined) {
    if (!source.synthetic)
      throw new PublisherError(
        'E_KEY',
        'No keys were given, and only invented records are signed with demo keys; make some with care-atlas keygen --out DIR and publish with --keys DIR.'
      );
    if (!Number.isSafeInteger(source.seed))
      throw new PublisherError(
        'E_KEY',
        'The source calls itself synthetic but its source.json states no whole-number seed to derive demo keys from; add the seed or publish with --keys DIR.'
      );
    return demoKeys(source.seed!);
  }
  const signing = signingKey(join(directory, KEY_FILES.signing));
  const rounding = secret(join(directory, KEY_FILES.rounding));
  if (rounding.length !== 32)
    throw new PublisherError(
      'E_KEY',
      `The rounding key in ${directory} has ${rounding.length} bytes, 32 are needed; restore it from its backup, because a new one would round the same counts differently.`
    );
  const stated = trustedFile(directory);
  const marked = isDemo(trustedKeyOf(signing, false).public_key, stated);
  if (marked && !source.synthetic)
    throw new PublisherError(
      'E_KEY',
      `The signing key in ${directory} is a demo key, which anyone can derive, and the source is real; make keys of your own with care-atlas keygen --out DIR.`
    );
  const current = trustedKeyOf(signing, marked);
  return {
    signing,
    key_id: current.key_id,
    demo: marked,
    rounding,
    trusted: { current, next: nextOf(directory, stated, current) }
  };
}

/**
 * The bytes of a secret file.
 * @throws PublisherError E_KEY if it is missing, or its mode lets anyone but the owner at it
 */
function secret(path: string): Buffer {
  try {
    const mode = statSync(path).mode & 0o777;
    if ((mode & 0o077) !== 0)
      throw new PublisherError(
        'E_KEY',
        `The key ${path} has mode 0${mode.toString(8)}, so others can read it; set chmod 600, and replace the key if it may have been read.`
      );
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    throw new PublisherError(
      'E_KEY',
      `The key ${path} is missing or cannot be read; restore it, or make new keys with care-atlas keygen.`,
      { cause }
    );
  }
}

function signingKey(path: string): KeyObject {
  const pem = secret(path);
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw notEd25519(path, cause);
  }
  throw notEd25519(path);
}

const notEd25519 = (path: string, cause?: unknown): PublisherError =>
  new PublisherError(
    'E_KEY',
    `The key ${path} is no Ed25519 private key in PEM form; restore it, or make new keys with care-atlas keygen.`,
    { cause }
  );

function trustedFile(directory: string): TrustedKeys | undefined {
  const path = join(directory, KEY_FILES.trusted);
  if (!existsSync(path)) return undefined;
  try {
    return parseTrustedKeys(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new PublisherError(
      'E_KEY',
      `${path} is not as care-atlas keygen writes it; restore it, or remove it and publish again.`,
      { cause }
    );
  }
}

const listed = (keys: TrustedKeys | undefined): TrustedKey[] =>
  keys ? [keys.current, ...(keys.next ? [keys.next] : [])] : [];

const isDemo = (publicKey: string, stated: TrustedKeys | undefined): boolean =>
  [...listed(stated), ...listed(DEMO_KEYS)].some((key) => key.demo && key.public_key === publicKey);

/** The key after this one: its private half may well be kept somewhere else. */
function nextOf(directory: string, stated: TrustedKeys | undefined, current: TrustedKey): TrustedKey | null {
  const path = join(directory, KEY_FILES.next);
  if (existsSync(path)) return trustedKeyOf(signingKey(path), current.demo);
  return stated?.next && stated.next.public_key !== current.public_key ? stated.next : null;
}
