import { hkdfSync } from 'node:crypto';
import { privateKeyOf, trustedKeyOf } from './ed25519.ts';
import type { Keys } from './keys.ts';

const SALT = 'miyagi-care-atlas demo keys';

const derived = (seed: number, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', String(seed), SALT, label, 32));

/**
 * Keys of invented records, derived from their seed (HKDF-SHA256), so that the same source gives the same bytes
 * anywhere and no secret has to be stored. They protect nothing: whoever knows the seed has them.
 */
export function demoKeys(seed: number): Keys {
  const signing = privateKeyOf(derived(seed, 'signing'));
  const current = trustedKeyOf(signing, true);
  return {
    signing,
    key_id: current.key_id,
    demo: true,
    rounding: derived(seed, 'rounding'),
    trusted: { current, next: trustedKeyOf(privateKeyOf(derived(seed, 'next')), true) }
  };
}
