import { MIYAGI, OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { readAreas, readUnits } from '../reference/read-reference.ts';
import { SENDAI } from '../trees.ts';
import { REGISTER_DATE } from './default-policy.ts';
import { thresholdOf, type Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';
import { tierIn, tierOf, TIERS } from './tier.ts';

/**
 * Every place has at least the threshold its residents ask for, and nobody under 2,000 residents is a unit.
 * @throws PublisherError E_POLICY_WEAK, E_GEO_POP_LT_2000, E_POLICY_SHAPE
 */
export function checkThresholds(policy: Policy): void {
  refuseIf(
    policy.default_threshold < 10,
    'E_POLICY_WEAK',
    () =>
      `The policy asks for ${policy.default_threshold} patients a cell, at least 10 are needed; raise default_threshold.`
  );
  refuseIf(
    policy.register_date < REGISTER_DATE,
    'E_POLICY_WEAK',
    () =>
      `The policy judges residents by the register of ${policy.register_date}, older than ${REGISTER_DATE}; take a newer one.`
  );
  checkTiers(policy);
  const units = new Map(readUnits().map((u) => [u.unit, u]));
  checkPlaces(policy, units);
  checkMerges(policy, units);
  for (const [unit, { population_2025_register }] of units) {
    const stated = Object.hasOwn(policy.populations, unit)
      ? policy.populations[unit]!
      : population_2025_register;
    const needed = Math.max(
      tierOf(population_2025_register)!,
      tierOf(stated) ?? Number.POSITIVE_INFINITY,
      tierIn(policy.tiers, stated) ?? Number.POSITIVE_INFINITY
    );
    refuseIf(
      thresholdOf(policy, unit) < needed,
      'E_POLICY_WEAK',
      () =>
        `The policy asks for ${thresholdOf(policy, unit)} patients in unit ${unit}, at least ${needed} are needed at its population; raise its threshold.`
    );
  }
}

/** At every number of residents the policy's tiers ask for no less than the scheme's. */
function checkTiers({ tiers }: Policy): void {
  const bounds = [...TIERS, ...tiers].flatMap(({ below }) => (below === null ? [] : [below - 1, below]));
  for (const population of bounds) {
    const [least, own] = [tierOf(population), tierIn(tiers, population)];
    refuseIf(
      own !== null && (least === null || own < least),
      'E_POLICY_WEAK',
      () =>
        `The policy's tiers ask for ${own} patients at ${population} residents, ${least === null ? 'who may have no cell of their own' : `at least ${least} are needed`}; correct tiers.`
    );
  }
}

/** Places with a threshold or population of their own are units, or coarser. */
function checkPlaces({ thresholds, populations, trees }: Policy, units: ReadonlyMap<string, unknown>): void {
  const places = readAreas();
  const residents = new Map(places.map((place) => [place.code, place.population_2025_register]));
  const merged = new Set(readUnits().flatMap((u) => (u.members.length > 1 ? u.members : [])));
  const coarser = new Set([
    MIYAGI,
    SENDAI,
    OUTSIDE,
    UNKNOWN,
    ...places.filter((place) => place.level === 'area').map((place) => place.code)
  ]);
  const inTree = Object.values(trees.geography)
    .flat()
    .filter((node) => merged.has(node));
  for (const place of [...Object.keys(populations), ...Object.keys(thresholds), ...inTree]) {
    refuseIf(
      merged.has(place) || (residents.get(place) ?? 2000) < 2000 || populations[place]! < 2000,
      'E_GEO_POP_LT_2000',
      () =>
        `The policy lists ${place} as a unit of its own; a municipality under 2,000 residents, and its partner, are shown only inside their merged unit.`
    );
    refuseIf(
      !units.has(place) && !coarser.has(place),
      'E_POLICY_SHAPE',
      () => `The policy lists ${place.slice(0, 20)}, which is no unit or area of Miyagi; take it off.`
    );
    refuseIf(
      thresholds[place]! < 10,
      'E_POLICY_WEAK',
      () =>
        `The policy asks for ${thresholds[place]} patients in ${place}, at least 10 are needed; raise its threshold.`
    );
  }
}

function checkMerges(
  { merges }: Policy,
  units: ReadonlyMap<string, { readonly members: readonly string[] }>
): void {
  for (const [unit, { members }] of units)
    for (const member of members.length > 1 ? members : [])
      refuseIf(
        merges[member] !== unit,
        'E_GEO_POP_LT_2000',
        () => `The policy does not merge ${member} into ${unit}; add it to merges.`
      );
}
