import type { ChapterGroup } from '#lib/domain/chapter-group.ts';
import { readChapters } from '../reference/read-reference.ts';

const CHAPTERS = readChapters();

/**
 * The published chapter group of an ICD-10 code as a source writes it: case, dot and spaces ignored, the letter and
 * two digits compared. Gaps between chapters and anything malformed are `unknown` (不明), never dropped.
 */
export function chapterGroupOf(code: string | null): ChapterGroup {
  const category = (code ?? '').toUpperCase().replace(/[\s.]/g, '').slice(0, 3);
  if (!/^[A-Z]\d\d$/.test(category)) return 'unknown';
  return (CHAPTERS.find((c) => category >= c.first && category <= c.last)?.group ??
    'unknown') as ChapterGroup;
}
