import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { signatureText, type TrustedKey } from '#lib/release/signature.ts';

/** PKCS #8 frame of an Ed25519 private key before its 32 bytes (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a 32-byte seed. */
export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** What the world may know of a private key. */
export function trustedKeyOf(privateKey: KeyObject, demo: boolean): TrustedKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const raw = spki.subarray(-32);
  const name = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return { key_id: `${demo ? 'demo-' : ''}${name}`, public_key: raw.toString('base64'), demo };
}

/** manifest.sig of the exact bytes of manifest.json. */
export const signManifest = (manifestBytes: Uint8Array, key: KeyObject, key_id: string): string =>
  signatureText(key_id, sign(null, manifestBytes, key));
