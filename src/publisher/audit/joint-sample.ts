import type { JointSystem } from './joint-system.ts';
import type { JointVerdict } from './joint-tally.ts';
import { judgeJoint } from './joint-verdict.ts';
import { PROGRAMME_LIMITS, SAMPLE_SIZE } from './programme-limits.ts';
import { randomNumbers } from './random-numbers.ts';

/**
 * Judges a joint system; beyond the limit of targets, a random sample of them under all sums at once. Without a failure
 * among 2,995 of them at most 0.1 % of all can fail, at 95 % confidence (the rule of three).
 */
export async function judgeSampled(
  system: JointSystem,
  progress: (share: number) => void = () => {},
  seed = 1
): Promise<JointVerdict> {
  const all = system.targets.length;
  if (all <= PROGRAMME_LIMITS.targets) return judgeJoint(system, { progress, seed });
  const random = randomNumbers(seed);
  for (let i = 0; i < SAMPLE_SIZE; i++) {
    const j = i + Math.floor(random() * (all - i));
    [system.targets[i], system.targets[j]] = [system.targets[j]!, system.targets[i]!];
  }
  system.targets.length = SAMPLE_SIZE;
  const verdict = await judgeJoint(system, { progress, seed });
  return { ...verdict, sampled: { of: verdict.sampled.of + all, size: verdict.sampled.size + SAMPLE_SIZE } };
}
