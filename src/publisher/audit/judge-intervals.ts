import { possibleWholeNumbers, type IntervalSystem, type IntervalVerdict } from './interval-system.ts';
import { Programme } from './highs.ts';

export interface JudgeEffects {
  /** Share of the targets settled, 0–1. */
  readonly progress?: (share: number) => void;
  /** Seed of the random objectives; the verdict does not depend on it. */
  readonly seed?: number;
}

/**
 * Whether every target keeps as many whole numbers as it must (and zero, where asked). Exhaustive and exact.
 * @throws PublisherError E_AUDIT_SOLVER if a programme has no proven answer, or the system contradicts itself
 */
export async function judgeIntervals(
  system: IntervalSystem,
  { progress }: JudgeEffects = {}
): Promise<IntervalVerdict> {
  const programme = await Programme.of(system);
  try {
    const found = system.targets.map(({ variable }, target) => {
      const only = { variables: [variable], weights: [1] };
      const lower = programme.minimum(only).value;
      const upper = programme.maximum(only)?.value ?? null;
      progress?.((target + 1) / system.targets.length);
      return { target, lower, upper };
    });
    const counts = found.map(({ lower, upper }) => possibleWholeNumbers(lower, upper));
    const narrowest = Math.min(...counts);
    return {
      failing: found.filter(
        ({ target, lower }) =>
          counts[target]! < system.targets[target]!.required ||
          (system.targets[target]!.zeroLower && lower > 1e-6)
      ),
      narrowest: Number.isFinite(narrowest) ? narrowest : null,
      settled: { closed: 0, witnessed: 0, programme: found.length }
    };
  } finally {
    programme.dispose();
  }
}
