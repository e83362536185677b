import { shapeOf, type RollupShape, type RollupTree } from './rollup-shape.ts';

/**
 * Laminar roll-up with complementary suppression: which leaves of a tree may be published, and which join a REST.
 *
 * The order in which blocks are pulled is public and never follows the data; a hidden leaf then keeps at least
 * m(T) possible values for a reader who knows the order and the rule.
 */

/** One unit to roll up: the distinct patients of its leaves and what the policy says of them. */
export interface RollupUnit {
  readonly tree: RollupTree;
  /** Distinct patients of a leaf; 0 if nobody. */
  readonly patients: (leaf: string) => number;
  /** Distinct patients a leaf needs to be published. */
  readonly threshold: (leaf: string) => number;
  /** Place of a leaf in the public pull order, 0 first. */
  readonly rank: (leaf: string) => number;
  /** Leaves nobody can be in (policy): they give no cover. */
  readonly structuralZero: ReadonlySet<string>;
  /** Distinct patients of several leaves together; what it says of a set with a leaf of T + m(T) decides nothing. */
  readonly distinct: (leaves: readonly string[]) => number;
  /** Leaves that must join a REST though they have their threshold: pulled before any other. */
  readonly forced?: ReadonlySet<string>;
  /** Nodes at which no REST may stand: what would be one there goes up whole and is mended by the parent. */
  readonly refused?: ReadonlySet<string>;
}

/** Several leaves published as one row at `node`. */
export interface RestBlock {
  readonly node: string;
  /** The leaves joined in it. */
  readonly leaves: readonly string[];
  /** Leaves without a row, not structural zeros, whose nearest REST this is: what a reader can tell of its leaves. */
  readonly hidden: readonly string[];
}

export interface Rollup {
  /** Leaves published as rows of their own. */
  readonly published: readonly string[];
  readonly rests: readonly RestBlock[];
  /** Leaves and REST nodes taken to protect others, in the order taken. */
  readonly pulled: readonly string[];
}

/** The unit as a whole has fewer patients than its threshold: nothing of it may be published. */
export class ResidualError extends Error {
  override readonly name = 'ResidualError';
}

/** m(T): how many whole numbers a hidden count under T must keep possible. */
export const possibleValues = (threshold: number): number => Math.max(5, Math.floor(threshold / 2));

/** Leaves whose patients the engine has to name: 0 < np < T + m(T), T the largest of the unit's leaves. */
export function needsMembers(patients: number, largestThreshold: number): boolean {
  return patients > 0 && patients < largestThreshold + possibleValues(largestThreshold);
}

/** A leaf with a row of its own (`leaves` is it alone), or a REST at `node`. */
interface Block {
  readonly node: string;
  readonly leaves: readonly string[];
  readonly rest: boolean;
}

/** What a node hands to its parent. */
interface Visit {
  readonly shown: readonly Block[];
  /** Leaves still without a block. */
  readonly open: readonly string[];
  /** Whether one of them was pulled. */
  readonly below: boolean;
  /** Whether they come from a node at which no REST may stand, so that they count as pulled by the parent. */
  readonly raised: boolean;
}

/**
 * Rolls up one unit.
 * @throws ResidualError if its distinct patients are fewer than its largest threshold though somebody is in it
 */
export function rollup(unit: RollupUnit): Rollup {
  const result = rolledUp(unit);
  if (!result) throw new ResidualError('a whole unit has fewer patients than its threshold');
  return result;
}

/** Null if the unit as a whole is too small. */
function rolledUp(unit: RollupUnit): Rollup | null {
  const { root } = unit.tree;
  const shape = shapeOf(unit.tree, unit.structuralZero);
  const leaves = shape.leavesUnder(root);
  if (leaves.every((leaf) => unit.patients(leaf) === 0)) return { published: [], rests: [], pulled: [] };

  const pulled: string[] = [];
  const { shown, open } = visitor(unit, pulled)(root);
  const [only] = shown;
  const holdsEveryone = shown.length === 1 && !only!.rest;
  if (open.length === 0 && !holdsEveryone) return { ...blocksOf(shown, leaves, shape), pulled };

  if (!reaches(unit, leaves, Math.max(...leaves.map(unit.threshold)))) return null;
  return { published: [], rests: [{ node: root, leaves, hidden: leaves }], pulled };
}

/**
 * What the roll-up gives under a node, as keys of leaves and of RESTs (`<node>/`); null if the node does not close.
 * Each call looks at the counts anew, so that many tables of one unit can be tried.
 */
export function rowsUnder(unit: RollupUnit, node: string): () => readonly string[] | null {
  if (node === unit.tree.root) {
    return () => {
      const whole = rolledUp(unit);
      return whole && [...whole.published, ...whole.rests.map((rest) => `${rest.node}/`)];
    };
  }
  const visit = visitor(unit, []);
  return () => {
    const { shown, open } = visit(node);
    return open.length > 0 ? null : shown.map((block) => (block.rest ? `${block.node}/` : block.node));
  };
}

