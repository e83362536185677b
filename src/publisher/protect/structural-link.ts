import type { StructuralLink } from '../policy.ts';
import { possibleValues, type RestBlock, type Rollup } from './rollup.ts';

/** One exact table of a unit: what is published of it, and what only we know. */
export interface LinkedTable {
  readonly result: Rollup;
  /** Leaves of the link: settings of its chapter, or ages of its people. */
  readonly linked: ReadonlySet<string>;
  readonly visits: (leaf: string) => number;
  readonly patients: (leaf: string) => number;
  readonly threshold: number;
}

/** What has to change in the disease table: these leaves join a REST, or the REST at this node goes up. */
export type LinkFault =
  | { readonly kind: 'join'; readonly leaves: readonly string[] }
  | { readonly kind: 'raise'; readonly node: string };

/** The settings of a linked chapter; none where the chapter is published only as part of a group. */
export const leavesOfChapter = (link: StructuralLink, leaves: readonly string[]): ReadonlySet<string> =>
  new Set(leaves.filter((leaf) => leaf.split('|')[1] === link.chapter));

/** The leaves of the age tree in which the people of a linked chapter can be. */
export const leavesOfPeople = (link: StructuralLink, leaves: readonly string[]): ReadonlySet<string> =>
  new Set(
    leaves.filter((leaf) => {
      const [sex, age] = leaf.split('|') as [string, string];
      return (link.sex === null || link.sex === sex) && link.ages.includes(age);
    })
  );

/** Visits, which are published, and patients, as the auditor solves it. */
type Measure = 'visits' | 'patients';
const MEASURES: readonly Measure[] = ['visits', 'patients'];

/**
 * What two exact tables tell together because everyone of a chapter is in certain ages: chapter ≤ people. Nothing, if
 * what is surely of the chapter fits into the people shown, so that no hidden age has to hold any of it, and no hidden
 * disease is pinned by there being few such people.
 * @returns the first fault, or null
 */
export function linkFault(people: LinkedTable, chapter: LinkedTable): LinkFault | null {
  const shown = chapter.result.published.filter((leaf) => chapter.linked.has(leaf));
  const over = MEASURES.find((measure) => surely(chapter, measure) > shownOf(people, measure));
  const pinned = chapter.result.rests.find((rest) => pins(people, chapter, rest));
  if (!over && !pinned) return null;
  if (shown.length > 0) return { kind: 'join', leaves: shown };
  const rest = pinned ?? chapter.result.rests.find((r) => leastIn(chapter, r, over!) > 0)!;
  return { kind: 'raise', node: rest.node };
}

/**
 * Whether the limit the people set takes m(T) values from a hidden setting of the chapter, or its zero from a disease
 * beside it. A setting keeps its zero: the REST is ok, and what it must hold of the chapter fits into the people shown.
 */
function pins(people: LinkedTable, chapter: LinkedTable, rest: RestBlock): boolean {
  const linked = inside(chapter, rest);
  const others = rest.hidden.length - linked;
  const cap = capOf(chapter, rest, 'patients');
  const total = sumOf(rest.leaves, chapter.patients);
  const room = Math.min(
    ...MEASURES.map(
      (measure) => atMost(people, measure) - surely(chapter, measure) + leastIn(chapter, rest, measure)
    )
  );
  if (linked === 0 || room >= total) return false;
  const wanted = possibleValues(chapter.threshold);
  return rest.hidden
    .filter((leaf) => chapter.patients(leaf) > 0)
    .some((leaf) =>
      chapter.linked.has(leaf)
        ? room < wanted - 1
        : Math.min(times(cap, linked), room) + times(cap, others - 1) < total
    );
}

/** A hidden leaf is under T where nothing was pulled; otherwise, and in a unit's total, nothing bounds it. */
function capOf({ result, patients, threshold }: LinkedTable, rest: RestBlock, measure: Measure): number {
  const total = result.published.length === 0 && result.rests.length === 1;
  const pulled = rest.hidden.some((leaf) => patients(leaf) >= threshold);
  return measure === 'visits' || total || pulled ? Number.POSITIVE_INFINITY : threshold - 1;
}

const times = (cap: number, leaves: number): number => (leaves === 0 ? 0 : cap * leaves);
const sumOf = (leaves: readonly string[], count: (leaf: string) => number): number =>
  leaves.reduce((sum, leaf) => sum + count(leaf), 0);
const inside = ({ linked }: LinkedTable, rest: RestBlock): number =>
  rest.hidden.filter((leaf) => linked.has(leaf)).length;

/** The least of a REST that must be in its linked leaves. */
const leastIn = (table: LinkedTable, rest: RestBlock, measure: Measure): number =>
  Math.max(
    0,
    sumOf(rest.leaves, table[measure]) -
      times(capOf(table, rest, measure), rest.hidden.length - inside(table, rest))
  );

function shownOf({ result, linked, ...counts }: LinkedTable, measure: Measure): number {
  return sumOf(
    result.published.filter((leaf) => linked.has(leaf)),
    counts[measure]
  );
}

const surely = (table: LinkedTable, measure: Measure): number =>
  table.result.rests.reduce((sum, rest) => sum + leastIn(table, rest, measure), shownOf(table, measure));

const atMost = (table: LinkedTable, measure: Measure): number =>
  table.result.rests.reduce(
    (sum, rest) =>
      sum +
      Math.min(sumOf(rest.leaves, table[measure]), times(capOf(table, rest, measure), inside(table, rest))),
    shownOf(table, measure)
  );
