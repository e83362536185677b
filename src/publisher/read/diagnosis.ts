import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { readChapters } from '../reference/read-reference.ts';
import { categoryNumber } from './visit-contract.ts';

/** What an ICD-10 code tells a visit. */
export interface Diagnosis {
  /** Chapter 1–22; 0 不明. */
  readonly chapter: number;
  /** Index in CHAPTER_GROUPS of the group it is published in. */
  readonly group: number;
  /** Its three-character category as `categoryNumber` writes it; -1 不明. */
  readonly category: number;
}

const CHAPTERS = readChapters();
const groupIndex = (group: string): number => CHAPTER_GROUPS.findIndex((name) => name === group);

/** A diagnosis that was not recorded, or whose code says nothing. */
export const NO_DIAGNOSIS: Diagnosis = { chapter: 0, group: groupIndex('unknown'), category: -1 };

/**
 * The diagnosis of an ICD-10 code as a source writes it: case, dot and spaces ignored, the letter and two digits
 * compared. Gaps between chapters and anything malformed are 不明, never dropped.
 */
export function diagnosisOf(code: string | null): Diagnosis {
  const category = (code ?? '').toUpperCase().replace(/[\s.]/g, '').slice(0, 3);
  if (!/^[A-Z]\d\d$/.test(category)) return NO_DIAGNOSIS;
  const chapter = CHAPTERS.find((c) => category >= c.first && category <= c.last);
  return chapter === undefined
    ? NO_DIAGNOSIS
    : { chapter: chapter.no, group: groupIndex(chapter.group), category: categoryNumber(category) };
}
