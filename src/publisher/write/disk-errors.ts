import { PublisherError } from '../publisher-error.ts';

/**
 * Does some work and turns what the file system or the engine says of the disk into the publisher's own codes.
 * @throws PublisherError E_IO_NOSPACE, E_IO
 */
export async function withDiskErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    const text = cause instanceof Error ? cause.message : '';
    if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|Out of disk/i.test(text))
      throw new PublisherError(
        'E_IO_NOSPACE',
        'The disk is full; the release before is still served. Free some space and publish again.',
        { cause }
      );
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
      throw new PublisherError(
        'E_IO',
        `The file system refused a step (${code}); the release before is still served. Check permissions and the disk, then publish again.`,
        { cause }
      );
    throw cause;
  }
}
