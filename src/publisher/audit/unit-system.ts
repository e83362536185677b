import type { StructuralLink } from '../policy.ts';
import type { AuditedBlock, AuditedSide, AuditedUnit } from './exact-month.ts';
import { capsOf, classesOf, fittingTable, overlapOf, signOf, type Measure } from './hidden-block.ts';
import type { Constraint, IntervalSystem, IntervalTarget } from './interval-system.ts';
import { valuesToKeep } from './own-rollup.ts';

/** A hidden leaf as a variable of its unit's system. */
export interface HiddenLeaf {
  readonly side: AuditedSide;
  readonly leaf: number;
  readonly variable: number;
  /** Its count in a table that fits all rows. */
  readonly fitting: number;
}

/** Hidden leaves of one REST that stand alike in every link; `sum` is the variable of their sum. */
export interface HiddenClass {
  readonly signs: readonly number[];
  readonly leaves: readonly HiddenLeaf[];
  readonly sum: number;
}

/** chapter − people ≤ high, over the hidden leaves. */
export interface LinkRow {
  /** Its place among the constraints; −1 if no hidden leaf is in it. */
  readonly row: number;
  readonly high: number;
  /** The same sum in the table that fits. */
  readonly fitting: number;
  /** The most the linked chapter's hidden leaves can be together. */
  readonly most: number;
}

/** One unit as an attacker sees it. */
export interface UnitSystem {
  readonly system: IntervalSystem;
  /** By target: the hidden leaf it stands for. */
  readonly hidden: readonly HiddenLeaf[];
  readonly classes: readonly HiddenClass[];
  readonly links: readonly LinkRow[];
}

/** Both trees of a unit. */
export const sidesOf = ({ age, disease }: AuditedUnit): readonly AuditedSide[] => [age, disease];

/**
 * The counts of a unit's hidden leaves as linear constraints. In patients, one visit each: a REST holds its distinct
 * patients, and none of its leaves its threshold where nothing was pulled. In visits: a REST holds its visits. Either
 * way a linked chapter is at most its people. Targets: hidden leaves somebody is in.
 */
export function unitSystem(
  sides: readonly AuditedSide[],
  measure: Measure,
  links: readonly StructuralLink[] = []
): UnitSystem {
  const draft = new UnitDraft(measure, links);
  for (const side of sides)
    for (const block of side.blocks) {
      if (block.at >= 0) draft.show(side, block.at);
      else draft.hide(side, block);
    }
  return draft.finish();
}

class UnitDraft {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #constraints: Constraint[] = [];
  readonly #targets: IntervalTarget[] = [];
  readonly #hidden: HiddenLeaf[] = [];
  readonly #classes: HiddenClass[] = [];
  /** By link, over shown leaves: chapter − people. */
  readonly #shown: number[];
  /** By link: people counted in several leaves, so that fewer leaves than it seems may hold them all. */
  readonly #room: number[];
  readonly #most: number[];

  constructor(
    private readonly measure: Measure,
    private readonly links: readonly StructuralLink[]
  ) {
    this.#shown = links.map(() => 0);
    this.#room = links.map(() => 0);
    this.#most = links.map(() => 0);
  }

  show(side: AuditedSide, leaf: number): void {
    for (const [i, link] of this.links.entries())
      this.#shown[i]! += signOf(link, side, leaf) * side.counts[leaf]![this.measure];
  }

  hide(side: AuditedSide, block: AuditedBlock): void {
    const total = block.truth[this.measure];
    const classes = classesOf(block, side, this.links);
    const fitting = fittingTable(block, side, this.measure, classes);
    const caps = capsOf(block, side, this.measure);
    const sums = classes.map(({ signs, members }) => {
      const leaves = members.map((member): HiddenLeaf => {
        const leaf = block.leaves[member]!;
        return { side, leaf, variable: this.#add(caps[member]!), fitting: fitting[member]! };
      });
      // the sum stands for its leaves in every row, so that a single link closes no circle
      const sum = this.#add(total);
      this.#constraints.push({
        variables: [sum, ...leaves.map(({ variable }) => variable)],
        coefficients: [-1, ...leaves.map(() => 1)],
        low: 0,
        high: 0
      });
      this.#classes.push({ signs, leaves, sum });
      for (const hidden of leaves) this.#target(hidden);
      for (const [i, sign] of signs.entries()) {
        if (sign > 0) this.#most[i]! += total;
        if (sign < 0) this.#room[i]! += Math.max(0, overlapOf(block, side, this.measure));
      }
      return sum;
    });
    this.#constraints.push({ variables: sums, low: total, high: total });
  }

  finish(): UnitSystem {
    const links = this.links.map((_, i) => this.#link(i));
    return {
      system: {
        lower: this.#lower,
        upper: this.#upper,
        constraints: this.#constraints,
        targets: this.#targets
      },
      hidden: this.#hidden,
      classes: this.#classes,
      links
    };
  }

  #link(i: number): LinkRow {
    const linked = this.#classes.filter(({ signs }) => signs[i] !== 0);
    const fitting = linked.reduce(
      (sum, { signs, leaves }) => sum + signs[i]! * leaves.reduce((s, leaf) => s + leaf.fitting, 0),
      0
    );
    // people counted twice can make the counts contradict the link; no more is taken from it than they keep
    const high = Math.max(this.#room[i]! - this.#shown[i]!, fitting);
    const row = linked.length > 0 ? this.#constraints.length : -1;
    if (row >= 0)
      this.#constraints.push({
        variables: linked.map(({ sum }) => sum),
        coefficients: linked.map(({ signs }) => signs[i]!),
        low: -Infinity,
        high
      });
    return { row, high, fitting, most: this.#most[i]! };
  }

  #add(most: number): number {
    this.#lower.push(0);
    return this.#upper.push(most) - 1;
  }

  #target(hidden: HiddenLeaf): void {
    const { side, leaf, variable } = hidden;
    if (side.counts[leaf]!.patients === 0) return;
    this.#targets.push({ variable, required: valuesToKeep(side.threshold[leaf]!), zeroLower: true });
    this.#hidden.push(hidden);
  }
}
