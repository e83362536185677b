/**
 * ICD-10 chapters as municipal tables carry them. V and XVII are sensitive as a whole, so they exist only
 * inside the fixed groups V+VI and XVI+XVII. Order is that of the chapters; `unknown` (不明) comes last.
 */
export const CHAPTER_GROUPS = [
  'I',
  'II',
  'III',
  'IV',
  'V+VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI+XVII',
  'XVIII',
  'XIX',
  'XX',
  'XXI',
  'XXII',
  'unknown'
] as const;
export type ChapterGroup = (typeof CHAPTER_GROUPS)[number];
