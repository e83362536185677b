import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { csvParse } from 'd3-dsv';
import { expect, it } from 'vitest';
import { BLOCK_NAMES, CHAPTER_NAMES } from '../src/lib/domain/icd10-names.ts';

const table = (name: string) =>
  csvParse(
    readFileSync(fileURLToPath(new URL(`../data-samples/reference/${name}.csv`, import.meta.url)), 'utf8')
  );

it('names of chapters and blocks are those of the reference tables, sensitive blocks aside', () => {
  expect([...CHAPTER_NAMES]).toEqual(
    table('icd10_chapters').map((row) => [row['roman'], { ja: row['name_ja'], en: row['name_en'] }])
  );
  expect([...BLOCK_NAMES]).toEqual(
    table('icd10_blocks')
      .filter((row) => row['sensitive'] === 'false')
      .map((row) => [`${row['first']}-${row['last']}`, { ja: row['name_ja'], en: row['name_en'] }])
  );
});
