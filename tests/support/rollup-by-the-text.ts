/**
 * The roll-up of the disclosure notes, word for word and on full records: patients are sets, the tree is made of
 * objects. Slow and plain, to hold the real one against.
 */
export interface TextUnit {
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly root: string;
  readonly members: ReadonlyMap<string, ReadonlySet<number>>;
  readonly thresholds: ReadonlyMap<string, number>;
  readonly order: readonly string[];
  readonly structuralZeros: ReadonlySet<string>;
}

export interface TextRollup {
  readonly published: readonly string[];
  readonly rests: readonly {
    readonly node: string;
    readonly leaves: readonly string[];
    readonly hidden: readonly string[];
  }[];
  readonly pulled: readonly string[];
}

interface Node {
  name: string;
  parent: Node | null;
  children: Node[];
  leaf: boolean;
}

interface Block {
  node: Node;
  rest: boolean;
  leaves: Node[];
}

export const TOO_FEW = 'too few';

export function rollupByTheText(unit: TextUnit): TextRollup | typeof TOO_FEW {
  const build = (name: string, parent: Node | null): Node => {
    const names = unit.children.get(name);
    const node: Node = { name, parent, children: [], leaf: names === undefined };
    node.children = (names ?? []).map((child) => build(child, node));
    return node;
  };
  const leavesOf = (node: Node): Node[] => (node.leaf ? [node] : node.children.flatMap(leavesOf));
  const zero = (leaf: Node) => unit.structuralZeros.has(leaf.name);
  const live = (node: Node): boolean => leavesOf(node).some((leaf) => !zero(leaf));
  const root = build(unit.root, null);

  // "a node with one child that is not structurally zero takes over its children (becomes it, if a leaf)"
  for (let changed = true; changed;) {
    changed = false;
    const settle = (node: Node): void => {
      const alive = node.children.filter(live);
      if (!node.leaf && alive.length === 1) {
        const [only] = alive as [Node];
        if (!only.leaf) {
          node.children = only.children;
          for (const child of node.children) child.parent = node;
          changed = true;
        } else if (node.parent) {
          node.parent.children = node.parent.children.map((child) => (child === node ? only : child));
          only.parent = node.parent;
          changed = true;
        }
      }
      for (const child of node.children) settle(child);
    };
    settle(root);
  }

  const np = (leaves: readonly Node[]): number =>
    new Set(leaves.flatMap((leaf) => [...unit.members.get(leaf.name)!])).size;
  const T = (leaf: Node): number => unit.thresholds.get(leaf.name)!;
  const m = (threshold: number): number => Math.max(5, Math.floor(threshold / 2));
  const under = (node: Node, ancestor: Node): boolean => {
    for (let at: Node | null = node; at; at = at.parent) if (at === ancestor) return true;
    return false;
  };
  const all = leavesOf(root).filter((leaf) => !zero(leaf));
  const firstLeaf = (block: Block): number =>
    Math.min(
      ...leavesOf(block.node)
        .filter((leaf) => !zero(leaf))
        .map((leaf) => unit.order.indexOf(leaf.name))
    );
  const pulled: string[] = [];

  const ok = (hidden: Node[], here: boolean, below: boolean): boolean => {
    if (hidden.length < 2) return false;
    const largest = Math.max(...hidden.map(T));
    const s = here || below ? m(largest) : 0;
    if (here && hidden.some((leaf) => np([leaf]) >= T(leaf))) return np(hidden) >= largest + m(largest);
    return (
      np(hidden) >= largest + s &&
      hidden.every(
        (j) => np(hidden) <= hidden.filter((i) => i !== j).reduce((sum, i) => sum + T(i) - 1, 0) - s
      )
    );
  };
  const visit = (node: Node): { shown: Block[]; open: Node[]; below: boolean } => {
    if (node.leaf) {
      if (zero(node)) return { shown: [], open: [], below: false };
      return np([node]) >= T(node)
        ? { shown: [{ node, rest: false, leaves: [node] }], open: [], below: false }
        : { shown: [], open: [node], below: false };
    }
    const visits = node.children.map(visit);
    let shown = visits.flatMap((v) => v.shown);
    const open = visits.flatMap((v) => v.open);
    const below = visits.some((v) => v.below);
    if (np(open) === 0)
      return shown.length === 0 ? { shown: [], open, below: false } : { shown, open: [], below: false };
    let hidden = open;
    let here = false;
    while (!ok(hidden, here, below)) {
      const free = shown.filter(
        (b) => !shown.some((rest) => rest.rest && rest !== b && under(b.node, rest.node))
      );
      const first = free.sort((a, b) => firstLeaf(a) - firstLeaf(b))[0];
      if (!first) return { shown: [], open: hidden, below: below || here };
      shown = shown.filter((b) => b !== first);
      hidden = [...hidden, ...first.leaves];
      pulled.push(first.node.name);
      here = true;
    }
    return { shown: [...shown, { node, rest: true, leaves: hidden }], open: [], below: false };
  };

  if (np(all) === 0) return { published: [], rests: [], pulled: [] };
  const { shown, open } = visit(root);
  let blocks = shown;
  if (open.length > 0 || (shown.length === 1 && !shown[0]!.rest))
    blocks = [{ node: root, rest: true, leaves: all }];
  const whole = blocks.find((b) => b.rest && b.node === root && b.leaves.length === all.length);
  if (whole && np(whole.leaves) < Math.max(...whole.leaves.map(T))) return TOO_FEW;

  const rows = blocks.filter((b) => !b.rest).map((b) => b.node);
  const rests = blocks.filter((b) => b.rest);
  const nearest = (leaf: Node): Block | undefined => {
    for (let at: Node | null = leaf; at; at = at.parent) {
      const rest = rests.find((r) => r.node === at);
      if (rest) return rest;
    }
    return undefined;
  };
  return {
    published: rows.map((node) => node.name).sort(),
    rests: rests.map((rest) => ({
      node: rest.node.name,
      leaves: rest.leaves.map((leaf) => leaf.name).sort(),
      hidden: all
        .filter((leaf) => !rows.includes(leaf) && nearest(leaf) === rest)
        .map((leaf) => leaf.name)
        .sort()
    })),
    pulled
  };
}
