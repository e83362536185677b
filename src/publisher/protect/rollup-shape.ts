/** A tree of cells: `children` of every inner node, down to leaves, which have none. */
export interface RollupTree {
  readonly root: string;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** A tree as the roll-up walks it: without structural zeros below, and every inner node with two children or more. */
export interface RollupShape {
  /** Children of an inner node; undefined for a leaf. */
  readonly childrenOf: (node: string) => readonly string[] | undefined;
  /** Leaves at or under a node, in the order of the tree. */
  readonly leavesUnder: (node: string) => readonly string[];
  /** Whether a node or leaf lies at or under another node. */
  readonly isUnder: (node: string, ancestor: string) => boolean;
}

const shapes = new WeakMap<RollupTree, WeakMap<ReadonlySet<string>, RollupShape>>();

/**
 * The shape of a tree. A node with one child that is not structurally zero takes over its children, and becomes it if
 * it is a leaf: unmerged, the level of a REST would tell more than its rows do. Kept, since a month asks some eighty
 * times.
 */
export function shapeOf(tree: RollupTree, structuralZero: ReadonlySet<string>): RollupShape {
  let ofTree = shapes.get(tree);
  if (!ofTree) shapes.set(tree, (ofTree = new WeakMap()));
  let shape = ofTree.get(structuralZero);
  if (!shape) ofTree.set(structuralZero, (shape = settle(tree, structuralZero)));
  return shape;
}

function settle(tree: RollupTree, structuralZero: ReadonlySet<string>): RollupShape {
  const children = new Map<string, readonly string[]>();
  const leaves = new Map<string, readonly string[]>();
  /** First and last place of everything at or under a node, in the order of the walk. */
  const span = new Map<string, readonly [first: number, last: number]>();
  let place = 0;

  const live = (node: string): boolean => tree.children.get(node)?.some(live) ?? !structuralZero.has(node);

  /** The node with one live child left out, as many times as there is one; a leaf under the root stays a child of it. */
  const settled = (node: string): string => {
    const below = tree.children.get(node)?.filter(live);
    if (below?.length !== 1) return node;
    const only = settled(below[0]!);
    return tree.children.has(only) || node !== tree.root ? only : node;
  };

  const walk = (node: string): readonly string[] => {
    const first = place++;
    const source = settled(node);
    const below = tree.children
      .get(source)
      ?.filter(live)
      .map((child) => {
        const under = settled(child);
        return tree.children.has(under) ? child : under;
      });
    if (below) children.set(node, below);
    const found = below ? below.flatMap(walk) : live(node) ? [node] : [];
    leaves.set(node, found);
    span.set(node, [first, place - 1]);
    return found;
  };
  walk(tree.root);

  return {
    childrenOf: (node) => children.get(node),
    leavesUnder: (node) => leaves.get(node)!,
    isUnder: (node, ancestor) => {
      const [first, last] = span.get(ancestor)!;
      const [own] = span.get(node)!;
      return first <= own && own <= last;
    }
  };
}
