import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';
import { ReleaseError } from './release-error.ts';

/** A public key whose signature on a manifest is believed. */
export interface TrustedKey {
  /** First 16 hex digits of the SHA-256 of the public key, after `demo-` for a demo key. */
  readonly key_id: string;
  /** 32 bytes, base64. */
  readonly public_key: string;
  /** Derived from the seed of invented records, so anyone can sign with it: believed for invented records only. */
  readonly demo: boolean;
}

/** The keys a site was built to believe: today's, and the one that follows it. */
export interface TrustedKeys {
  readonly current: TrustedKey;
  readonly next: TrustedKey | null;
}

/** Who signed a manifest. */
export interface Signer {
  readonly key_id: string;
  readonly demo: boolean;
}

/** manifest.sig as text: one form only, so that no byte of it can change unnoticed. */
export const signatureText = (key_id: string, signature: Uint8Array): string =>
  canonicalJson({ algorithm: 'Ed25519', key_id, signature: base64(signature) });

/** The name of a public key. */
export const keyIdOf = async (publicKey: Uint8Array, demo: boolean): Promise<string> =>
  `${demo ? 'demo-' : ''}${(await sha256Hex(publicKey)).slice(0, 16)}`;

/**
 * Proves that a trusted key signed exactly these bytes of manifest.json. To be asked before anything else of a release
 * is believed.
 * @throws ReleaseError E_MANIFEST_SIGNATURE: what did not fit, never the content
 */
export async function verifySignature(
  manifestBytes: Uint8Array,
  signatureJson: string,
  trusted: TrustedKeys
): Promise<Signer> {
  const { key_id, signature } = parseSignature(signatureJson);
  const key = [trusted.current, trusted.next].find((candidate) => candidate?.key_id === key_id);
  if (!key) throw refused('key_id', 'a key this site trusts');
  const publicKey = bytesOf(key.public_key);
  if (publicKey?.length !== 32 || (await keyIdOf(publicKey, key.demo)) !== key_id)
    throw refused('trusted_key', 'a public key that has its own name');
  if (!(await isSigned(manifestBytes, signature, publicKey)))
    throw refused('signature', 'one of these very bytes');
  const { source, signing } = signedClaims(manifestBytes);
  if (signing?.key_id !== key_id || signing.demo !== key.demo)
    throw refused('signing', 'the key that signed');
  // whoever knows a seed can sign with its demo key, so it says nothing about real records
  if (key.demo && source?.synthetic !== true)
    throw refused('signing', 'a key of the hospital for real records');
  return { key_id, demo: key.demo };
}

function parseSignature(json: string): { key_id: string; signature: Uint8Array } {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw refused('manifest.sig', 'JSON', cause);
  }
  const { algorithm, key_id, signature } = (raw ?? {}) as Record<string, unknown>;
  const bytes = typeof signature === 'string' ? bytesOf(signature) : undefined;
  if (algorithm !== 'Ed25519' || typeof key_id !== 'string' || bytes?.length !== 64)
    throw refused('manifest.sig', 'algorithm, key_id and signature');
  if (signatureText(key_id, bytes) !== json) throw refused('manifest.sig', 'its canonical form');
  return { key_id, signature: bytes };
}

async function isSigned(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): Promise<boolean> {
  const native = await nativeVerifier(publicKey);
  if (native) return native(message, signature);
  const [ed25519, { sha512 }] = await Promise.all([
    import('@noble/ed25519'),
    import('@noble/hashes/sha2.js')
  ]);
  ed25519.hashes.sha512 = sha512;
  // the strict rule of RFC 8032, as WebCrypto has it
  return ed25519.verify(signature, message, publicKey, { zip215: false });
}

type Verifier = (message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** WebCrypto's Ed25519; undefined on pages served over plain http and in browsers that do not have it. */
async function nativeVerifier(publicKey: Uint8Array): Promise<Verifier | undefined> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return undefined;
  try {
    const key = await subtle.importKey('raw', publicKey as BufferSource, { name: 'Ed25519' }, false, [
      'verify'
    ]);
    return (message, signature) =>
      subtle.verify({ name: 'Ed25519' }, key, signature as BufferSource, message as BufferSource);
  } catch {
    return undefined;
  }
}

interface Claims {
  readonly source?: { readonly synthetic?: unknown };
  readonly signing?: { readonly key_id?: unknown; readonly demo?: unknown };
}

function signedClaims(manifestBytes: Uint8Array): Claims {
  try {
    return (JSON.parse(new TextDecoder().decode(manifestBytes)) ?? {}) as Claims;
  } catch (cause) {
    throw refused('manifest', 'JSON', cause);
  }
}

const refused = (at: string, wanted: string, cause?: unknown): ReleaseError =>
  new ReleaseError('E_MANIFEST_SIGNATURE', { at, wanted }, cause === undefined ? undefined : { cause });

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}
