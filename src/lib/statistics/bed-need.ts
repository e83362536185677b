import { requireCount } from './numerics/input-check.ts';

/** Functions of beds under the rule of 2025: 高度急性期 急性期 回復期 慢性期. */
export const BED_FUNCTIONS_2025 = ['high_acute', 'acute', 'recovery', 'chronic'] as const;
/** Under the rule of 2040, where 包括期 replaces 回復期. */
export const BED_FUNCTIONS_2040 = ['high_acute', 'acute', 'inclusive', 'chronic'] as const;

/** Operating occupancy 病床稼働率 of each function, as fractions. (医療法施行規則 第30条の28の3) */
export const OCCUPANCY = {
  high_acute: 0.75,
  acute: 0.78,
  recovery: 0.9,
  inclusive: 0.9,
  chronic: 0.92
} as const;

type ByFunction<F extends string, Value> = { readonly [function_ in F]: Value };

/** Beds needed by function. Name the rule beside every figure of it. */
export interface BedNeed<F extends string> {
  readonly beds: ByFunction<F, number>;
  /** Half up. */
  readonly bedsRounded: ByFunction<F, number>;
  /** 過不足: reported less rounded need; null without a report. */
  readonly gap: ByFunction<F, number | null>;
  /** Reported less need, over the unrounded need; null without a report or at no need. */
  readonly divergence: ByFunction<F, number | null>;
}

/** `occupancy` and `reportedBeds` by function; the rule's own occupancy unless told. */
export interface BedNeedOptions<F extends string> {
  readonly occupancy?: Partial<ByFunction<F, number>>;
  readonly reportedBeds?: Partial<ByFunction<F, number>>;
}

type Function2025 = (typeof BED_FUNCTIONS_2025)[number];
type Function2040 = (typeof BED_FUNCTIONS_2040)[number];

/**
 * Needed beds 病床数の必要量 under the rule of 2025: patients a day over occupancy.
 * @throws RangeError for negative patients, or occupancy outside 0–1
 */
export function bedNeed2025(
  patientsPerDay: ByFunction<Function2025, number>,
  options: BedNeedOptions<Function2025> = {}
): BedNeed<Function2025> {
  return bedsOf(BED_FUNCTIONS_2025, patientsPerDay, options);
}

/** Patients a day as the rule of 2040 takes them. */
export interface Demand2040 {
  readonly high_acute: number;
  readonly acute_under_75: number;
  readonly acute_75_and_over: number;
  readonly recovery: number;
  readonly chronic: number;
}

/**
 * Needed beds under the rule of 2040: a share of the patients of 75 and over expected in acute care goes to inclusive
 * care (包括期), which takes the place of recovery. (厚生労働省 2026)
 * @param shareToInclusive 0–1, half unless told
 */
export function bedNeed2040(
  patientsPerDay: Demand2040,
  {
    shareToInclusive = 0.5,
    ...options
  }: BedNeedOptions<Function2040> & { readonly shareToInclusive?: number } = {}
): BedNeed<Function2040> & { readonly demand: ByFunction<Function2040, number> } {
  if (!(shareToInclusive >= 0 && shareToInclusive <= 1))
    throw new RangeError(`a share lies in 0–1, not ${shareToInclusive}`);
  for (const [name, patients] of Object.entries(patientsPerDay)) requireCount(name, patients);
  const moved = patientsPerDay.acute_75_and_over * shareToInclusive;
  const demand = {
    high_acute: patientsPerDay.high_acute,
    acute: patientsPerDay.acute_under_75 + patientsPerDay.acute_75_and_over - moved,
    inclusive: patientsPerDay.recovery + moved,
    chronic: patientsPerDay.chronic
  };
  return { demand, ...bedsOf(BED_FUNCTIONS_2040, demand, options) };
}

function bedsOf<F extends keyof typeof OCCUPANCY>(
  functions: readonly F[],
  patientsPerDay: ByFunction<F, number>,
  { occupancy, reportedBeds }: BedNeedOptions<F>
): BedNeed<F> {
  const each = <Value>(of: (name: F) => Value): ByFunction<F, Value> =>
    Object.fromEntries(functions.map((name) => [name, of(name)])) as ByFunction<F, Value>;
  const beds = each((name) => {
    requireCount(name, patientsPerDay[name]);
    const share = occupancy?.[name] ?? OCCUPANCY[name];
    if (!(share > 0 && share <= 1)) throw new RangeError(`occupancy of ${name} lies in 0–1, not ${share}`);
    return patientsPerDay[name] / share;
  });
  const bedsRounded = each((name) => roundedHalfUp(beds[name]));
  const reported = (name: F): number | null => reportedBeds?.[name] ?? null;
  return {
    beds,
    bedsRounded,
    gap: each((name) => (reported(name) === null ? null : reported(name)! - bedsRounded[name])),
    divergence: each((name) =>
      reported(name) === null || beds[name] === 0 ? null : (reported(name)! - beds[name]) / beds[name]
    )
  };
}

/** A half that division left a hair below is still a half. */
const roundedHalfUp = (value: number): number => Math.floor(value + 0.5 + 1e-9);
