import type { CodeRange, CountedGroups } from '../../count/dimensions.ts';
import type { Policy } from '../../policy.ts';
import { PublisherError } from '../../publisher-error.ts';
import { readBlocks, readChapters } from '../../reference/read-reference.ts';
import type { Restrictions } from '../rounding.ts';

/** What a block's visits stand under in disease_monthly: a row of its own, its chapter's `:other`, or nowhere. */
export type Part = { readonly name: string; readonly shown: boolean; readonly sensitive: boolean };

export interface PlanningPart {
  readonly id: string;
  readonly sensitive: boolean;
  /** The name its population is rounded by: a block or a chapter where it is exactly one. */
  readonly population: Restrictions;
  /** The parts its codes are in. */
  readonly parts: readonly { readonly chapter: string; readonly part: string }[];
  /** Whether it is these parts exactly, or cuts through one. */
  readonly exact: boolean;
}

/** Diseases as the policy lets rounded tables name them. */
export interface DiseaseGroups {
  readonly counted: CountedGroups;
  /** Roman numerals by chapter number; 0 is `unknown`. */
  readonly chapters: readonly string[];
  /** Chapters sensitive as a whole. */
  readonly sensitiveChapters: ReadonlySet<string>;
  /** Parts of a chapter in the order of its blocks, `:other` and what is never shown last. */
  readonly partsOf: (chapter: string) => readonly Part[];
  /** The part a counted block stands under; -1 is what no block of its own holds. */
  readonly partOf: (chapter: number, block: number) => Part;
  readonly planning: readonly PlanningPart[];
  /** The published group of a chapter. */
  readonly groupOf: (chapter: string) => string;
}

const CHAPTERS = readChapters();
const GROUPS = new Map(CHAPTERS.map(({ roman, group }) => [roman, group]));

const nameOf = ([first, last]: CodeRange): string => `${first}-${last}`;
const meets = (a: CodeRange, b: CodeRange): boolean => a[0] <= b[1] && b[0] <= a[1];
const within = (a: CodeRange, b: CodeRange): boolean => a[0] >= b[0] && a[1] <= b[1];

/** Block or chapter restriction of a block: a block that is a whole chapter goes by the chapter. */
export function blockPopulation(chapter: string, part: string): Restrictions {
  if (chapter === part) return { chapter };
  const whole = CHAPTERS.find((c) => c.roman === chapter);
  return whole && nameOf([whole.first, whole.last]) === part ? { chapter } : { block: part };
}

/**
 * Reads from the policy which blocks have a row, which stand in `<chapter>:other` and which nowhere: a sensitive block
 * is shown only where the policy names others that cover it, so chapters V and XVII have no rows at all. A category
 * in no block of its chapter counts in `:other` too; nothing else is dropped.
 * @throws PublisherError E_POLICY_SHAPE for a block that does not exist, E_POLICY_WEAK for one without cover
 */
export function diseaseGroupsOf(policy: Policy): DiseaseGroups {
  const chapters = ['unknown', ...CHAPTERS.map((c) => c.roman)];
  const blocks = readBlocks().map((block) => {
    const codes: CodeRange = [block.first, block.last];
    const chapter = chapters[block.chapter_no]!;
    const sensitive = policy.sensitive.codes.some((range) => meets(codes, range));
    const inOther = policy.sensitive.chapter_other[chapter]?.includes(nameOf(codes)) === true;
    const part = inOther ? `${chapter}:other` : sensitive ? `${chapter}:hidden` : nameOf(codes);
    return { codes, number: block.chapter_no, chapter, sensitive, inOther, part };
  });
  checkCover(policy, blocks);

  const counted = blocks.filter((block) => !block.inOther);
  const sensitiveChapters = new Set(
    CHAPTERS.filter((c) => policy.sensitive.codes.some((range) => within([c.first, c.last], range))).map(
      (c) => c.roman
    )
  );
  const parts = new Map(chapters.map((chapter): [string, Part[]] => [chapter, partsIn(chapter)]));
  parts.set('unknown', [{ name: 'unknown', shown: true, sensitive: false }]);

  return {
    counted: {
      blocks: counted.map(({ number, codes }) => ({ chapter: number, codes })),
      planningGroups: Object.values(policy.planning_groups).map((codes) => ({ codes }))
    },
    chapters,
    sensitiveChapters,
    partsOf: (chapter) => parts.get(chapter)!,
    partOf: (chapter, block) => {
      const own = parts.get(chapters[chapter]!)!;
      const name = block >= 0 ? counted[block]!.part : `${chapters[chapter]}:other`;
      return own.find((part) => part.name === name) ?? own.at(-1)!;
    },
    planning: Object.entries(policy.planning_groups).map(([id, codes]) => planningPart(id, codes)),
    groupOf: (chapter) => GROUPS.get(chapter) ?? 'unknown'
  };

  function partsIn(chapter: string): Part[] {
    const own = blocks.filter((block) => block.chapter === chapter);
    const shown = own
      .filter((block) => block.part === nameOf(block.codes))
      .map((block): Part => ({ name: block.part, shown: true, sensitive: false }));
    const covers = own.some((block) => block.inOther && block.sensitive);
    const hidden = own.some((block) => block.part === `${chapter}:hidden`);
    if (sensitiveChapters.has(chapter)) return [{ name: `${chapter}:hidden`, shown: false, sensitive: true }];
    return [
      ...shown,
      ...(hidden ? [{ name: `${chapter}:hidden`, shown: false, sensitive: true }] : []),
      { name: `${chapter}:other`, shown: true, sensitive: covers }
    ];
  }

  function planningPart(id: string, codes: readonly CodeRange[]): PlanningPart {
    const sensitive = codes.some((range) => policy.sensitive.codes.some((other) => meets(range, other)));
    const only = codes.length === 1 ? nameOf(codes[0]!) : null;
    const chapter = CHAPTERS.find((c) => nameOf([c.first, c.last]) === only);
    const block = blocks.find((b) => nameOf(b.codes) === only);
    const population: Restrictions = chapter
      ? { chapter: chapter.roman }
      : block
        ? blockPopulation(block.chapter, nameOf(block.codes))
        : { group: id };
    return { id, sensitive, population, ...partsOfCodes(codes) };
  }

  /** The parts a set of categories is in, and whether it is made of whole ones. */
  function partsOfCodes(codes: readonly CodeRange[]): Pick<PlanningPart, 'parts' | 'exact'> {
    const met = blocks.filter((block) => codes.some((range) => meets(block.codes, range)));
    const found = new Map(met.map(({ chapter, part }) => [part, { chapter, part }]));
    const whole = met.every((block) => codes.some((range) => within(block.codes, range)));
    const alone = blocks.every((block) => !found.has(block.part) || met.includes(block));
    return { parts: [...found.values()], exact: whole && alone && met.length > 0 };
  }
}

function checkCover(
  policy: Policy,
  blocks: readonly { codes: CodeRange; chapter: string; sensitive: boolean }[]
): void {
  for (const [chapter, names] of Object.entries(policy.sensitive.chapter_other)) {
    const named = names.map((name) =>
      blocks.find((block) => block.chapter === chapter && nameOf(block.codes) === name)
    );
    if (named.some((block) => block === undefined))
      throw new PublisherError(
        'E_POLICY_SHAPE',
        `The policy joins in ${chapter}:other a block that chapter ${chapter} does not have; name blocks as in icd10_blocks.csv.`
      );
    if (named.every((block) => block?.sensitive))
      throw new PublisherError(
        'E_POLICY_WEAK',
        `The policy's row ${chapter}:other holds sensitive blocks only; join others with them, or leave the row out.`
      );
  }
}
