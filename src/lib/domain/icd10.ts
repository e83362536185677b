/** A chapter of ICD-10 by its Roman number, and its first and last category. */
export interface Icd10Chapter {
  readonly roman: string;
  readonly first: string;
  readonly last: string;
}

/** The 22 chapters. XXII (U) comes last by number, before V by letter. (WHO ICD-10, 2003 and 2013 editions as used in Japan) */
export const ICD10_CHAPTERS: readonly Icd10Chapter[] = (
  [
    ['I', 'A00', 'B99'],
    ['II', 'C00', 'D48'],
    ['III', 'D50', 'D89'],
    ['IV', 'E00', 'E90'],
    ['V', 'F00', 'F99'],
    ['VI', 'G00', 'G99'],
    ['VII', 'H00', 'H59'],
    ['VIII', 'H60', 'H95'],
    ['IX', 'I00', 'I99'],
    ['X', 'J00', 'J99'],
    ['XI', 'K00', 'K93'],
    ['XII', 'L00', 'L99'],
    ['XIII', 'M00', 'M99'],
    ['XIV', 'N00', 'N99'],
    ['XV', 'O00', 'O99'],
    ['XVI', 'P00', 'P96'],
    ['XVII', 'Q00', 'Q99'],
    ['XVIII', 'R00', 'R99'],
    ['XIX', 'S00', 'T98'],
    ['XX', 'V01', 'Y98'],
    ['XXI', 'Z00', 'Z99'],
    ['XXII', 'U00', 'U99']
  ] as const
).map(([roman, first, last]) => ({ roman, first, last }));

/** Blocks that need care (配慮), first and last category; the same list as disclosure control protects. */
export const SENSITIVE_BLOCKS: readonly (readonly [first: string, last: string])[] = [
  ['A50', 'A64'],
  ['B20', 'B24'],
  ['F00', 'F99'],
  ['O00', 'O08'],
  ['Q00', 'Q99'],
  ['X60', 'X84'],
  ['Z21', 'Z21']
];

/** What a code says. A malformed one has no category, a gap between chapters no chapter: both count as 不明, none is dropped. */
export type Icd10Class =
  | { readonly category: string; readonly chapter: string | null; readonly sensitive: boolean }
  | { readonly category: null; readonly chapter: null; readonly sensitive: null };

/** Letter and two digits of a code as a source writes it, whatever its case, dots and spaces; null when malformed. */
export function icd10Category(code: string | null): string | null {
  const category = (code ?? '').toUpperCase().replace(/[\s.]/g, '').slice(0, 3);
  return /^[A-Z][0-9]{2}$/.test(category) ? category : null;
}

/** Category, chapter and sensitivity of an ICD-10 code. */
export function icd10Class(code: string | null): Icd10Class {
  const category = icd10Category(code);
  if (category === null) return { category: null, chapter: null, sensitive: null };
  return {
    category,
    chapter: ICD10_CHAPTERS.find(({ first, last }) => category >= first && category <= last)?.roman ?? null,
    sensitive: SENSITIVE_BLOCKS.some(([first, last]) => category >= first && category <= last)
  };
}