function visitor(unit: RollupUnit, pulled: string[]): (node: string) => Visit {
  const shape = shapeOf(unit.tree, unit.structuralZero);
  const ranks = new Map<string, number>();
  const nobody = (open: readonly string[]): boolean => open.every((leaf) => unit.patients(leaf) === 0);
  const safe = (leaf: string): boolean => unit.patients(leaf) >= unit.threshold(leaf);

  function visit(node: string): Visit {
    const children = shape.childrenOf(node);
    if (!children) {
      return safe(node)
        ? { shown: [{ node, leaves: [node], rest: false }], open: [], below: false, raised: false }
        : { shown: [], open: [node], below: false, raised: false };
    }
    const visits = children.map(visit);
    const shown = visits.flatMap((v) => v.shown);
    const hidden = visits.flatMap((v) => v.open);
    const below = visits.some((v) => v.below);
    let here = visits.some((v) => v.raised);
    const pull = (block: Block): void => {
      shown.splice(shown.indexOf(block), 1);
      hidden.push(...block.leaves);
      pulled.push(block.node);
      here = true;
    };

    for (const block of shown.filter((b) => !b.rest && unit.forced?.has(b.node))) pull(block);
    if (nobody(hidden)) {
      // a blank subtree may be cover for its parent; blank leaves beside shown ones are zeros anyone can see
      return { shown, open: shown.length === 0 ? hidden : [], below: false, raised: false };
    }
    const refused = unit.refused?.has(node) ?? false;
    while (refused || !ok(hidden, here, below)) {
      const block = firstToPull(shown);
      if (!block) return { shown, open: hidden, below: below || here, raised: refused };
      pull(block);
    }
    return {
      shown: [...shown, { node, leaves: hidden, rest: true }],
      open: [],
      below: false,
      raised: false
    };
  }

  /** The first block in pull order; blocks under a REST wait until that REST is taken. */
  function firstToPull(shown: readonly Block[]): Block | undefined {
    const rests = shown.filter((b) => b.rest);
    const free = shown.filter((b) => !rests.some((rest) => rest !== b && shape.isUnder(b.node, rest.node)));
    return free.sort((a, b) => rankOf(a.node) - rankOf(b.node))[0];
  }

  /** A block ranks with the first leaf under its node, shown or not. */
  function rankOf(node: string): number {
    let rank = ranks.get(node);
    if (rank === undefined) ranks.set(node, (rank = Math.min(...shape.leavesUnder(node).map(unit.rank))));
    return rank;
  }

  /** Whether these leaves may stand as one REST. `here`: something was pulled at this node; `below`: at one under it. */
  function ok(hidden: readonly string[], here: boolean, below: boolean): boolean {
    if (hidden.length < 2) return false;
    const largest = Math.max(...hidden.map(unit.threshold));
    const m = possibleValues(largest);
    // one of these is known to have its threshold: the others need room beside it
    if (here && hidden.some(safe)) return reaches(unit, hidden, largest + m);
    const margin = here || below ? m : 0;
    const union = unit.distinct(hidden);
    const most = hidden.reduce((sum, leaf) => sum + unit.threshold(leaf) - 1, 0);
    return (
      union >= largest + margin && hidden.every((leaf) => union <= most - (unit.threshold(leaf) - 1) - margin)
    );
  }

  return visit;
}

/** Whether the distinct patients of these leaves are at least `wanted`; one leaf alone may settle it. */
function reaches(unit: RollupUnit, leaves: readonly string[], wanted: number): boolean {
  return leaves.some((leaf) => unit.patients(leaf) >= wanted) || unit.distinct(leaves) >= wanted;
}

function blocksOf(
  shown: readonly Block[],
  leaves: readonly string[],
  shape: RollupShape
): Pick<Rollup, 'published' | 'rests'> {
  const published = shown.filter((b) => !b.rest).map((b) => b.node);
  const rests = shown.filter((b) => b.rest);
  const withRow = new Set(published);
  const hidden = new Map<Block, string[]>(rests.map((rest) => [rest, []]));
  for (const leaf of leaves.filter((l) => !withRow.has(l))) {
    const nearest = rests
      .filter((rest) => shape.isUnder(leaf, rest.node))
      .reduce<Block | undefined>(
        (deep, rest) => (deep && shape.isUnder(deep.node, rest.node) ? deep : rest),
        undefined
      );
    if (nearest) hidden.get(nearest)!.push(leaf);
  }
  return {
    published,
    rests: rests.map((rest) => ({ node: rest.node, leaves: rest.leaves, hidden: hidden.get(rest)! }))
  };
}
