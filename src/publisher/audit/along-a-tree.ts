import type { Component } from './components.ts';
import { activityOf, tighten, type Bounds } from './linear-row.ts';

/**
 * Narrows the bounds of an acyclic component to the exact interval of every variable: once from the ends to one
 * variable, once back. In a tree of rows each variable's values form an interval that the rows beyond it decide
 * independently of each other.
 * @throws PublisherError E_AUDIT_SOLVER if nothing satisfies the rows
 */
export function alongTree({ variables, rows }: Component, bounds: Bounds): void {
  const rowsOf = new Map<number, number[]>(variables.map((variable) => [variable, []]));
  rows.forEach((row, r) => row.variables.forEach((variable) => rowsOf.get(variable)!.push(r)));

  // every row with the place of the variable it is reached from, nearest first
  const order: { readonly row: number; readonly towards: number }[] = [];
  const seen = new Set<number>();
  const front = [variables[0]!];
  for (const variable of front) {
    for (const r of rowsOf.get(variable)!) {
      if (seen.has(r)) continue;
      seen.add(r);
      const row = rows[r]!;
      order.push({ row: r, towards: row.variables.indexOf(variable) });
      front.push(...row.variables.filter((other) => other !== variable));
    }
  }
  for (const { row: r, towards } of [...order].reverse())
    tighten(rows[r]!, towards, activityOf(rows[r]!, bounds), bounds);
  for (const { row: r, towards } of order) {
    const row = rows[r]!;
    const activity = activityOf(row, bounds);
    row.variables.forEach((_, at) => {
      if (at !== towards) tighten(row, at, activity, bounds);
    });
  }
}
