import { monthKey } from '#lib/domain/period.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { GEOGRAPHY_LEAVES, geographyColumns } from '../trees.ts';
import { EXACT_TREES, leafName, type ExactTable, type ExactUnit, type LeafVisits } from './joint-exact.ts';
import { mustStayPossible, type JointSystem } from './joint-system.ts';

/** Visits of one leaf in one place: what is published, and the counts that are not. */
export interface LeafSum {
  known: number;
  readonly hidden: number[];
  /** Whether records changed since one of its rows was published. */
  drifted: boolean;
}

/** A part no area holds: 県外, 不明. */
const ELSEWHERE = 'elsewhere';

const areaOf = GEOGRAPHY_LEAVES.map((leaf) => {
  const area = geographyColumns(leaf, false)[1];
  return AREA_CODES.includes(area) ? area : ELSEWHERE;
});

/** Sums of an exact table by area and leaf, over the units and months entered. */
export class AreaSums {
  readonly #sums = new Map<string, LeafSum[]>();

  constructor(private readonly leaves: number) {}

  /** What is known and unknown of one leaf in one area. */
  sumOf(area: string, leaf: number): LeafSum {
    let sums = this.#sums.get(area);
    if (!sums) {
      sums = Array.from({ length: this.leaves }, () => ({ known: 0, hidden: [], drifted: false }));
      this.#sums.set(area, sums);
    }
    return sums[leaf]!;
  }
}

/**
 * Enters every hidden leaf of the units of the medical areas as a count and a target, every REST row as a sum, and
 * adds up what is published. A unit that may lie in several areas is split by area.
 */
export function enterAreas(
  system: JointSystem,
  table: ExactTable,
  units: readonly ExactUnit[],
  visits: LeafVisits | null
): AreaSums {
  const size = EXACT_TREES[table].leaves.length;
  const sums = new AreaSums(size);
  for (const unit of units) {
    const areas = [...new Set(unit.place.leaves.map((leaf) => areaOf[leaf]!))];
    if (areas.every((area) => area === ELSEWHERE)) continue;
    const hidden = hiddenCounts(system, table, unit, areas.length === 1 ? areas[0]! : unit.place.unit);
    for (let leaf = 0; leaf < size; leaf++) {
      const shown = unit.shown[leaf]!;
      const count = hidden.get(leaf);
      if (shown === 0 && !unit.drifted) continue;
      if (areas.length === 1) {
        const sum = sums.sumOf(areas[0]!, leaf);
        sum.drifted ||= unit.drifted;
        if (count === undefined) sum.known += shown;
        else sum.hidden.push(count);
      } else if (count !== undefined || shown > 0) {
        const split = splitByArea(system, unit, areas, pointsOf(unit, leaf));
        for (const [area, part] of split) {
          const sum = sums.sumOf(area, leaf);
          sum.hidden.push(part);
          sum.drifted ||= unit.drifted;
        }
        if (count === undefined) system.equal([], shown, [...split.values()], unit.drifted);
        else system.equal([count], 0, [...split.values()], unit.drifted);
      }
    }
  }
  return sums;

  /** Visits of a leaf in each area of a unit, in the table that fits. */
  function pointsOf(unit: ExactUnit, leaf: number): Map<string, number> {
    const points = new Map<string, number>();
    for (const geography of unit.place.leaves) {
      const area = areaOf[geography]!;
      points.set(area, (points.get(area) ?? 0) + (visits?.(table, unit.month, geography)?.[leaf] ?? 0));
    }
    return points;
  }
}

/** The counts of a unit's hidden leaves, each a target, with the sums of its REST rows. */
export function hiddenCounts(
  system: JointSystem,
  table: ExactTable,
  { hidden, month, place, threshold }: ExactUnit,
  part: string
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { leaves, point, visits } of hidden) {
    const group = leaves.map((leaf, i) => {
      const variable = system.count(0, Number.POSITIVE_INFINITY, point[i]!, part);
      counts.set(leaf, variable);
      system.target({
        variable,
        required: mustStayPossible(threshold),
        table,
        period: monthKey(month),
        cell: `${place.unit}|${leafName(table, leaf)}`,
        alike: 1
      });
      return variable;
    });
    system.merged(group, visits);
  }
  return counts;
}

function splitByArea(
  system: JointSystem,
  unit: ExactUnit,
  areas: readonly string[],
  points: ReadonlyMap<string, number>
): Map<string, number> {
  return new Map(
    areas.map((area) => [
      area,
      system.count(0, Number.POSITIVE_INFINITY, points.get(area) ?? 0, unit.place.unit)
    ])
  );
}
