import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PublisherError } from '../../src/publisher/publisher-error.ts';
import { verifyFiles } from '../../src/publisher/verify-release.ts';
import { currentRelease, releaseFolder } from '../../src/publisher/write/channel.ts';
import { openChannel } from '../../src/publisher/write/open-channel.ts';
import { buryPublisher } from './channel-states.ts';
import { refusing } from './failing-disk.ts';
import { fakePublication, FAKE_KEYS } from './fake-publication.ts';
import { contentOf, quiet } from './scratch-folder.ts';

/** What a publication comes to when the file system refuses one of its steps. */
export interface Refusal {
  /** Whether there was such a step at all. */
  readonly refused: boolean;
  readonly ended: string;
  /** Release served afterwards. */
  readonly release: number;
}

/**
 * Publishes a month onto a copy of `before` while the nth step is refused, then does what readers and the next
 * publisher do.
 * @throws Error if readers do not have one of the two releases whole, or leftovers stay
 */
export async function refusedStep(
  before: string,
  channel: string,
  nth: number,
  code: 'ENOSPC' | 'EIO' | 'EACCES'
): Promise<Refusal> {
  rmSync(channel, { recursive: true, force: true });
  cpSync(before, channel, { recursive: true });
  const old = currentRelease(channel);
  const disk = refusing(nth, code);
  const effects = quiet({ files: disk.files });
  const ended = await fakePublication({ channel, last: 202506 }, effects).then(
    () => 'published',
    (error: unknown) => {
      if (error instanceof PublisherError) return error.code;
      throw error;
    }
  );
  const release = currentRelease(channel);
  await verifyFiles(join(channel, releaseFolder(release)), FAKE_KEYS.trusted);
  const kept = contentOf(channel);
  if (release === old && [...contentOf(before)].some(([file, bytes]) => kept.get(file) !== bytes))
    throw new Error(`the release before changed at step ${nth}`);
  if (ended === 'published' && disk.asked() >= nth && !effects.lines.join().includes(code))
    throw new Error(`the refusal of step ${nth} went unsaid`);
  // this process, which played a publisher that has ended, still runs
  buryPublisher(channel);
  (await openChannel({ channel, trusted: FAKE_KEYS.trusted }, quiet())).close();
  const left = readdirSync(channel).filter((name) => /partial|lock/.test(name));
  if (left.length > 0) throw new Error(`${left.join()} stays after step ${nth}`);
  return { refused: disk.asked() >= nth, ended, release };
}
