import { shapeOf } from './rollup-shape.ts';
import { possibleValues, rowsUnder, type RestBlock, type Rollup, type RollupUnit } from './rollup.ts';

/** A REST with more tables than this is not tested. */
export const MOST_TABLES = 1_000_000;

/** Tables listed at most before a REST is taken to fail: where tables fit, far fewer show it. */
const MOST_LISTED = 100_000;

/** Fitting tables that others are sought beside. */
const MOST_BASES = 40;

/**
 * The RESTs that give a hidden leaf away to a reader who knows the rule: he lists every table of the hidden leaves
 * with the same total, all else held fixed, on which the roll-up gives exactly these rows; a leaf with fewer patients
 * than its threshold T must still take m(T) values.
 *
 * Tables are of disjoint patients whose number is that of the REST's distinct patients, or somewhat less where the
 * engine did not name them all: the fewer there are, the fewer tables.
 * @returns nodes of the RESTs that fail
 */
export function givenAway(unit: RollupUnit, result: Rollup, mostTables = MOST_TABLES): string[] {
  return result.rests.filter((rest) => !keepsValues(unit, result, rest, mostTables)).map((rest) => rest.node);
}

function keepsValues(unit: RollupUnit, result: Rollup, rest: RestBlock, mostTables: number): boolean {
  const wanted = new Map(
    rest.hidden
      .filter((leaf) => unit.patients(leaf) > 0 && unit.patients(leaf) < unit.threshold(leaf))
      .map((leaf) => [leaf, possibleValues(unit.threshold(leaf))])
  );
  if (wanted.size === 0) return true;
  const total = totalOf(unit, rest);
  if (tablesOf(total, rest.hidden.length) > mostTables) return true;

  const seen = new Map<string, Set<number>>([...wanted.keys()].map((leaf) => [leaf, new Set()]));
  const isSettled = (leaf: string): boolean => seen.get(leaf)!.size >= wanted.get(leaf)!;
  const isDone = (): boolean => [...seen.keys()].every(isSettled);
  const table = nearestTable(unit, rest, total);
  const fits = sameRows(unit, result, rest, table);
  const bases = [new Map(table)];
  /** Looks at the table as it stands; notes what its leaves are if the rows come out the same. */
  const note = (): boolean => {
    if (!fits()) return false;
    let isNew = false;
    for (const [leaf, values] of seen) {
      isNew ||= !values.has(table.get(leaf)!);
      values.add(table.get(leaf)!);
    }
    if (isNew && bases.length < MOST_BASES) bases.push(new Map(table));
    return true;
  };

  note();
  for (const base of bases) {
    for (const [leaf, patients] of base) table.set(leaf, patients);
    for (const leaf of seen.keys()) moveFrom(leaf, table, unit.threshold(leaf), () => isSettled(leaf), note);
  }
  return isDone() || list(rest.hidden, total, table, () => (note(), isDone()));
}

/** Number of ways to share `total` patients among `leaves` leaves; exact up to 2⁵³. */
export function tablesOf(total: number, leaves: number): number {
  let tables = 1;
  for (let i = 1; i < leaves; i++) tables = (tables * (total + i)) / i;
  return tables;
}

/** The distinct patients of the REST, as far as the engine named them; those of its largest leaf alone, if they are more. */
const totalOf = (unit: RollupUnit, { leaves }: RestBlock): number =>
  Math.max(unit.distinct(leaves), ...leaves.map(unit.patients));

/** The leaves as they are, those who stand in several taken from the largest until the total is met. */
function nearestTable(unit: RollupUnit, { hidden }: RestBlock, total: number): Map<string, number> {
  const table = new Map(hidden.map((leaf) => [leaf, unit.patients(leaf)]));
  let over = hidden.reduce((sum, leaf) => sum + unit.patients(leaf), 0) - total;
  for (const leaf of [...hidden].sort((a, b) => unit.patients(b) - unit.patients(a))) {
    const taken = Math.min(over, table.get(leaf)!);
    table.set(leaf, table.get(leaf)! - taken);
    over -= taken;
  }
  return table;
}

/**
 * Whether the roll-up gives the rows that stand under the REST's node, with the hidden leaves as the table says. Its
 * parent took nothing there, or the REST would be gone: so the rows above stay as they are.
 */
function sameRows(
  unit: RollupUnit,
  { published, rests }: Rollup,
  { node }: RestBlock,
  table: ReadonlyMap<string, number>
): () => boolean {
  const { isUnder } = shapeOf(unit.tree, unit.structuralZero);
  const rows = new Set([
    ...published.filter((leaf) => isUnder(leaf, node)),
    ...rests.filter((rest) => isUnder(rest.node, node)).map((rest) => `${rest.node}/`)
  ]);
  const asTable: RollupUnit = {
    ...unit,
    patients: (leaf) => table.get(leaf) ?? unit.patients(leaf),
    distinct: (leaves) =>
      leaves.reduce((sum, leaf) => sum + (table.get(leaf) ?? 0), 0) +
      unit.distinct(leaves.filter((leaf) => !table.has(leaf)))
  };
  const again = rowsUnder(asTable, node);
  return () => {
    const given = again();
    return given !== null && given.length === rows.size && given.every((key) => rows.has(key));
  };
}

/** Moves patients between `leaf` and one other leaf at a time, a value of `leaf` after the other, until it is settled. */
function moveFrom(
  leaf: string,
  table: Map<string, number>,
  threshold: number,
  isSettled: () => boolean,
  note: () => boolean
): void {
  const own = table.get(leaf)!;
  for (let value = 0; value < threshold && !isSettled(); value++) {
    for (const other of table.keys()) {
      const given = table.get(other)!;
      if (other === leaf || given + own < value) continue;
      table.set(leaf, value).set(other, given + own - value);
      const fitted = note();
      table.set(leaf, own).set(other, given);
      if (fitted) break;
    }
  }
}

/** Ways to share the total among the leaves, one after the other, until `isDone`. @returns whether it came to that */
function list(
  leaves: readonly string[],
  total: number,
  table: Map<string, number>,
  isDone: () => boolean
): boolean {
  let listed = 0;
  const share = (at: number, left: number): boolean => {
    const leaf = leaves[at]!;
    if (at === leaves.length - 1) {
      table.set(leaf, left);
      listed++;
      return isDone();
    }
    for (let value = 0; value <= left && listed < MOST_LISTED; value++) {
      table.set(leaf, value);
      if (share(at + 1, left - value)) return true;
    }
    return false;
  };
  return share(0, total);
}
