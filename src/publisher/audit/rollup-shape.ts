/** A tree as it is declared: the children of every inner node, down to leaves, which have none. */
export interface DeclaredTree {
  readonly root: string;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

export interface ShapeNode {
  readonly index: number;
  readonly name: string;
  /** A leaf by its number, an inner node as −1 − number. */
  readonly children: readonly number[];
  /** Leaves under it: all from `first` to `last`. */
  readonly first: number;
  readonly last: number;
  /** Place in the pull order of the first leaf under it. */
  readonly rank: number;
}

/** A tree ready for roll-up: without structural zeros and without nodes of one child, leaves numbered along it. */
export interface Shape {
  readonly leaves: readonly string[];
  readonly ranks: readonly number[];
  readonly nodes: readonly ShapeNode[];
  readonly root: number;
  /** Number of a leaf by its name. */
  readonly leafOf: ReadonlyMap<string, number>;
  /** Number of an inner node by its name, or by the name of a node it took the place of. */
  readonly nodeOf: ReadonlyMap<string, number>;
}

/**
 * Prepares a tree: leaves nobody can be in go; a node with one child left takes over that child's children, and
 * becomes it if the child is a leaf.
 */
export function shapeOf(
  tree: DeclaredTree,
  structuralZeros: ReadonlySet<string>,
  order: readonly string[]
): Shape {
  const place = new Map(order.map((leaf, i) => [leaf, i]));
  const leaves: string[] = [];
  const ranks: number[] = [];
  const nodes: ShapeNode[] = [];
  const nodeOf = new Map<string, number>();

  const isLive = (name: string): boolean => {
    const children = tree.children.get(name);
    return children ? children.some(isLive) : !structuralZeros.has(name);
  };
  const add = (name: string): number => {
    const names = [name];
    let children = (tree.children.get(name) ?? []).filter(isLive);
    while (children.length === 1 && tree.children.has(children[0]!)) {
      names.push(children[0]!);
      children = tree.children.get(children[0]!)!.filter(isLive);
    }
    if (!tree.children.has(name)) return addLeaf(name);
    if (children.length === 1 && name !== tree.root) return addLeaf(children[0]!);
    const first = leaves.length;
    const numbers = children.map(add);
    const index = nodes.length;
    for (const own of names) nodeOf.set(own, index);
    const last = leaves.length - 1;
    nodes.push({
      index,
      name,
      children: numbers,
      first,
      last,
      rank: Math.min(...ranks.slice(first, last + 1))
    });
    return -1 - index;
  };
  const addLeaf = (name: string): number => {
    leaves.push(name);
    ranks.push(place.get(name)!);
    return leaves.length - 1;
  };
  add(tree.root);
  return {
    leaves,
    ranks,
    nodes,
    root: nodes.length - 1,
    leafOf: new Map(leaves.map((leaf, i) => [leaf, i])),
    nodeOf
  };
}
