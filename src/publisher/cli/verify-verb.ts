import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monthKey } from '#lib/domain/period.ts';
import type { TrustedKeys } from '#lib/release/signature.ts';
import { parseTrustedKeys, TRUSTED_KEYS } from '#lib/release/trusted-keys.ts';
import { PublisherError } from '../publisher-error.ts';
import { verify, type VerifiedRelease } from '../verify-release.ts';
import type { Verb } from './verb.ts';

/** `care-atlas verify`. */
export const VERIFY: Verb = {
  name: 'verify',
  summary: 'proves signature, files, ledger and certificate of a release or channel',
  words: ['DIR'],
  options: [
    {
      name: 'keys',
      value: 'FILE',
      help: 'trusted-keys.json to believe, or the folder it stands in (the demo keys of the samples)'
    }
  ],
  examples: [
    'care-atlas verify data-samples/release/region',
    'care-atlas verify releases/hospital/000012 --keys keys/trusted-keys.json'
  ],
  run: async (given, terminal) => {
    for (const release of await verify(given.words[0]!, trustedKeys(given.text('keys'))))
      terminal.out(`${summaryOf(release)}\n`);
  }
};

/** The keys to believe. @throws PublisherError E_USAGE if the file is none */
export function trustedKeys(path: string | undefined): TrustedKeys {
  if (path === undefined) return TRUSTED_KEYS;
  try {
    const file = statSync(path).isDirectory() ? join(path, 'trusted-keys.json') : path;
    return parseTrustedKeys(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new PublisherError(
      'E_USAGE',
      `--keys takes a trusted-keys.json as care-atlas keygen writes it, and ${path} is none.`,
      { cause }
    );
  }
}

function summaryOf({ manifest, ledger, signer, files, bytes }: VerifiedRelease): string {
  const { first_month, last_month } = manifest.period;
  const withdrawn = manifest.withdrawn.length === 0 ? '' : `, ${manifest.withdrawn.length} withdrawn`;
  return [
    `Release ${manifest.release} is whole: ${files} files, ${(bytes / 1_000_000).toFixed(1)} MB`,
    `signed by ${signer.key_id}${signer.demo ? ' (demo key, invented records)' : ''}`,
    `${monthKey(first_month)} to ${monthKey(last_month)}, ${ledger.periods.length} periods${withdrawn}, all rows as first published`
  ].join('; ');
}
