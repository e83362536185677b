import type { IntervalCase } from './case-system.ts';

/** Cells to hide besides, and the sum of their values. */
export interface RectangleRepair {
  readonly hide: readonly string[];
  readonly cost: number;
  /** Cost of the next cheapest rectangle that would do. */
  readonly runner_up_cost?: number;
}

interface Rectangle {
  readonly hide: readonly string[];
  readonly cost: number;
}

/**
 * The cheapest rectangle that covers a hidden cell: two cells that share a sum with it, and the cell that shares one
 * with each of them. Smallest sum of extra hidden values, ties by key. Null if no rectangle passes.
 * @param passes whether nothing fails once these cells are hidden too
 */
export async function cheapestRectangle(
  given: IntervalCase,
  cell: string,
  passes: (hide: readonly string[]) => Promise<boolean>
): Promise<RectangleRepair | null> {
  const passing: Rectangle[] = [];
  for (const rectangle of rectanglesOf(given, cell)) {
    if (await passes(rectangle.hide)) passing.push(rectangle);
    if (passing.length === 2) break;
  }
  const [cheapest, next] = passing;
  if (!cheapest) return null;
  return { ...cheapest, ...(next ? { runner_up_cost: next.cost } : {}) };
}

/** Every rectangle once, cheapest first. */
function rectanglesOf({ cells, equations, hidden }: IntervalCase, cell: string): Rectangle[] {
  const sumsOf = (key: string): number[] =>
    equations.flatMap(({ parts }, i) => (parts.includes(key) ? [i] : []));
  const beside = (key: string, sum: number): string[] => equations[sum]!.parts.filter((part) => part !== key);
  const found = new Map<string, Rectangle>();
  for (const across of sumsOf(cell))
    for (const down of sumsOf(cell).filter((sum) => sum !== across))
      for (const one of beside(cell, across))
        for (const other of beside(cell, down))
          for (const back of sumsOf(one).filter((sum) => sum !== across))
            for (const corner of beside(one, back)) {
              const closes = sumsOf(other).some(
                (sum) => sum !== down && sum !== back && equations[sum]!.parts.includes(corner)
              );
              if (!closes || corner === cell || one === other) continue;
              const hide = [...new Set([one, other, corner])]
                .filter((key) => !hidden.includes(key))
                .sort(byBytes);
              found.set(hide.join('\n'), { hide, cost: hide.reduce((sum, key) => sum + cells[key]!, 0) });
            }
  return [...found.values()].sort((a, b) => a.cost - b.cost || byBytes(a.hide.join('\n'), b.hide.join('\n')));
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
