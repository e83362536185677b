import { PATIENTS_BANDS } from '#lib/domain/patients-band.ts';
import type { Policy, RoundingPolicy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/** Least values of the scheme. */
const LEAST = {
  base: 10,
  request_threshold: 20,
  minimum_facilities: 3,
  p_percent: 10,
  minimum_events: 20,
  quantile_product: 5000,
  rounding_variance: 16.5
} as const satisfies Partial<RoundingPolicy>;

/** Rounding, dominance, quantiles, indicators and bands are at least the scheme's. @throws PublisherError E_POLICY_WEAK */
export function checkRounding({ rounding, patients_bands }: Policy): void {
  for (const [name, least] of Object.entries(LEAST) as [keyof typeof LEAST, number][])
    refuseIf(
      rounding[name] < least,
      'E_POLICY_WEAK',
      () => `The policy sets rounding.${name} to ${rounding[name]}, at least ${least} is needed; raise it.`
    );
  const [n, k] = rounding.n_k;
  refuseIf(
    n < 2 || k > 0.9,
    'E_POLICY_WEAK',
    () =>
      `The policy lets the ${n} largest contributors hold ${k} of a magnitude, at least 2 may hold at most 0.9; change rounding.n_k.`
  );
  refuseIf(
    rounding.significant_digits > 3,
    'E_POLICY_WEAK',
    () =>
      `The policy gives standardised rates ${rounding.significant_digits} significant digits, at most 3 are safe; lower rounding.significant_digits.`
  );
  refuseIf(
    patients_bands.join() !== PATIENTS_BANDS.join(),
    'E_POLICY_WEAK',
    () =>
      `The policy's patients_bands are not the scheme's; publish distinct patients as ${PATIENTS_BANDS.join(', ')}.`
  );
}
