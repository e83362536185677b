import { unproven } from './audit-error.ts';
import type { IntervalSystem } from './interval-system.ts';
import { activityOf, isRedundant, rowOf, tighten, type Bounds, type LinearRow } from './linear-row.ts';

/** Variables that depend on each other through `rows`, and on nothing else. */
export interface Component {
  readonly variables: readonly number[];
  readonly rows: readonly LinearRow[];
  /** No two variables are linked in two ways, so that intervals passed along the links are exact. */
  readonly acyclic: boolean;
}

export interface Components {
  /** Bounds every solution keeps: those given, narrowed by what single rows say. */
  readonly bounds: Bounds;
  /** A variable in none of them may be anything within its bounds. */
  readonly components: readonly Component[];
}

/** Where one row narrows another's variables for ever, each time by less, the solver does the rest. */
const TURNS = 8;

/**
 * Takes out what is fixed, drops what says nothing, and splits the rest into parts without a link between them.
 * No solution is lost or gained.
 * @throws PublisherError E_AUDIT_SOLVER if the system contradicts itself
 */
export function componentsOf(system: Omit<IntervalSystem, 'targets'>): Components {
  const bounds = { lower: Float64Array.from(system.lower), upper: Float64Array.from(system.upper) };
  if (bounds.lower.some((lower, i) => lower > bounds.upper[i]!)) throw unproven('contradiction');
  const rows = narrowed(system.constraints.map(rowOf), bounds).map((row) => withoutFixed(row, bounds));
  // a row whose variables are all fixed has to hold as well
  for (const row of rows) activityOf(row, bounds);
  return {
    bounds,
    components: parts(
      rows.filter((row) => row.variables.length > 0),
      system.lower.length
    )
  };
}

/** The rows that still say something once all bounds are narrowed. */
function narrowed(rows: readonly LinearRow[], bounds: Bounds): LinearRow[] {
  const rowsOf = new Map<number, number[]>();
  rows.forEach((row, r) =>
    row.variables.forEach((variable) => {
      const list = rowsOf.get(variable);
      if (list) list.push(r);
      else rowsOf.set(variable, [r]);
    })
  );
  const turns = new Uint8Array(rows.length);
  const waiting = new Set(rows.keys());
  const silent = new Set<number>();
  for (const r of waiting) {
    waiting.delete(r);
    const row = rows[r]!;
    const activity = activityOf(row, bounds);
    if (isRedundant(row, activity)) {
      silent.add(r);
      continue;
    }
    turns[r]!++;
    for (const [at, variable] of row.variables.entries()) {
      if (!tighten(row, at, activity, bounds)) continue;
      for (const other of rowsOf.get(variable)!)
        if (!silent.has(other) && turns[other]! < TURNS) waiting.add(other);
    }
  }
  return rows.filter((_, r) => !silent.has(r));
}

function withoutFixed(row: LinearRow, { lower, upper }: Bounds): LinearRow {
  let known = 0;
  const free: number[] = [];
  row.variables.forEach((variable, i) => {
    if (lower[variable] === upper[variable]) known += row.coefficients[i]! * lower[variable]!;
    else free.push(i);
  });
  return {
    variables: free.map((i) => row.variables[i]!),
    coefficients: free.map((i) => row.coefficients[i]!),
    low: row.low - known,
    high: row.high - known
  };
}

function parts(rows: readonly LinearRow[], size: number): Component[] {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const rootOf = (variable: number): number => {
    let at = variable;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const { variables } of rows)
    for (const variable of variables) parent[rootOf(variable)] = rootOf(variables[0]!);
  const rowsOf = new Map<number, LinearRow[]>();
  for (const row of rows) {
    const root = rootOf(row.variables[0]!);
    const list = rowsOf.get(root);
    if (list) list.push(row);
    else rowsOf.set(root, [row]);
  }
  return [...rowsOf.values()].map((own) => {
    const variables = [...new Set(own.flatMap((row) => row.variables))];
    const links = own.reduce((sum, row) => sum + row.variables.length, 0);
    return { variables, rows: own, acyclic: links === variables.length + own.length - 1 };
  });
}
