import type { Shape, ShapeNode } from './rollup-shape.ts';

/** The counts one roll-up goes by; leaves are numbered as in the shape. */
export interface LeafTable {
  readonly patients: ArrayLike<number>;
  readonly threshold: ArrayLike<number>;
  /** Distinct patients of several leaves together. */
  readonly union: (leaves: readonly number[]) => number;
}

/** A row of several leaves at a node (its number in the shape). */
export interface RolledRest {
  readonly node: number;
  readonly hidden: readonly number[];
}

export interface Rows {
  readonly leaves: readonly number[];
  readonly rests: readonly RolledRest[];
}

export interface RolledRows extends Rows {
  /** Taken to cover others, in the order taken: a leaf's number, or a node's as −1 − number. */
  readonly pulled: readonly number[];
  /** The unit as a whole has fewer patients than its threshold. */
  readonly residual: boolean;
}

/** A leaf (`node` −1, alone in `hidden`) or a REST. */
interface Block {
  readonly node: number;
  readonly hidden: readonly number[];
  readonly rank: number;
  readonly first: number;
  readonly last: number;
}

interface Visit {
  readonly shown: readonly Block[];
  readonly open: readonly number[];
  readonly below: boolean;
}

/** m(T): how many values a hidden count under T must keep. */
export const valuesToKeep = (threshold: number): number => Math.max(5, Math.floor(threshold / 2));

/**
 * The auditor's own reading of the roll-up rule, written from the disclosure notes: which leaves of a unit are rows,
 * which join a REST. It shares nothing with the one that protects.
 */
export function ownRollup(shape: Shape, table: LeafTable): RolledRows {
  const pulled: number[] = [];
  const all = [...shape.leaves.keys()];
  if (all.every((leaf) => table.patients[leaf] === 0))
    return { leaves: [], rests: [], pulled, residual: false };
  const { shown, open } = new Rule(shape, table, pulled).visitNode(shape.root);
  const alone = shown.length === 1 && shown[0]!.node < 0;
  if (open.length === 0 && !alone) return { ...rowsOf(shown), pulled, residual: false };
  const residual = table.union(all) < largestThreshold(all, table);
  return { leaves: [], rests: [{ node: shape.root, hidden: all }], pulled, residual };
}

/** The rows under one node, where its own REST stands or nothing is hidden; null if the node leaves that to its parent. */
export function ownRowsUnder(shape: Shape, table: LeafTable, node: number): Rows | null {
  if (node === shape.root) return ownRollup(shape, table);
  const { shown, open } = new Rule(shape, table, []).visitNode(node);
  return open.length > 0 ? null : rowsOf(shown);
}

const rowsOf = (shown: readonly Block[]): Rows => ({
  leaves: shown.filter((block) => block.node < 0).map((block) => block.first),
  rests: shown.filter((block) => block.node >= 0).map(({ node, hidden }) => ({ node, hidden }))
});

function largestThreshold(leaves: readonly number[], table: LeafTable): number {
  let largest = 0;
  for (const leaf of leaves) largest = Math.max(largest, table.threshold[leaf]!);
  return largest;
}

class Rule {
  constructor(
    private readonly shape: Shape,
    private readonly table: LeafTable,
    private readonly pulled: number[]
  ) {}

  visitNode(index: number): Visit {
    const { patients } = this.table;
    const node = this.shape.nodes[index]!;
    const shown: Block[] = [];
    const hidden: number[] = [];
    let below = false;
    for (const child of node.children) {
      const visit = child < 0 ? this.visitNode(-1 - child) : this.#visitLeaf(child);
      shown.push(...visit.shown);
      hidden.push(...visit.open);
      below ||= visit.below;
    }
    if (hidden.every((leaf) => patients[leaf] === 0))
      return { shown, open: shown.length === 0 ? hidden : [], below: false };
    let here = false;
    while (!this.#isCover(hidden, here, below)) {
      const next = firstToPull(index, shown);
      if (next === undefined) return { shown: [], open: hidden, below: below || here };
      const [block] = shown.splice(next, 1);
      hidden.push(...block!.hidden);
      this.pulled.push(block!.node < 0 ? block!.first : -1 - block!.node);
      here = true;
    }
    shown.push({ node: index, hidden, rank: node.rank, first: node.first, last: node.last });
    return { shown, open: [], below: false };
  }

  #visitLeaf(leaf: number): Visit {
    if (this.table.patients[leaf]! < this.table.threshold[leaf]!)
      return { shown: [], open: [leaf], below: false };
    const block = { node: -1, hidden: [leaf], rank: this.shape.ranks[leaf]!, first: leaf, last: leaf };
    return { shown: [block], open: [], below: false };
  }

  #isCover(hidden: readonly number[], here: boolean, below: boolean): boolean {
    if (hidden.length < 2) return false;
    const { patients, threshold } = this.table;
    const largest = largestThreshold(hidden, this.table);
    const keep = valuesToKeep(largest);
    const union = this.table.union(hidden);
    if (here && hidden.some((leaf) => patients[leaf]! >= threshold[leaf]!)) return union >= largest + keep;
    const spare = here || below ? keep : 0;
    if (union < largest + spare) return false;
    let most = 0;
    for (const leaf of hidden) most += threshold[leaf]! - 1;
    // the leaf with the largest threshold is the one the others cover least
    return union <= most - (largest - 1) - spare;
  }
}

/** Place in `shown` of the block to pull first; a block under another node's REST waits until that REST is taken. */
function firstToPull(index: number, shown: readonly Block[]): number | undefined {
  let first: number | undefined;
  for (const [i, block] of shown.entries()) {
    if (first !== undefined && shown[first]!.rank <= block.rank) continue;
    const waits = shown.some(
      (rest) =>
        rest.node >= 0 &&
        rest.node !== index &&
        rest !== block &&
        rest.first <= block.first &&
        block.last <= rest.last
    );
    if (!waits) first = i;
  }
  return first;
}

/** Leaves without a row, by the nearest REST above each (its number in the shape); a leaf under none is zero. */
export function hiddenByRest(
  shape: Shape,
  shownLeaves: Iterable<number>,
  restNodes: readonly number[]
): Map<number, number[]> {
  const shown = new Set(shownLeaves);
  const hidden = new Map<number, number[]>(restNodes.map((node) => [node, []]));
  for (const leaf of shape.leaves.keys()) {
    if (shown.has(leaf)) continue;
    const nearest = nearestOf(
      restNodes.map((node) => shape.nodes[node]!).filter((node) => node.first <= leaf && leaf <= node.last)
    );
    if (nearest) hidden.get(nearest.index)!.push(leaf);
  }
  return hidden;
}

/** Nodes above one leaf lie inside each other: the nearest spans fewest leaves. */
function nearestOf(nodes: readonly ShapeNode[]): ShapeNode | undefined {
  return nodes.reduce<ShapeNode | undefined>(
    (near, node) => (near && near.last - near.first <= node.last - node.first ? near : node),
    undefined
  );
}
