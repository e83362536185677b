import { ReleaseError } from './release-error.ts';
import type { TrustedKey, TrustedKeys } from './signature.ts';
import pinned from './trusted-keys.json' with { type: 'json' };

/** Set at build time for a hospital's own keys; see {@link trustedKeysDefine}. */
declare const __ATLAS_TRUSTED_KEYS__: TrustedKeys | undefined;

/** The keys this build believes: a hospital's own, or the demo keys of the sample releases. */
export const TRUSTED_KEYS: TrustedKeys =
  typeof __ATLAS_TRUSTED_KEYS__ === 'undefined' ? pinned : __ATLAS_TRUSTED_KEYS__;

/** The demo keys of the sample releases, which anyone can derive: believed for invented records only. */
export const DEMO_KEYS: TrustedKeys = pinned;

/**
 * What the bundler has to define so that a site believes a hospital's keys: the text of the file `care-atlas keygen`
 * wrote, which ATLAS_TRUSTED_KEYS names; without one the demo keys stay.
 * @throws ReleaseError E_MANIFEST_SHAPE
 */
export const trustedKeysDefine = (json: string | undefined): Record<string, string> =>
  json === undefined ? {} : { __ATLAS_TRUSTED_KEYS__: JSON.stringify(parseTrustedKeys(json)) };

/** Parses trusted-keys.json. @throws ReleaseError E_MANIFEST_SHAPE */
export function parseTrustedKeys(json: string): TrustedKeys {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'trusted-keys', wanted: 'JSON' }, { cause });
  }
  const { current, next } = (raw ?? {}) as Record<string, unknown>;
  return { current: keyOf(current, 'current'), next: next === null ? null : keyOf(next, 'next') };
}

function keyOf(value: unknown, at: string): TrustedKey {
  const { key_id, public_key, demo } = (value ?? {}) as Record<string, unknown>;
  if (
    typeof demo !== 'boolean' ||
    typeof key_id !== 'string' ||
    !(demo ? /^demo-[0-9a-f]{16}$/ : /^[0-9a-f]{16}$/).test(key_id) ||
    typeof public_key !== 'string' ||
    !/^[A-Za-z0-9+/]{43}=$/.test(public_key)
  )
    throw new ReleaseError('E_MANIFEST_SHAPE', {
      at: `trusted-keys.${at}`,
      wanted: 'key_id, public_key and demo as care-atlas keygen writes them'
    });
  return { key_id, public_key, demo };
}
