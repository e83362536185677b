/**
 * Laminar roll-up with complementary suppression: which leaves of a tree may be published, and which join a REST.
 *
 * The order in which blocks are pulled is public and never follows the data; a hidden leaf then keeps at least
 * m(T) possible values for a reader who knows the order and the rule.
 */

/** A tree of cells: `children` of every inner node, down to leaves, which have none. */
export interface RollupTree {
  readonly root: string;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

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
  /** Patients of a leaf with fewer than T + m(T) of them; larger leaves are never asked for. */
  readonly members: (leaf: string) => readonly number[];
}

/** Several leaves published as one row at `node`. */
export interface RestBlock {
  readonly node: string;
  /** The leaves joined in it. */
  readonly leaves: readonly string[];
  /** Leaves without a row, not structural zeros, whose nearest REST this is. */
  readonly hiddenLeaves: number;
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

type Block =
  | { readonly kind: 'leaf'; readonly node: string }
  | { readonly kind: 'rest'; readonly node: string; readonly leaves: readonly string[] };

interface Visit {
  shown: Block[];
  open: string[];
  below: boolean;
}

/**
 * Rolls up one unit.
 * @throws ResidualError if its distinct patients are fewer than its largest threshold though somebody is in it
 */
export function rollup(unit: RollupUnit): Rollup {
  const tree = withoutSingleChildren(unit.tree, unit.structuralZero);
  const leaves = leavesUnder(tree, tree.root).filter((leaf) => !unit.structuralZero.has(leaf));
  if (leaves.every((leaf) => unit.patients(leaf) === 0)) return { published: [], rests: [], pulled: [] };

  const pulled: string[] = [];
  const root = visit(tree.root);
  let shown = root.shown;
  const alone = shown.length === 1 && shown[0]!.kind === 'leaf';
  if (root.open.length > 0 || alone) {
    shown = [{ kind: 'rest', node: tree.root, leaves }];
    if (!reaches(leaves, Math.max(...leaves.map(unit.threshold)))) {
      throw new ResidualError('a whole unit has fewer patients than its threshold');
    }
  }
  return {
    published: shown.filter((b) => b.kind === 'leaf').map((b) => b.node),
    rests: restsOf(shown),
    pulled
  };

  function visit(node: string): Visit {
    const children = tree.children.get(node);
    if (!children) {
      if (unit.structuralZero.has(node)) return { shown: [], open: [], below: false };
      return unit.patients(node) >= unit.threshold(node)
        ? { shown: [{ kind: 'leaf', node }], open: [], below: false }
        : { shown: [], open: [node], below: false };
    }
    const visits = children.map(visit);
    const shown = visits.flatMap((v) => v.shown);
    const open = visits.flatMap((v) => v.open);
    const below = visits.some((v) => v.below);
    if (open.every((leaf) => unit.patients(leaf) === 0)) {
      return shown.length === 0 ? { shown: [], open, below: false } : { shown, open: [], below: false };
    }
    const hidden = [...open];
    let here = false;
    while (!ok(hidden, here, below)) {
      const block = firstToPull(node, shown);
      if (!block) return { shown: [], open: hidden, below: below || here };
      shown.splice(shown.indexOf(block), 1);
      hidden.push(...(block.kind === 'leaf' ? [block.node] : block.leaves));
      pulled.push(block.node);
      here = true;
    }
    return { shown: [...shown, { kind: 'rest', node, leaves: hidden }], open: [], below: false };
  }

  /** The first block in pull order; blocks under a REST below `node` wait until that REST is taken. */
  function firstToPull(node: string, shown: readonly Block[]): Block | undefined {
    const covered = shown.filter((b) => b.kind === 'rest' && b.node !== node).map((b) => b.node);
    const candidates = shown.filter(
      (b) => !covered.some((rest) => rest !== b.node && isUnder(tree, b.node, rest))
    );
    return candidates.reduce<Block | undefined>(
      (first, b) => (first && rankOf(first.node) <= rankOf(b.node) ? first : b),
      undefined
    );
  }

  function rankOf(node: string): number {
    return Math.min(
      ...leavesUnder(tree, node)
        .filter((leaf) => !unit.structuralZero.has(leaf))
        .map(unit.rank)
    );
  }

  function ok(hidden: readonly string[], here: boolean, below: boolean): boolean {
    if (hidden.length < 2) return false;
    const largest = Math.max(...hidden.map(unit.threshold));
    const m = possibleValues(largest);
    if (here && hidden.some((leaf) => unit.patients(leaf) >= unit.threshold(leaf)))
      return reaches(hidden, largest + m);
    const margin = here || below ? m : 0;
    if (!reaches(hidden, largest + margin)) return false;
    const union = distinct(hidden);
    const most = hidden.reduce((sum, leaf) => sum + unit.threshold(leaf) - 1, 0);
    return hidden.every((leaf) => union <= most - (unit.threshold(leaf) - 1) - margin);
  }

  /** Whether the distinct patients of these leaves are at least `wanted`; one leaf alone may settle it. */
  function reaches(hidden: readonly string[], wanted: number): boolean {
    return hidden.some((leaf) => unit.patients(leaf) >= wanted) || distinct(hidden) >= wanted;
  }

  function distinct(hidden: readonly string[]): number {
    const seen = new Set<number>();
    let unnamed = 0;
    for (const leaf of hidden) {
      if (unit.patients(leaf) === 0) continue;
      const members = unit.members(leaf);
      if (members.length < unit.patients(leaf)) unnamed = Math.max(unnamed, unit.patients(leaf));
      for (const patient of members) seen.add(patient);
    }
    return Math.max(seen.size, unnamed);
  }

  function restsOf(shown: readonly Block[]): RestBlock[] {
    const withRow = new Set(shown.filter((b) => b.kind === 'leaf').map((b) => b.node));
    const nodes = shown.flatMap((b) => (b.kind === 'rest' ? [b.node] : []));
    const count = new Map<string, number>(nodes.map((node) => [node, 0]));
    for (const leaf of leaves) {
      if (withRow.has(leaf)) continue;
      const nearest = nodes
        .filter((node) => isUnder(tree, leaf, node))
        .reduce<string | undefined>(
          (deep, node) => (deep && isUnder(tree, deep, node) ? deep : node),
          undefined
        );
      if (nearest !== undefined) count.set(nearest, count.get(nearest)! + 1);
    }
    return shown.flatMap((b) =>
      b.kind === 'rest' ? [{ node: b.node, leaves: b.leaves, hiddenLeaves: count.get(b.node)! }] : []
    );
  }
}

/** A node with one child that is not structurally zero takes over its children; it becomes the child if that is a leaf. */
function withoutSingleChildren(tree: RollupTree, structuralZero: ReadonlySet<string>): RollupTree {
  const children = new Map<string, readonly string[]>();
  const live = (node: string): boolean => {
    const below = tree.children.get(node);
    return below ? below.some(live) : !structuralZero.has(node);
  };
  const settle = (node: string): string => {
    let below = (tree.children.get(node) ?? []).filter(live);
    if (!tree.children.has(node)) return node;
    while (below.length === 1) {
      const only = below[0]!;
      if (!tree.children.has(only)) {
        if (node !== tree.root) return only;
        break;
      }
      below = tree.children.get(only)!.filter(live);
    }
    children.set(node, below.map(settle));
    return node;
  };
  settle(tree.root);
  return { root: tree.root, children };
}

const leavesCache = new WeakMap<RollupTree, Map<string, readonly string[]>>();

function leavesUnder(tree: RollupTree, node: string): readonly string[] {
  let cache = leavesCache.get(tree);
  if (!cache) leavesCache.set(tree, (cache = new Map()));
  let leaves = cache.get(node);
  if (!leaves) {
    const children = tree.children.get(node);
    leaves = children ? children.flatMap((child) => [...leavesUnder(tree, child)]) : [node];
    cache.set(node, leaves);
  }
  return leaves;
}

/** Whether a node or leaf lies at or under another node. */
function isUnder(tree: RollupTree, node: string, ancestor: string): boolean {
  if (node === ancestor) return true;
  return (tree.children.get(ancestor) ?? []).some((child) => isUnder(tree, node, child));
}
