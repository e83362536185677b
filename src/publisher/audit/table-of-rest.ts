import type { AuditedBlock, AuditedSide } from './exact-month.ts';
import { ownRowsUnder, type LeafTable } from './own-rollup.ts';
import { unionOf } from './patient-union.ts';

/**
 * The tables a reader thinks possible for one REST: its hidden leaves share its distinct patients in some way, each
 * patient in one leaf, while everything else stays as it is. Holds one of them at a time.
 */
export class TableOfRest {
  readonly leaves: readonly number[];
  readonly total: number;
  readonly #side: AuditedSide;
  readonly #node: number;
  readonly #patients: number[];
  readonly #table: LeafTable;
  /** Leaves and nodes under its node that have a row, itself included. */
  readonly #isRow: ReadonlySet<number>;

  constructor(side: AuditedSide, block: AuditedBlock) {
    this.#side = side;
    this.leaves = block.leaves;
    this.total = block.truth.patients;
    this.#node = -1 - block.at;
    const { shape } = side.side;
    const { first, last } = shape.nodes[this.#node]!;
    const isUnder = (at: number): boolean => {
      const node = at < 0 ? shape.nodes[-1 - at]! : { first: at, last: at };
      return first <= node.first && node.last <= last;
    };
    this.#isRow = new Set(side.blocks.map(({ at }) => at).filter(isUnder));
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

  /**
   * Whether the rule gives exactly the written rows: the same leaves shown, and a REST at the same nodes. Only what lies
   * under its node can change: a REST that stands leaves nothing for its parent to mend.
   */
  givesTheRows(): boolean {
    const rows = ownRowsUnder(this.#side.side.shape, this.#table, this.#node);
    return (
      rows !== null &&
      rows.leaves.length + rows.rests.length === this.#isRow.size &&
      rows.leaves.every((leaf) => this.#isRow.has(leaf)) &&
      rows.rests.every(({ node }) => this.#isRow.has(-1 - node))
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
