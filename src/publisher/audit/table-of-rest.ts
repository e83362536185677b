import type { AuditedBlock, AuditedSide } from './exact-month.ts';
import { ownRollup, type LeafTable } from './own-rollup.ts';
import { unionOf } from './patient-union.ts';

/**
 * The tables a reader thinks possible for one REST: its hidden leaves share its distinct patients in some way, each
 * patient in one leaf, while everything else stays as it is. Holds one of them at a time.
 */
export class TableOfRest {
  readonly leaves: readonly number[];
  readonly total: number;
  readonly #side: AuditedSide;
  readonly #patients: number[];
  readonly #table: LeafTable;
  /** Leaves and nodes that have a row. */
  readonly #isRow: ReadonlySet<number>;

  constructor(side: AuditedSide, block: AuditedBlock) {
    this.#side = side;
    this.leaves = block.leaves;
    this.total = block.truth.patients;
    this.#isRow = new Set(side.blocks.map(({ at }) => at));
    const patients = side.counts.map((count) => count.patients);
    this.#patients = patients;
    const isOwn = new Set(block.leaves);
    const others = unionOf([...patients], side.members);
    this.#table = {
      patients,
      threshold: side.threshold,
      union: (leaves) => {
        let own = 0;
        const beside: number[] = [];
        for (const leaf of leaves) {
          if (isOwn.has(leaf)) own += patients[leaf]!;
          else beside.push(leaf);
        }
        return own + others(beside);
      }
    };
    this.#bringDown();
  }

  /** How many tables there are: ways to share the total. */
  get size(): number {
    let size = 1;
    for (let i = 1; i < this.leaves.length; i++) size = (size * (this.total + i)) / i;
    return size;
  }

  valueOf(leaf: number): number {
    return this.#patients[leaf]!;
  }

  /** The caller keeps the total. */
  set(leaf: number, patients: number): void {
    this.#patients[leaf] = patients;
  }

  /** Whether the rule gives exactly the written rows: the same leaves shown, and a REST at the same nodes. */
  givesTheRows(): boolean {
    const { leaves, rests } = ownRollup(this.#side.side.shape, this.#table);
    return (
      leaves.length + rests.length === this.#isRow.size &&
      leaves.every((leaf) => this.#isRow.has(leaf)) &&
      rests.every(({ node }) => this.#isRow.has(-1 - node))
    );
  }

  /** Patients of several leaves are counted once, in the smallest of them. */
  #bringDown(): void {
    const descending = [...this.leaves].sort((a, b) => this.valueOf(b) - this.valueOf(a));
    let over = descending.reduce((sum, leaf) => sum + this.valueOf(leaf), 0) - this.total;
    for (const leaf of descending) {
      const less = Math.min(over, this.valueOf(leaf));
      this.set(leaf, this.valueOf(leaf) - less);
      over -= less;
    }
  }
}
