/**
 * SHA-256 of bytes as 64 lower-case hex digits. WebCrypto where there is one; pages served over plain http have
 * none, and hash in JavaScript instead.
 */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return hex(
    globalThis.crypto?.subtle
      ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource))
      : await inJavaScript(bytes)
  );
}

async function inJavaScript(bytes: Uint8Array): Promise<Uint8Array> {
  const { sha256 } = await import('@noble/hashes/sha2.js');
  return sha256(bytes);
}

const hex = (digest: Uint8Array): string =>
  Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
