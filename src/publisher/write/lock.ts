import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effects } from '../effects.ts';
import { PublisherError } from '../publisher-error.ts';

/** Whether a process still runs; a process of another user counts as running. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Holds a channel for one publisher at a time. The lock of a process that no longer runs is taken over.
 * @returns the release of the lock
 * @throws PublisherError E_LOCKED
 */
export function lockChannel(channel: string, effects: Effects): () => void {
  const path = join(channel, '.lock');
  const content = `${process.pid}\n`;
  for (let attempt = 0; ; attempt++) {
    try {
      effects.files.create(path, content);
      return () => effects.files.remove(path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const pid = existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : Number.NaN;
      if (attempt > 0 || (Number.isInteger(pid) && isAlive(pid))) {
        throw new PublisherError(
          'E_LOCKED',
          `Another publisher (process ${pid}) is writing ${channel}; wait until it ends.`,
          { cause }
        );
      }
      effects.log(`The lock of process ${pid}, which no longer runs, is taken over.`);
      effects.files.remove(path);
    }
  }
}
