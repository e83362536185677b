import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import type { Effects } from '../effects.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { PRIVATE_LEDGER, privateLedgerText } from '../ledger/private-ledger.ts';
import { PublisherError } from '../publisher-error.ts';
import { LOCK_FILE } from './lock.ts';
import { isRunning } from './process-identity.ts';

const POINTER = 'current.json';
const RELEASE = /^\d{6}$/;
const PARTIAL = /^\.\d{6}\.partial$/;
const LOCK_DRAFT = new RegExp(`^\\${LOCK_FILE}\\.(\\d+)`);

/** Folder of a release number inside a channel. */
export const releaseFolder = (release: number): string => String(release).padStart(6, '0');

/** Folder a release is written into, aside, before it is switched to. */
export const partialFolder = (channel: string, release: number): string =>
  join(channel, `.${releaseFolder(release)}.partial`);

/** The release a channel serves now; 0 if none. @throws PublisherError E_LEDGER if its pointer cannot be read */
export function currentRelease(channel: string): number {
  const path = join(channel, POINTER);
  if (!existsSync(path)) return 0;
  try {
    const { release } = JSON.parse(readFileSync(path, 'utf8')) as { release: unknown };
    if (typeof release === 'number' && Number.isSafeInteger(release) && release > 0) return release;
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw unreadable(path);
}

const unreadable = (path: string, cause?: unknown): PublisherError =>
  new PublisherError(
    'E_LEDGER',
    `${path} does not name a release; restore the channel from its backup, and publish again.`,
    { cause }
  );

/** The releases a channel holds, ascending. */
function releasesOf(channel: string): number[] {
  return readdirSync(channel)
    .filter((name) => RELEASE.test(name) && statSync(join(channel, name)).isDirectory())
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Removes what a publisher that did not finish left behind: drafts, releases nothing ever pointed to, and what is left
 * of expired ones. To be called with the lock held and after the ledger was read, which refuses a channel whose
 * pointer was set back.
 */
export function removeLeftovers(channel: string, { files }: Effects): void {
  for (const name of readdirSync(channel)) {
    const draft = LOCK_DRAFT.exec(name)?.[1];
    if (
      PARTIAL.test(name) ||
      name === `.${POINTER}.partial` ||
      name === `${PRIVATE_LEDGER}.partial` ||
      (draft !== undefined && !isRunning(Number(draft)))
    )
      files.remove(join(channel, name));
  }
  const current = currentRelease(channel);
  const releases = releasesOf(channel);
  for (const release of releases.filter((number) => number > current))
    files.remove(join(channel, releaseFolder(release)));
  for (const release of releases.filter((number) => number < current).slice(0, -1))
    files.remove(join(channel, releaseFolder(release)));
}

/**
 * Refuses a number that would take readers back. The number of the current release passes: the same bytes again are
 * no other release.
 * @throws PublisherError E_ROLLBACK
 */
export function checkNumber(channel: string, release: number): void {
  const current = currentRelease(channel);
  if (release < current)
    throw new PublisherError(
      'E_ROLLBACK',
      `Release ${release} was asked for and ${channel} already serves ${current}; numbers only rise, so publish without --release.`
    );
}

/** A finished folder and what it adds to the ledger. */
export interface FinishedRelease {
  readonly release: number;
  /** The folder aside, as `partialFolder` names it. */
  readonly folder: string;
  readonly ledger: Ledger;
  /** Whether periods were taken back: then no older release may stay. */
  readonly withdraws: boolean;
}

/**
 * Makes a finished folder the channel's release. First everything that needs room, then the pointer in one step, then
 * the channel's own ledger: whatever step the power goes at, the pointer names a whole release, and that release's
 * ledger.json repairs the channel's own. The release before stays for readers who are about to load it.
 * @throws PublisherError E_ROLLBACK, E_RELEASE_EXISTS
 */
export function switchRelease(
  channel: string,
  { release, folder, ledger, withdraws }: FinishedRelease,
  effects: Effects
): void {
  const { files } = effects;
  checkNumber(channel, release);
  const target = join(channel, releaseFolder(release));
  const manifest = readFileSync(join(folder, 'manifest.json'));
  if (existsSync(target)) {
    const same = readFileSync(join(target, 'manifest.json')).equals(manifest);
    files.remove(folder);
    if (same) return;
    throw new PublisherError(
      'E_RELEASE_EXISTS',
      `Release ${release} already exists in ${channel} with other content, and a release never changes; publish without --release to take the next number.`
    );
  }
  const pointer = join(channel, `.${POINTER}.partial`);
  const record = join(channel, `${PRIVATE_LEDGER}.partial`);
  files.write(record, privateLedgerText(ledger, manifest), 0o600);
  files.write(pointer, canonicalJson({ release }));
  files.rename(folder, target);
  files.sync(channel);
  files.rename(pointer, join(channel, POINTER));
  try {
    files.sync(channel);
  } catch (cause) {
    throw new PublisherError(
      'E_IO',
      `Release ${release} is served, but the disk did not confirm it; check the disk, then run care-atlas verify ${channel}.`,
      { cause }
    );
  }
  try {
    files.rename(record, join(channel, PRIVATE_LEDGER));
    files.sync(channel);
    const older = releasesOf(channel).filter((number) => number < release);
    for (const number of withdraws ? older : older.slice(0, -1))
      files.remove(join(channel, releaseFolder(number)));
  } catch (cause) {
    // the release is served and whole; what is left to tidy waits for the next run
    if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
    effects.log(
      `Release ${release} is served; the file system refused to tidy up after it (${(cause as NodeJS.ErrnoException).code}), which the next publication will do.`
    );
  }
}
