import { alongTree } from './along-a-tree.ts';
import { ComponentSearch } from './component-search.ts';
import { componentsOf } from './components.ts';
import {
  possibleWholeNumbers,
  type FoundInterval,
  type IntervalSystem,
  type IntervalVerdict
} from './interval-system.ts';
import { randomNumbers } from './random-numbers.ts';
import { TargetRange } from './target-range.ts';

export interface JudgeEffects {
  /** Share of the targets settled, 0–1. */
  readonly progress?: (share: number) => void;
  /** Seed of the random objectives; the verdict does not depend on it. */
  readonly seed?: number;
}

/**
 * Whether every target keeps as many whole numbers as it must (and zero, where asked): the interval of each under
 * everything the attacker knows. Exhaustive and exact: closed form where the links form a tree, linear programmes
 * elsewhere.
 * @throws PublisherError E_AUDIT_SOLVER if a programme has no proven answer, or the system contradicts itself
 */
export async function judgeIntervals(
  system: IntervalSystem,
  { progress = () => {}, seed = 1 }: JudgeEffects = {}
): Promise<IntervalVerdict> {
  const { bounds, components } = componentsOf(system);
  for (const component of components) if (component.acyclic) alongTree(component, bounds);

  const cyclic = components.filter((component) => !component.acyclic);
  const componentOf = new Map(
    cyclic.flatMap((component, c) => component.variables.map((variable) => [variable, c] as const))
  );
  const searched = cyclic.map((): TargetRange[] => []);
  const found: FoundInterval[] = [];
  system.targets.forEach((wanted, target) => {
    // + 0 turns −0 into 0
    const lower = bounds.lower[wanted.variable]! + 0;
    const upper = bounds.upper[wanted.variable]!;
    const component = componentOf.get(wanted.variable);
    if (component === undefined) found.push({ target, lower, upper: upper === Infinity ? null : upper });
    else searched[component]!.push(new TargetRange(target, wanted, { lower, upper }));
  });

  const closed = found.length;
  let done = closed;
  const settled = (targets: number): void => {
    done += targets;
    progress(done / system.targets.length);
  };
  settled(0);
  let narrowest = found.reduce(
    (least, f) => Math.min(least, possibleWholeNumbers(f.lower, f.upper)),
    Infinity
  );
  let witnessed = 0;
  let programme = 0;
  const random = randomNumbers(seed);
  for (const [c, component] of cyclic.entries()) {
    const ranges = searched[c]!;
    const search = await ComponentSearch.of(component, bounds, ranges, { random, settled });
    try {
      // without a target as well: what contradicts itself proves nothing anywhere
      if (ranges.length === 0) search.provePossible();
      search.witness();
      const solved = search.solve();
      programme += solved;
      witnessed += ranges.length - solved;
      narrowest = search.narrowest(narrowest);
    } finally {
      search.dispose();
    }
    found.push(...ranges.filter((range) => !range.isSafe).map((range) => range.found));
  }
  return {
    failing: found.filter((f) => fails(f, system)).sort((a, b) => a.target - b.target),
    narrowest: Number.isFinite(narrowest) ? narrowest : null,
    settled: { closed, witnessed, programme }
  };
}

function fails({ target, lower, upper }: FoundInterval, { targets }: IntervalSystem): boolean {
  const { required, zeroLower } = targets[target]!;
  return possibleWholeNumbers(lower, upper) < required || (zeroLower && lower > 1e-6);
}
