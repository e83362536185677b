import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYearOf } from '#lib/domain/period.ts';
import type { PublishedChannel } from './ledger/read-ledger.ts';
import { checkTiersKept, parsePolicy, type Policy } from './policy.ts';
import { PublisherError } from './publisher-error.ts';
import { releaseFolder } from './write/channel.ts';

/** Reads a policy file. @throws PublisherError E_POLICY_SHAPE */
export function readPolicyFile(path: string): Policy {
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PublisherError(
      'E_POLICY_SHAPE',
      `The policy ${path} cannot be read; check the path and its permissions.`,
      { cause }
    );
  }
  return parsePolicy(json);
}

/**
 * A new policy may not lower a threshold inside the fiscal year the channel last published in.
 * @param asOf plain date of this publication
 * @throws PublisherError E_POLICY_TIER_LOWERED
 */
export function checkAgainstPrevious(policy: Policy, published: PublishedChannel, asOf: string): void {
  if (published.manifest === null) return;
  const folder = join(published.channel, releaseFolder(published.release));
  const before = parsePolicy(readFileSync(join(folder, published.manifest.policy.file), 'utf8'));
  const year = (date: string) => fiscalYearOf(Number(date.slice(0, 4)) * 100 + Number(date.slice(5, 7)));
  checkTiersKept(before, policy, year(published.manifest.as_of) === year(asOf));
}
