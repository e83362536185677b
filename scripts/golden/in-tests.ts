import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { casesOf } from './case-files.ts';

/** One test for each case of a method's golden file, as the runner judges it. */
export function itFollowsGolden(method: string): void {
  const path = fileURLToPath(new URL(`../../tests/golden/${method}.json`, import.meta.url));
  it.each(casesOf(path).map((golden) => [golden.id, golden] as const))(
    'follows the golden case %s',
    async (_id, golden) => {
      expect(await golden.misses()).toEqual([]);
    }
  );
}
