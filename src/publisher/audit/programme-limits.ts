import { componentsOf } from './components.ts';
import type { IntervalSystem } from './interval-system.ts';
import { randomNumbers } from './random-numbers.ts';

/** Largest programme that is solved for every target; beyond, it is split, and a sample of targets solved unsplit. */
export const PROGRAMME_LIMITS = { variables: 15_000, targets: 5_000 } as const;

/** Targets of an unsplit sample: none failing of so many means at most 0.1 % do, at 95 % (1 − 0.999ⁿ ≥ 0.95). */
export const SAMPLE_SIZE = 2_995;

export interface ProgrammeSize {
  readonly variables: number;
  readonly targets: number;
}

/** The largest programme a system needs once everything with a closed form is out of it. */
export function programmeSize(system: IntervalSystem): ProgrammeSize {
  const wanted = new Map<number, number>();
  for (const { variable } of system.targets) wanted.set(variable, (wanted.get(variable) ?? 0) + 1);
  const sizes = componentsOf(system)
    .components.filter((component) => !component.acyclic)
    .map(({ variables }) => ({
      variables: variables.length,
      targets: variables.reduce((sum, variable) => sum + (wanted.get(variable) ?? 0), 0)
    }));
  return {
    variables: Math.max(0, ...sizes.map((size) => size.variables)),
    targets: Math.max(0, ...sizes.map((size) => size.targets))
  };
}

/** Whether a programme is too large for every target to be solved in it. */
export const isTooLarge = ({ variables, targets }: ProgrammeSize): boolean =>
  variables > PROGRAMME_LIMITS.variables || targets > PROGRAMME_LIMITS.targets;

/** The same system with `size` of its targets, drawn without replacement; all of them if there are no more. */
export function sampledTargets(system: IntervalSystem, seed: number, size = SAMPLE_SIZE): IntervalSystem {
  const random = randomNumbers(seed);
  const targets = [...system.targets];
  const drawn = Math.min(size, targets.length);
  for (let i = 0; i < drawn; i++) {
    const j = i + Math.floor(random() * (targets.length - i));
    [targets[i], targets[j]] = [targets[j]!, targets[i]!];
  }
  return { ...system, targets: targets.slice(0, drawn) };
}
