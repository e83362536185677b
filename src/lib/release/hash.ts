/**
 * SHA-256 of bytes as 64 lower-case hex digits, by WebCrypto (browser and Node).
 * @throws TypeError where the page has no WebCrypto (plain http other than localhost)
 */
export async function sha256Hex(bytes: Uint8Array | ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as BufferSource);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
