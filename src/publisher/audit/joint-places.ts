import { REST } from '#lib/domain/geography.ts';
import { thresholdOf, type Policy } from '../policy.ts';
import { GEOGRAPHY_LEAVES, GEOGRAPHY_TREE, geographyColumns } from '../trees.ts';

/** For each geography leaf, the units its visits could be merged into, nearest first: `0401*REST`, `04*REST` … */
const MERGED: readonly (readonly string[])[] = GEOGRAPHY_LEAVES.map((leaf) => {
  const parentOf = (node: string): string | undefined =>
    [...GEOGRAPHY_TREE.children].find(([, children]) => children.includes(node))?.[0];
  const units: string[] = [];
  for (let node = parentOf(leaf); node !== undefined; node = parentOf(node))
    units.push(geographyColumns(node, true)[3]);
  return units;
});

/** A unit of a month: a municipality or ward, or several merged. */
export interface Place {
  readonly unit: string;
  /** Its medical area; `*REST` if it may lie in several. */
  readonly area: string;
  /** Geography leaves that may be in it. */
  readonly leaves: readonly number[];
  readonly merged: boolean;
}

/**
 * Which leaves each unit of a month may hold: a leaf without a row of its own is in the nearest REST above it, or
 * nobody lives there.
 * @param units the distinct units of the month with their area, as written
 */
export function placesOf(units: ReadonlyMap<string, string>): Place[] {
  const leaves = new Map([...units.keys()].map((unit) => [unit, [] as number[]]));
  GEOGRAPHY_LEAVES.forEach((leaf, i) => {
    const unit = units.has(leaf) ? leaf : MERGED[i]!.find((merged) => units.has(merged));
    if (unit !== undefined) leaves.get(unit)!.push(i);
  });
  return [...units].map(([unit, area]) => ({
    unit,
    area,
    leaves: leaves.get(unit)!,
    merged: unit.endsWith(REST)
  }));
}

/** Patients a hidden count of a unit needs: the largest threshold of the leaves somebody of it lives in. */
export function thresholdOfPlace(
  policy: Policy,
  { leaves }: Place,
  isInhabited: (leaf: number) => boolean
): number {
  const inhabited = leaves.filter(isInhabited);
  return Math.max(
    policy.default_threshold,
    ...(inhabited.length > 0 ? inhabited : leaves).map((leaf) => thresholdOf(policy, GEOGRAPHY_LEAVES[leaf]!))
  );
}
