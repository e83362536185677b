import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChannel } from '../../src/publisher/write/open-channel.ts';
import { currentRelease, releaseFolder } from '../../src/publisher/write/channel.ts';
import { verifyFiles } from '../../src/publisher/verify-release.ts';
import { fakePublication, FAKE_KEYS } from './fake-publication.ts';
import { ForgetfulDisk, recording, type Step } from './failing-disk.ts';
import { contentOf, quiet, scratch } from './scratch-folder.ts';

/** One publication kept as steps, between the channel before and after it. */
export interface Recorded {
  /** Copies of the channel. */
  readonly before: string;
  readonly after: string;
  readonly steps: readonly Step[];
  /** Folder the steps were recorded in; they are only good there. */
  readonly channel: string;
  readonly [Symbol.dispose]: () => void;
}

/** Records the publication of a month after `earlier` others. */
export async function recordPublication(
  earlier: readonly number[],
  last: number,
  more: Partial<Parameters<typeof fakePublication>[0]> = {}
): Promise<Recorded> {
  const folder = scratch();
  const channel = join(folder.path, 'channel');
  const [before, after] = [join(folder.path, 'before'), join(folder.path, 'after')];
  mkdirSync(channel);
  for (const month of earlier) await fakePublication({ channel, last: month }, quiet());
  cpSync(channel, before, { recursive: true });
  const { files, steps } = recording();
  await fakePublication({ channel, last, ...more }, quiet({ files }));
  cpSync(channel, after, { recursive: true });
  return { before, after, steps, channel, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Where in a recorded publication the power goes. */
export interface PowerCut {
  /** Steps done before it. */
  readonly done: number;
  /** Whether the next step is half done. */
  readonly during: boolean;
  /** Which of the unconfirmed changes are forgotten. */
  readonly forgets: (index: number) => boolean;
}

/**
 * Lets the power go at a point, then does what readers and the next publisher do.
 * @returns whether readers got the release `before` or `after`
 * @throws Error if readers got neither, or the next publisher finds no way on
 */
export async function survive(recorded: Recorded, at: PowerCut): Promise<'before' | 'after'> {
  const { channel, steps } = recorded;
  rmSync(channel, { recursive: true, force: true });
  cpSync(recorded.before, channel, { recursive: true });
  using disk = new ForgetfulDisk();
  for (const step of steps.slice(0, at.done)) disk.do(step);
  disk.cut(at.forgets, at.during ? steps[at.done] : undefined);
  buryPublisher(channel);

  const served = await servedState(recorded);
  const opened = await openChannel({ channel, trusted: FAKE_KEYS.trusted }, quiet());
  opened.close();
  const still = await servedState(recorded);
  if (served !== still) throw new Error(`readers had ${served}, after the next publisher ${still}`);
  return served;
}

/** Which release readers get, proven by signature and hashes, and that nothing else of it is there. */
async function servedState({ channel, before, after }: Recorded): Promise<'before' | 'after'> {
  const release = currentRelease(channel);
  const state = release === currentRelease(after) ? 'after' : 'before';
  if (release === 0) return state;
  const folder = releaseFolder(release);
  await verifyFiles(join(channel, folder), FAKE_KEYS.trusted);
  const expected = contentOf(join(state === 'after' ? after : before, folder));
  const found = contentOf(join(channel, folder));
  if (found.size !== expected.size || [...expected].some(([file, bytes]) => found.get(file) !== bytes))
    throw new Error(`release ${release} is not as it was published`);
  return state;
}

/** The publisher whose power went no longer runs; this process, which played it, does. */
export function buryPublisher(channel: string): void {
  const lock = join(channel, '.lock');
  try {
    const holder = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number };
    writeFileSync(lock, JSON.stringify({ ...holder, pid: 999_999_999 }));
  } catch {
    // no lock left
  }
}
