import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effects } from '../effects.ts';
import { PublisherError } from '../publisher-error.ts';
import { hasEnded, ownIdentity, parseIdentity } from './process-identity.ts';

/** A channel held for one publisher. */
export interface ChannelLock {
  /** Gives the channel free, if it is still held. */
  readonly unlock: () => void;
  /**
   * To be asked before the served release changes.
   * @throws PublisherError E_LOCKED if someone else took the lock meanwhile
   */
  readonly confirm: () => void;
}

/** Name of the lock in a channel; beside it stand drafts of it, `.lock.…`. */
export const LOCK_FILE = '.lock';

/**
 * Holds a channel for one publisher at a time. The lock of a process that has ended is taken over, with a warning.
 * @throws PublisherError E_LOCKED
 */
export function lockChannel(channel: string, effects: Effects): ChannelLock {
  const path = join(channel, LOCK_FILE);
  const own = `${JSON.stringify(ownIdentity())}\n`;
  try {
    effects.files.create(path, own);
  } catch (cause) {
    if (!isExisting(cause)) throw cause;
    takeOver(channel, path, own, effects);
  }
  return {
    unlock: () => {
      if (contentOf(path) === own) effects.files.remove(path);
    },
    confirm: () => {
      if (contentOf(path) !== own) throw locked(channel, contentOf(path) ?? '');
    }
  };
}

function takeOver(channel: string, path: string, own: string, { files, log }: Effects): void {
  const found = contentOf(path);
  if (found !== undefined) {
    const holder = parseIdentity(found);
    if (holder && !hasEnded(holder)) throw locked(channel, found);
    // renamed before it goes, so that of two publishers who both find it stale one takes it and the other sees so
    const aside = `${path}.${process.pid}.stale`;
    rename(path, aside, files);
    const taken = contentOf(aside);
    if (taken !== undefined && taken !== found) {
      createAgain(path, taken, channel, files);
      files.remove(aside);
      throw locked(channel, taken);
    }
    files.remove(aside);
    log(
      `The lock of ${holder ? `process ${holder.pid}, which no longer runs,` : 'a publisher that left no name'} is taken over.`
    );
  }
  createAgain(path, own, channel, files);
}

function rename(from: string, to: string, files: Effects['files']): void {
  try {
    files.rename(from, to);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
}

function createAgain(path: string, content: string, channel: string, files: Effects['files']): void {
  try {
    files.create(path, content);
  } catch (cause) {
    if (isExisting(cause)) throw locked(channel, contentOf(path) ?? '', cause);
    throw cause;
  }
}

const isExisting = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'EEXIST';

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function locked(channel: string, content: string, cause?: unknown): PublisherError {
  const holder = parseIdentity(content);
  const own = ownIdentity();
  return new PublisherError(
    'E_LOCKED',
    holder === undefined
      ? `Another publisher is writing ${channel}; wait until it ends.`
      : holder.host === own.host
        ? `Another publisher (process ${holder.pid}) is writing ${channel}; wait until it ends.`
        : `Process ${holder.pid} of ${holder.host} holds ${channel}; wait until it ends, or remove ${LOCK_FILE} there if that machine is gone.`,
    { cause }
  );
}
