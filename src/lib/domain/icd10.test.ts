import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ICD10_CHAPTERS, icd10Class, SENSITIVE_BLOCKS } from './icd10.ts';

describe('an ICD-10 code', () => {
  it('falls into one of 22 chapters that do not overlap, in the order of their numbers', () => {
    expect(ICD10_CHAPTERS).toHaveLength(22);
    const byLetter = [...ICD10_CHAPTERS].sort((a, b) => (a.first < b.first ? -1 : 1));
    byLetter.slice(1).forEach((chapter, k) => expect(chapter.first > byLetter[k]!.last).toBe(true));
    expect(ICD10_CHAPTERS.at(-1)).toEqual({ roman: 'XXII', first: 'U00', last: 'U99' });
  });
  it('means the same however it is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('I21', 'F20', 'Z21', 'K94'),
        fc.constantFrom('', '.', ' ', '\u3000'),
        (code, gap) => {
          const spread = [...code.toLowerCase()].join(gap);
          expect(icd10Class(`${gap}${spread}${gap}9`)).toEqual(icd10Class(code));
        }
      )
    );
  });
  it('without a letter and two digits is unknown in every respect', () => {
    for (const code of [null, '', 'I2', '121', 'AB1', 'I2A', '不明'])
      expect(icd10Class(code)).toEqual({ category: null, chapter: null, sensitive: null });
  });
  it('is sensitive from the first to the last category of each block', () => {
    for (const [first, last] of SENSITIVE_BLOCKS)
      expect([icd10Class(first).sensitive, icd10Class(last).sensitive]).toEqual([true, true]);
    for (const code of [
      'A49',
      'A65',
      'B19',
      'B25',
      'E90',
      'G00',
      'O09',
      'P96',
      'R00',
      'X59',
      'X85',
      'Z20',
      'Z22'
    ])
      expect(icd10Class(code).sensitive).toBe(false);
  });
});
