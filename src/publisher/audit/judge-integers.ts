import { alongTree } from './along-a-tree.ts';
import { unproven } from './audit-error.ts';
import { componentsOf, type Component } from './components.ts';
import { possibleWholeNumbers, type FoundInterval, type IntervalSystem } from './interval-system.ts';
import type { Bounds } from './linear-row.ts';
import { WholeSolutions } from './whole-solutions.ts';

/** Groups with more hidden counts than this are left to the programmes. */
export const LARGEST_GROUP = 40;

export interface IntegerVerdict {
  /** Targets that fail, each with the smallest and largest whole number it can be. */
  readonly failing: readonly FoundInterval[];
  readonly tested: number;
  /** Targets in groups too large to be tested so. */
  readonly beyond: number;
}

/**
 * Whether every target of a group of at most 40 takes as many values as it must (and zero, where asked) over the
 * solutions in whole numbers. An interval can be wide and hold few of them: parity alone may fix a count.
 * @throws PublisherError E_AUDIT_SOLVER
 */
export async function judgeIntegers(system: IntervalSystem): Promise<IntegerVerdict> {
  const { bounds, components } = componentsOf(inWholeNumbers(system));
  drawIn(bounds);
  const groupOf = new Map(
    components.flatMap((component) => component.variables.map((variable) => [variable, component] as const))
  );
  const targetsOf = new Map<Component, number[]>();
  const failing: FoundInterval[] = [];
  system.targets.forEach(({ variable }, target) => {
    const group = groupOf.get(variable);
    if (!group) failing.push(...closed(target, system, bounds));
    else targetsOf.set(group, [...(targetsOf.get(group) ?? []), target]);
  });
  let beyond = 0;
  for (const [group, targets] of targetsOf) {
    if (isNetwork(group)) {
      alongTree(group, bounds);
      failing.push(...targets.flatMap((target) => closed(target, system, bounds)));
    } else if (targets.length > LARGEST_GROUP) beyond += targets.length;
    else failing.push(...(await searched(group, bounds, targets, system)));
  }
  return {
    failing: failing.sort((a, b) => a.target - b.target),
    tested: system.targets.length - beyond,
    beyond
  };
}

// + 0 turns −0 into 0
const up = (value: number): number => Math.ceil(value - 1e-6) + 0;
const down = (value: number): number => Math.floor(value + 1e-6) + 0;

/** Bounds and sums drawn in to the next whole number: no whole solution is lost. */
function inWholeNumbers(system: IntervalSystem): IntervalSystem {
  return {
    ...system,
    lower: system.lower.map(up),
    upper: system.upper.map(down),
    constraints: system.constraints.map((row) =>
      (row.coefficients ?? []).every(Number.isInteger)
        ? { ...row, low: up(row.low), high: down(row.high) }
        : row
    )
  };
}

/** The same for bounds that rows have narrowed since. */
function drawIn({ lower, upper }: Bounds): void {
  for (const variable of lower.keys()) {
    lower[variable] = up(lower[variable]!);
    upper[variable] = down(upper[variable]!);
    if (lower[variable]! > upper[variable]!) throw unproven('contradiction');
  }
}

/** In a tree of plain sums every whole number between the ends is taken. */
const isNetwork = ({ acyclic, rows }: Component): boolean =>
  acyclic && rows.every((row) => row.coefficients.every((a) => Math.abs(a) === 1));

function closed(target: number, { targets }: IntervalSystem, bounds: Bounds): FoundInterval[] {
  const { variable, required, zeroLower } = targets[target]!;
  const lower = bounds.lower[variable]!;
  const most = bounds.upper[variable]!;
  const upper = most === Infinity ? null : most;
  const safe = possibleWholeNumbers(lower, upper) >= required && (!zeroLower || lower <= 0);
  return safe ? [] : [{ target, lower, upper }];
}

async function searched(
  group: Component,
  bounds: Bounds,
  targets: readonly number[],
  system: IntervalSystem
): Promise<FoundInterval[]> {
  const solutions = await WholeSolutions.of(group, bounds);
  try {
    solutions.look(targets.map((target) => system.targets[target]!.variable));
    return targets.flatMap((target) => {
      const { variable, required, zeroLower } = system.targets[target]!;
      const taken = (): boolean => solutions.taken(variable) >= required;
      if (taken() && (!zeroLower || solutions.takes(variable, 0))) return [];
      const { lower, upper } = solutions.range(variable);
      if (!zeroLower || lower <= 0) {
        if (upper === null) return [];
        for (let value = lower; value <= upper && !taken(); value++) solutions.takes(variable, value);
        if (taken()) return [];
      }
      return [{ target, lower, upper }];
    });
  } finally {
    solutions.dispose();
  }
}
