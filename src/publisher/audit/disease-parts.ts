import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import type { Policy } from '../policy.ts';
import { categoryNumber, categoryOf } from '../read/visit-contract.ts';
import { readBlocks, readChapters } from '../reference/read-reference.ts';

/** What no shown part of its chapter holds: sensitive, and not covered by others. */
export const NOWHERE = '';

/**
 * Visits no released table tells apart: of one chapter, in one row of disease_monthly (or none), and in the same
 * planning groups.
 */
export interface DiseaseAtom {
  /** 1–22; 0 不明. */
  readonly chapter: number;
  /** Index in CHAPTER_GROUPS. */
  readonly group: number;
  /** Block or `<chapter>:other`; {@link NOWHERE} if it has no row. */
  readonly part: string;
  readonly planning: readonly string[];
}

const within = (category: string, ranges: readonly (readonly [first: string, last: string])[]): boolean =>
  ranges.some(([first, last]) => category >= first && category <= last);

/** Visits no released table of years tells apart by diagnosis: of one chapter, and in the same planning groups. */
export type DiseaseBundle = Pick<DiseaseAtom, 'chapter' | 'group' | 'planning'>;

/** Reads the policy's lists of diseases for the auditor: what each category counts as, and what is sensitive. */
export class DiseaseParts {
  /** Roman numeral of each chapter, `unknown` first. */
  readonly roman: readonly string[];
  /** Index in CHAPTER_GROUPS of each chapter. */
  readonly groupOf: readonly number[];
  readonly sensitiveChapters: ReadonlySet<string>;
  readonly sensitivePlanning: ReadonlySet<string>;
  readonly atoms: DiseaseAtom[] = [];
  readonly bundles: DiseaseBundle[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #blocks: readonly {
    chapter: number;
    first: string;
    last: string;
    name: string;
    sensitive: boolean;
  }[];

  constructor(private readonly policy: Policy) {
    const chapters = readChapters();
    this.roman = ['unknown', ...chapters.map((c) => c.roman)];
    const groups: readonly string[] = CHAPTER_GROUPS;
    this.groupOf = [groups.indexOf('unknown'), ...chapters.map((c) => groups.indexOf(c.group))];
    const { codes } = policy.sensitive;
    this.sensitiveChapters = new Set(
      chapters
        .filter((c) => codes.some(([first, last]) => first <= c.first && last >= c.last))
        .map((c) => c.roman)
    );
    this.sensitivePlanning = new Set(
      Object.entries(policy.planning_groups)
        .filter(([, own]) => own.some(([a, z]) => codes.some(([first, last]) => a <= last && z >= first)))
        .map(([id]) => id)
    );
    this.#blocks = readBlocks().map(({ chapter_no, first, last }) => ({
      chapter: chapter_no,
      first,
      last,
      name: `${first}-${last}`,
      sensitive: codes.some(([from, to]) => first <= to && last >= from)
    }));
    const enter = (chapter: number, category: number): void => {
      this.atomOf(chapter, category);
      this.bundleOf(chapter, category);
    };
    for (const { no, first, last } of chapters)
      for (let c = categoryNumber(first); c <= categoryNumber(last); c++) enter(no, c);
    for (let no = 0; no < this.roman.length; no++) enter(no, -1);
  }

  /** Patients a sensitive cell needs. */
  get sensitiveThreshold(): number {
    return this.policy.sensitive.threshold;
  }

  /** The atom of a diagnosis, by chapter and category as the visit table holds them. @returns its place in `atoms` */
  atomOf(chapter: number, category: number): number {
    const part = this.partOf(chapter, category);
    const planning = this.planningOf(category);
    const key = [chapter, part, ...planning].join('|');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.atoms.push({ chapter, group: this.groupOf[chapter]!, part, planning }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The bundle of a diagnosis. @returns its place in `bundles` */
  bundleOf(chapter: number, category: number): number {
    const planning = this.planningOf(category);
    const key = ['bundle', chapter, ...planning].join('|');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.bundles.push({ chapter, group: this.groupOf[chapter]!, planning }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The row of disease_monthly a diagnosis counts in. */
  partOf(chapter: number, category: number): string {
    if (chapter === 0) return 'unknown';
    const roman = this.roman[chapter]!;
    if (this.sensitiveChapters.has(roman)) return NOWHERE;
    const code = category < 0 ? '' : categoryOf(category);
    const block = this.#blocks.find((b) => b.chapter === chapter && code >= b.first && code <= b.last);
    if (!block) return `${roman}:other`;
    if (this.policy.sensitive.chapter_other[roman]?.includes(block.name)) return `${roman}:other`;
    return block.sensitive ? NOWHERE : block.name;
  }

  planningOf(category: number): string[] {
    if (category < 0) return [];
    const code = categoryOf(category);
    return Object.entries(this.policy.planning_groups)
      .filter(([, ranges]) => within(code, ranges))
      .map(([id]) => id);
  }

  /** Whether a row of disease_monthly joins sensitive blocks with others. */
  isSensitivePart(part: string): boolean {
    const [roman, other] = part.split(':');
    return (
      other === 'other' &&
      this.#blocks.some((b) => b.sensitive && this.policy.sensitive.chapter_other[roman!]?.includes(b.name))
    );
  }

  /** Whether a category is sensitive by itself. */
  isSensitiveBlock(name: string): boolean {
    return this.#blocks.some((b) => b.name === name && b.sensitive);
  }
}
