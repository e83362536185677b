import fc from 'fast-check';
import { distinctPatients } from '../../src/publisher/protect/distinct-patients.ts';
import { needsMembers, type RollupUnit } from '../../src/publisher/protect/rollup.ts';

/** A tree with patients at its leaves, as a test makes it up. */
export interface AnyUnit {
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly root: string;
  readonly members: ReadonlyMap<string, ReadonlySet<number>>;
  readonly thresholds: ReadonlyMap<string, number>;
  readonly order: readonly string[];
  readonly structuralZeros: ReadonlySet<string>;
}

interface LeafMade {
  readonly patients: number;
  /** Patients shared with a leaf made earlier. */
  readonly shared: number;
  readonly town: boolean;
  readonly impossible: boolean;
  readonly rank: number;
}
type Made = LeafMade | readonly Made[];

/** Trees of up to four levels, nodes with one child among them, counts around the thresholds. */
export function anyUnit(
  options: { readonly mixed?: boolean; readonly overlapping?: boolean; readonly impossible?: boolean } = {}
): fc.Arbitrary<AnyUnit> {
  const leaf: fc.Arbitrary<LeafMade> = fc.record({
    patients: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
      { weight: 3, arbitrary: fc.integer({ min: 13, max: 32 }) },
      { weight: 1, arbitrary: fc.integer({ min: 33, max: 90 }) }
    ),
    shared: options.overlapping ? fc.nat({ max: 9 }) : fc.constant(0),
    town: options.mixed ? fc.boolean() : fc.constant(false),
    impossible: options.impossible ? fc.integer({ min: 0, max: 9 }).map((n) => n === 0) : fc.constant(false),
    rank: fc.nat({ max: 1_000_000 })
  });
  const { tree } = fc.letrec<{ tree: Made[]; node: Made; leaf: LeafMade }>((tie) => ({
    leaf,
    node: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('tree')),
    tree: fc.array(tie('node'), { minLength: 1, maxLength: 4 })
  }));
  return tree.map(unitOf);
}

function unitOf(top: readonly Made[]): AnyUnit {
  const children = new Map<string, readonly string[]>();
  const members = new Map<string, ReadonlySet<number>>();
  const thresholds = new Map<string, number>();
  const structuralZeros = new Set<string>();
  const ranks: [rank: number, leaf: string][] = [];
  let next = 0;
  const enter = (name: string, made: Made): string => {
    if (!('rank' in made)) {
      children.set(
        name,
        made.map((child, i) => enter(`${name}${i}`, child))
      );
      return name;
    }
    const count = made.impossible ? 0 : made.patients;
    const known = [...members.values()].flatMap((set) => [...set]);
    const shared = known.slice(0, Math.min(made.shared, count));
    const own = Array.from({ length: count - new Set(shared).size }, () => next++);
    members.set(name, new Set([...shared, ...own]));
    thresholds.set(name, made.town ? 20 : 10);
    if (made.impossible) structuralZeros.add(name);
    else ranks.push([made.rank, name]);
    return name;
  };
  enter('S', top);
  const order = ranks.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map(([, leaf]) => leaf);
  return { children, root: 'S', members, thresholds, order, structuralZeros };
}

/** The unit as the roll-up is given it: counts, and the patients of small leaves only (`everybody`: of all). */
export function asRollupUnit(unit: AnyUnit, everybody = false): RollupUnit {
  const live = [...unit.thresholds].filter(([leaf]) => !unit.structuralZeros.has(leaf)).map(([, T]) => T);
  const largest = Math.max(0, ...live);
  const patients = (leaf: string) => unit.members.get(leaf)!.size;
  return {
    tree: { root: unit.root, children: unit.children },
    patients,
    threshold: (leaf) => unit.thresholds.get(leaf)!,
    rank: (leaf) => unit.order.indexOf(leaf),
    structuralZero: unit.structuralZeros,
    distinct: distinctPatients((leaf) =>
      everybody || needsMembers(patients(leaf), largest) ? [...unit.members.get(leaf)!] : []
    )
  };
}
