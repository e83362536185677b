import { readBlocks, readChapters } from '../reference/read-reference.ts';
import type { CodeRange, Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';
import { categoriesOf, categorySet, SENSITIVE } from './sensitive-codes.ts';

/**
 * Sensitive diseases are all listed, need their threshold, and stand alone nowhere but as a whole chapter by area.
 * @throws PublisherError E_POLICY_WEAK, E_POLICY_SHAPE
 */
export function checkSensitive(policy: Policy): void {
  const { sensitive } = policy;
  refuseIf(
    sensitive.threshold < 20,
    'E_POLICY_WEAK',
    () =>
      `The policy asks for ${sensitive.threshold} patients in a sensitive cell, at least 20 are needed; raise sensitive.threshold.`
  );
  const listed = categorySet(sensitive.codes);
  const lacking = SENSITIVE.codes.filter((range) => categoriesOf(range).some((code) => !listed.has(code)));
  refuseIf(
    lacking.length > 0,
    'E_POLICY_WEAK',
    () => `The policy's sensitive.codes lack ${lacking.map(nameOf).join(', ')}; add them.`
  );
  const groups = SENSITIVE.mdc.filter((mdc) => !sensitive.mdc.includes(mdc));
  refuseIf(
    groups.length > 0,
    'E_POLICY_WEAK',
    () => `The policy's sensitive.mdc lack ${groups.join(', ')}; add them.`
  );
  const wholeChapters = new Set(
    readChapters()
      .filter(({ first, last }) => categoriesOf([first, last]).every((code) => listed.has(code)))
      .map(({ roman }) => roman)
  );
  checkChapterLeaves(policy, wholeChapters);
  checkChapterOther(policy, listed, wholeChapters);
  checkPlanningGroups(policy, listed);
}

const nameOf = ([first, last]: CodeRange): string => `${first}-${last}`;

/** A chapter that is sensitive as a whole is a leaf of no exact table. */
function checkChapterLeaves({ trees }: Policy, wholeChapters: ReadonlySet<string>): void {
  const alone = Object.values(trees.disease)
    .flat()
    .map((leaf) => leaf.split('|')[1]!)
    .find((chapter) => wholeChapters.has(chapter));
  refuseIf(
    alone !== undefined,
    'E_POLICY_WEAK',
    () =>
      `The policy lets chapter ${alone} stand alone in an exact table; keep it in V+VI or XVI+XVII, as a whole it is sensitive.`
  );
}

/** Every sensitive block stands in its chapter's `other` row, together with one that is not sensitive. */
function checkChapterOther(
  { sensitive }: Policy,
  listed: ReadonlySet<string>,
  wholeChapters: ReadonlySet<string>
): void {
  const blocks = readBlocks();
  const isSensitive = (range: CodeRange): boolean => categoriesOf(range).some((code) => listed.has(code));
  const chapters = readChapters();
  for (const [roman, names] of Object.entries(sensitive.chapter_other)) {
    const no = chapters.find((chapter) => chapter.roman === roman)?.no;
    const own = blocks.filter((b) => b.chapter_no === no && names.includes(nameOf([b.first, b.last])));
    refuseIf(
      own.length !== new Set(names).size,
      'E_POLICY_SHAPE',
      () =>
        `The policy's sensitive.chapter_other.${roman.slice(0, 20)} names blocks that are none of that chapter; correct it.`
    );
    refuseIf(
      own.every((b) => isSensitive([b.first, b.last])),
      'E_POLICY_WEAK',
      () =>
        `The policy's row ${roman}:other joins sensitive blocks only; add a block that is not sensitive to sensitive.chapter_other.`
    );
  }
  for (const { roman, no } of chapters.filter((chapter) => !wholeChapters.has(chapter.roman))) {
    const lacking = blocks
      .filter((b) => b.chapter_no === no && isSensitive([b.first, b.last]))
      .map((b) => nameOf([b.first, b.last]))
      .filter((name) => !sensitive.chapter_other[roman]?.includes(name));
    refuseIf(
      lacking.length > 0,
      'E_POLICY_WEAK',
      () =>
        `The policy's row ${roman}:other lacks the sensitive block ${lacking.join(', ')}; add it to sensitive.chapter_other.`
    );
  }
}

/** A planning group holds a sensitive range whole or not at all, and one that is no whole chapter not alone. */
function checkPlanningGroups({ planning_groups, sensitive }: Policy, listed: ReadonlySet<string>): void {
  const chapters = readChapters().map(({ first, last }) => categoriesOf([first, last]));
  const ranges = [...SENSITIVE.codes, ...sensitive.codes];
  for (const [id, codes] of Object.entries(planning_groups)) {
    const own = categorySet(codes);
    for (const range of ranges) {
      const held = categoriesOf(range).filter((code) => own.has(code)).length;
      refuseIf(
        held > 0 && held < categoriesOf(range).length,
        'E_POLICY_WEAK',
        () =>
          `The policy's planning group ${id.slice(0, 40)} takes part of the sensitive range ${nameOf(range)}; take the whole range or none of it.`
      );
    }
    const whole = chapters.some((all) => all.length === own.size && all.every((code) => own.has(code)));
    refuseIf(
      !whole && [...own].every((code) => listed.has(code)),
      'E_POLICY_WEAK',
      () =>
        `The policy's planning group ${id.slice(0, 40)} holds sensitive codes only; add others, or take the whole chapter.`
    );
  }
}
