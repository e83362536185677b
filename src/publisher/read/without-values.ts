import { PublisherError } from '../publisher-error.ts';

/** What the engine says of files and memory, in which it quotes no values. */
const OF_THE_MACHINE = /^(?:IO|Out of Memory|INTERNAL|FATAL|INTERRUPT) Error|No space left|Out of disk/i;

/**
 * Reads something of a source. The engine's own errors may quote the value that it could not decode or convert, so they
 * become a sentence without it.
 * @param what what is read, in words of ours
 * @throws PublisherError E_INPUT_READ
 */
export async function withoutValues<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PublisherError || !(cause instanceof Error)) throw cause;
    if ('code' in cause || OF_THE_MACHINE.test(cause.message)) throw cause;
    throw new PublisherError(
      'E_INPUT_READ',
      `The ${what} cannot be read: a file is damaged, not UTF-8, or holds values far out of range. Export it again.`,
      { cause }
    );
  }
}
