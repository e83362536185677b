import { CHAPTER_GROUPS } from './chapter-group.ts';
import type { TimeBand } from './emergency-request.ts';
import { MIYAGI } from './geography.ts';
import { ICD10_CHAPTERS } from './icd10.ts';
import type { Month } from './period.ts';
import { planningGroup } from './planning-group.ts';
import type { Setting } from './setting.ts';

/** Months of the latest period in which changes are looked for (注目の変化). */
export const SCANNED_MONTHS = 12;

/** What a series counts, of all that a release publishes by month. */
export type SeriesSubject =
  /** All visits of a place. */
  | { readonly kind: 'total' }
  /** Visits with a diagnosis in a chapter group, by setting. */
  | { readonly kind: 'chapter'; readonly chapter: string; readonly setting: Setting }
  /** Visits with a diagnosis in a block (`I20-I25`, `chapter:other`), by setting. */
  | { readonly kind: 'block'; readonly chapter: string; readonly block: string; readonly setting: Setting }
  /** Visits of a planning group, all settings together. */
  | { readonly kind: 'planning'; readonly group: string }
  /** Emergency requests of all facilities in a time band that were met, or not. */
  | { readonly kind: 'acceptance'; readonly band: TimeBand; readonly outcome: 'accepted' | 'refused' };

/** Counts of one subject in one place, month after month without a gap in the calendar. */
export interface MonthlySeries {
  readonly subject: SeriesSubject;
  readonly place: string;
  /** The place and every place above it, finest first. */
  readonly within: readonly string[];
  readonly firstMonth: Month;
  /** One a month; null where withheld, not reported, or absent from a rounded table. */
  readonly counts: readonly (number | null)[];
  /** Whether the counts are rounded to tens. */
  readonly rounded: boolean;
}

/** A name for a series that no other of a release has. */
export function seriesKey({ subject, place }: Pick<MonthlySeries, 'subject' | 'place'>): string {
  const { kind } = subject;
  if (kind === 'total') return `${place}|total`;
  if (kind === 'chapter') return `${place}|${subject.setting}|${subject.chapter}`;
  if (kind === 'block') return `${place}|${subject.setting}|${subject.block}`;
  if (kind === 'planning') return `${place}|group|${subject.group}`;
  return `${place}|${subject.band}|${subject.outcome}`;
}

/** How finely a series looks: its place, its disease and its setting each count. Higher is finer. */
export function fineness({
  subject,
  place,
  within
}: Pick<MonthlySeries, 'subject' | 'place' | 'within'>): number {
  const disease = { total: 0, acceptance: 1, chapter: 1, planning: 2, block: 3 }[subject.kind];
  return (place === MIYAGI ? 0 : within.length) + disease + ('setting' in subject ? 1 : 0);
}

/** Whether one of two places holds the other, or they are one. */
export const nestedPlaces = (
  a: Pick<MonthlySeries, 'place' | 'within'>,
  b: Pick<MonthlySeries, 'place' | 'within'>
): boolean => a.within.includes(b.place) || b.within.includes(a.place);

/** Whether two subjects may count the same visits: one holds the other, or they overlap. Settings are not asked. */
export function overlappingSubjects(a: SeriesSubject, b: SeriesSubject): boolean {
  if (a.kind === 'acceptance' || b.kind === 'acceptance')
    return a.kind === 'acceptance' && b.kind === 'acceptance' && a.outcome === b.outcome;
  if (a.kind === 'total' || b.kind === 'total') return true;
  if (a.kind === 'planning' && b.kind === 'planning' && a.group === b.group) return true;
  // blocks are apart from one another, and chapter:other from every block with a row of its own
  if (a.kind === 'block' && b.kind === 'block' && (a.block.includes(':') || b.block.includes(':')))
    return a.block === b.block;
  const [first, second] = [rangesOf(a), rangesOf(b)];
  return first.some(([from, to]) => second.some(([start, end]) => from <= end && start <= to));
}

/** Inclusive ranges of three-character categories a subject is made of. `chapter:other` is known by its chapter alone. */
function rangesOf(subject: SeriesSubject): readonly (readonly [string, string])[] {
  if (subject.kind === 'planning') return planningGroup(subject.group)?.codes ?? [];
  if (subject.kind === 'block' && /^[A-Z]\d\d-[A-Z]\d\d$/.test(subject.block)) {
    const [first, last] = subject.block.split('-') as [string, string];
    return [[first, last]];
  }
  if (subject.kind !== 'chapter' && subject.kind !== 'block') return [];
  const parts = CHAPTER_GROUPS.some((group) => group === subject.chapter)
    ? subject.chapter.split('+')
    : [subject.chapter];
  return ICD10_CHAPTERS.filter(({ roman }) => parts.includes(roman)).map(({ first, last }) => [first, last]);
}
