import type { JointSystem } from './joint-system.ts';
import type { JointVerdict } from './joint-tally.ts';
import { judgeJoint } from './joint-verdict.ts';
import { PROGRAMME_LIMITS, SAMPLE_SIZE } from './programme-limits.ts';
import { randomNumbers } from './random-numbers.ts';

/** Whether every hidden count of a fiscal year is judged, or a random sample of them where they are many. */
export const YEAR_EXTENTS = ['every', 'sample'] as const;
export type YearExtent = (typeof YEAR_EXTENTS)[number];

/** Seed of every random choice of the audit. */
export const SAMPLE_SEED = 1;

/**
 * Judges the joint system of a fiscal year. Of a sample, beyond the limit of targets, a random part is judged under all
 * sums at once: without a failure among 2,995 of them at most 0.1 % of all can fail, at 95 % confidence.
 */
export async function judgeYear(
  system: JointSystem,
  extent: YearExtent,
  progress: (share: number) => void = () => {}
): Promise<JointVerdict> {
  const all = system.targets.length;
  const effects = { progress, seed: SAMPLE_SEED };
  if (extent === 'every' || all <= PROGRAMME_LIMITS.targets) return judgeJoint(system, effects);
  const random = randomNumbers(SAMPLE_SEED);
  for (let i = 0; i < SAMPLE_SIZE; i++) {
    const j = i + Math.floor(random() * (all - i));
    [system.targets[i], system.targets[j]] = [system.targets[j]!, system.targets[i]!];
  }
  system.targets.length = SAMPLE_SIZE;
  const verdict = await judgeJoint(system, effects);
  return { ...verdict, sampled: { of: all, size: SAMPLE_SIZE } };
}
