import { GEOGRAPHY_LEAVES } from '../trees.ts';
import { thresholdOf, type Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/**
 * A new policy holds for open months only, and inside a fiscal year never asks for less than the one before: the months
 * of a year would differ, and what the stricter hid could be told from the others.
 * @throws PublisherError E_POLICY_TIER_LOWERED
 */
export function checkTiersKept(previous: Policy, next: Policy, sameFiscalYear: boolean): void {
  if (!sameFiscalYear) return;
  const named: readonly (readonly [name: string, of: (policy: Policy) => number])[] = [
    ['default_threshold', (policy) => policy.default_threshold],
    ['sensitive.threshold', (policy) => policy.sensitive.threshold],
    ['rounding.request_threshold', (policy) => policy.rounding.request_threshold],
    ...[...new Set([...GEOGRAPHY_LEAVES, ...Object.keys(previous.thresholds)])].map(
      (place) => [`the threshold of ${place}`, (policy: Policy) => thresholdOf(policy, place)] as const
    )
  ];
  for (const [name, of] of named)
    refuseIf(
      of(next) < of(previous),
      'E_POLICY_TIER_LOWERED',
      () =>
        `The policy lowers ${name} from ${of(previous)} to ${of(next)} inside a fiscal year; keep it until the next one begins in April.`
    );
}
