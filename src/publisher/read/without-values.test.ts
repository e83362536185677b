import { describe, expect, it } from 'vitest';
import { PublisherError } from '../publisher-error.ts';
import { withoutValues } from './without-values.ts';

const failing = (error: unknown) => withoutValues('visits', () => Promise.reject(error));

describe('an error while a source is read', () => {
  it('does not carry the value the engine quotes', async () => {
    const words =
      'Invalid Input Error: Invalid string encoding found in Parquet file: value "佐藤" is not valid UTF8!';
    await expect(failing(new Error(words))).rejects.toMatchObject({
      code: 'E_INPUT_READ',
      message: expect.not.stringContaining('佐藤')
    });
  });
  it('is left as it is where it speaks of the disk, or is the publisher’s own', async () => {
    const own = new PublisherError('E_MONTH_GAP', 'A month is missing.');
    const disk = new Error('IO Error: Could not write file: No space left on device');
    const system = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    for (const error of [own, disk, system]) await expect(failing(error)).rejects.toBe(error);
  });
});
