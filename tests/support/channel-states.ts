import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** What came of a power cut. */
export interface Survived {
  /** The release readers got. */
  readonly served: 'before' | 'after';
  /** Changes of names the disk had not confirmed when the power went. */
  readonly unconfirmed: number;
}

/**
 * Lets the power go at a point, then does what readers and the next publisher do.
 * @throws Error if readers got neither, or the next publisher finds no way on
 */
export async function survive(recorded: Recorded, at: PowerCut): Promise<Survived> {
  const { channel, steps } = recorded;
  rmSync(channel, { recursive: true, force: true });
  cpSync(recorded.before, channel, { recursive: true });
  using disk = new ForgetfulDisk();
  for (const step of steps.slice(0, at.done)) disk.do(step);
  const unconfirmed = disk.cut(at.forgets, at.during ? steps[at.done] : undefined);
  buryPublisher(channel);

  const served = await servedState(recorded);
  const opened = await openChannel({ channel, trusted: FAKE_KEYS.trusted }, quiet());
  opened.close();
  const still = await servedState(recorded);
  const left = readdirSync(channel).filter((name) => /partial|^\.lock/.test(name));
  if (left.length > 0) throw new Error(`${left.join()} is left after the next publisher`);
  if (served !== still) throw new Error(`readers had ${served}, after the next publisher ${still}`);
  return { served, unconfirmed };
}

/**
 * Lets the power go at a point in every way: the disk forgets nothing of what it had not confirmed, all of it, or
 * any one change alone.
 * @returns the releases readers got
 */
export async function surviveAll(
  recorded: Recorded,
  done: number,
  during: boolean,
  ways: 'ends' | 'each' = 'each'
): Promise<Survived['served'][]> {
  const cut = (forgets: PowerCut['forgets'], what: string): Promise<Survived> =>
    survive(recorded, { done, during, forgets }).catch((cause: unknown) => {
      throw new Error(`${during ? 'during' : 'before'} step ${done + 1}, the disk forgets ${what}`, {
        cause
      });
    });
  const nothing = await cut(() => false, 'nothing');
  const results = [nothing, await cut(() => true, 'everything')];
  if (ways === 'each' && nothing.unconfirmed > 1)
    for (let one = 0; one < nothing.unconfirmed; one++)
      results.push(await cut((i) => i === one, `change ${one + 1} of ${nothing.unconfirmed}`));
  return results.map(({ served }) => served);
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
