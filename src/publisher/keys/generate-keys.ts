import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import type { TrustedKeys } from '#lib/release/signature.ts';
import { PublisherError } from '../publisher-error.ts';
import { trustedKeyOf } from './ed25519.ts';
import { KEY_FILES } from './keys.ts';

/**
 * Makes the keys of a hospital in a folder only its owner can open: signing.key and next.key (Ed25519, PEM),
 * rounding.key (32 random bytes), and trusted-keys.json, which is public.
 * @throws PublisherError E_KEY if there is a key already: a lost rounding key can never be made again
 */
export function generateKeys(directory: string): TrustedKeys {
  const there = Object.values(KEY_FILES).find((name) => existsSync(join(directory, name)));
  if (there !== undefined)
    throw new PublisherError(
      'E_KEY',
      `${directory} already holds ${there}, and keys are never overwritten; name another folder with --out.`
    );
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const [signing, next] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const trusted: TrustedKeys = {
    current: trustedKeyOf(signing.privateKey, false),
    next: trustedKeyOf(next.privateKey, false)
  };
  const pem = { format: 'pem', type: 'pkcs8' } as const;
  const secrets: readonly (readonly [string, string | Uint8Array])[] = [
    [KEY_FILES.signing, signing.privateKey.export(pem)],
    [KEY_FILES.next, next.privateKey.export(pem)],
    [KEY_FILES.rounding, randomBytes(32)]
  ];
  for (const [name, content] of secrets)
    writeFileSync(join(directory, name), content, { flag: 'wx', mode: 0o600 });
  writeFileSync(join(directory, KEY_FILES.trusted), canonicalJson(trusted), { flag: 'wx', mode: 0o644 });
  return trusted;
}
