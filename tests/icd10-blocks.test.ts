import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ICD10_BLOCKS } from '../src/lib/domain/icd10-blocks.ts';
import { ICD10_CHAPTERS } from '../src/lib/domain/icd10.ts';

it('the blocks and their names are those of the reference table, without the sensitive ones', () => {
  const csv = readFileSync(new URL('../data-samples/reference/icd10_blocks.csv', import.meta.url), 'utf8');
  const open = csv
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => line.endsWith(',false'));
  expect(ICD10_BLOCKS.map((b) => b.id)).toEqual(open.map((line) => line.split(',').slice(1, 3).join('-')));
  for (const [i, block] of ICD10_BLOCKS.entries()) {
    expect(open[i]).toContain(block.ja);
    expect(open[i]).toContain(block.en);
    expect(ICD10_CHAPTERS.findIndex((c) => c.roman === block.chapter) + 1).toBe(
      Number(open[i]!.split(',')[0])
    );
  }
});
