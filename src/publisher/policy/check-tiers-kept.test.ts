import { describe, expect, it } from 'vitest';
import { outcome, policy } from '../../../tests/support/policy-outcome.ts';
import { checkTiersKept } from './check-tiers-kept.ts';
import type { Policy } from './policy-shape.ts';

describe('P15 thresholds inside a fiscal year', () => {
  const stricter: Policy = {
    ...policy,
    default_threshold: 12,
    thresholds: { ...policy.thresholds, '04581': 30, '0401': 15 },
    sensitive: { ...policy.sensitive, threshold: 25 },
    rounding: { ...policy.rounding, request_threshold: 25 }
  };
  const lowered = (before: Policy, after: Policy, same = true) =>
    outcome(() => checkTiersKept(before, after, same));

  it('may rise, and fall only when the next year begins', () => {
    expect(lowered(policy, stricter).code).toBe('ok');
    expect(lowered(policy, policy).code).toBe('ok');
    expect(lowered(stricter, policy)).toMatchObject({ code: 'E_POLICY_TIER_LOWERED', exit: 4 });
    expect(lowered(stricter, policy, false).code).toBe('ok');
  });

  it('of every kind', () => {
    expect(lowered(stricter, { ...stricter, default_threshold: 10 }).message).toMatch(
      /default_threshold from 12 to 10/
    );
    expect(
      lowered(stricter, { ...stricter, thresholds: { ...stricter.thresholds, '04581': 20 } }).message
    ).toMatch(/04581 from 30 to 20/);
    expect(
      lowered(stricter, { ...stricter, thresholds: { ...policy.thresholds, '04581': 30 } }).message
    ).toMatch(/0401 from 15 to 12/);
    expect(lowered(stricter, { ...stricter, sensitive: policy.sensitive }).message).toMatch(/sensitive/);
    expect(lowered(stricter, { ...stricter, rounding: policy.rounding }).message).toMatch(
      /request_threshold/
    );
    const of = (threshold: number) => ({
      ...policy,
      thresholds: { ...policy.thresholds, outside: threshold }
    });
    expect(lowered(of(15), of(14)).message).toMatch(/outside/);
  });
});
