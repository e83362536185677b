import { randomNumbers } from './random-numbers.ts';
import type { TableOfRest } from './table-of-rest.ts';

/** Random tables tried before all are listed. */
const RANDOM_TABLES = 400;

/** The values the hidden leaves of one REST have been seen to take. */
export class RuleSearch {
  readonly #values: ReadonlyMap<number, Set<number>>;

  constructor(
    private readonly table: TableOfRest,
    /** How many values each small leaf must take. */
    readonly wanted: ReadonlyMap<number, number>
  ) {
    this.#values = new Map([...wanted.keys()].map((leaf) => [leaf, new Set<number>()]));
  }

  open(): number[] {
    return [...this.wanted.keys()].filter((leaf) => !this.#isSettled(leaf));
  }

  /** Values a leaf has been seen to take, ascending. */
  seen(leaf: number): number[] {
    return [...this.#values.get(leaf)!].sort((a, b) => a - b);
  }

  /** Moves patients between a leaf and one other at a time. @returns whether nothing is open */
  aroundTheTruth(): boolean {
    const { table } = this;
    this.#note();
    const others = [...table.leaves].sort((a, b) => table.valueOf(b) - table.valueOf(a));
    for (const [leaf, wanted] of this.wanted) {
      const own = table.valueOf(leaf);
      for (let value = 0; value < own + wanted + 1 && !this.#isSettled(leaf); value++) {
        for (const other of others) {
          const given = table.valueOf(other);
          if (other === leaf || given + own < value) continue;
          table.set(leaf, value);
          table.set(other, given + own - value);
          const fits = this.#note();
          table.set(leaf, own);
          table.set(other, given);
          if (fits) break;
        }
      }
    }
    return this.#isDone();
  }

  /** Shares the total among some of the leaves at random. @returns whether nothing is open */
  atRandom(): boolean {
    const random = randomNumbers(1);
    for (let i = 0; i < RANDOM_TABLES && !this.#isDone(); i++) {
      let left = this.table.total;
      const shuffled = this.table.leaves
        .map((leaf) => ({ leaf, place: random() }))
        .sort((a, b) => a.place - b.place);
      shuffled.forEach(({ leaf }, at) => {
        const share = at === shuffled.length - 1 ? left : Math.floor(random() ** 2 * (left + 1));
        this.table.set(leaf, share);
        left -= share;
      });
      this.#note();
    }
    return this.#isDone();
  }

  /** Lists every table until nothing is open. @returns whether it came to that */
  throughAll(): boolean {
    const { leaves, total } = this.table;
    const share = (at: number, left: number): boolean => {
      const leaf = leaves[at]!;
      if (at === leaves.length - 1) {
        this.table.set(leaf, left);
        return this.#note() && this.#isDone();
      }
      for (let value = 0; value <= left; value++) {
        this.table.set(leaf, value);
        if (share(at + 1, left - value)) return true;
      }
      return false;
    };
    return share(0, total);
  }

  /** Looks at the table as it stands. @returns whether it gives the rows */
  #note(): boolean {
    if (!this.table.givesTheRows()) return false;
    for (const [leaf, values] of this.#values) values.add(this.table.valueOf(leaf));
    return true;
  }

  #isSettled(leaf: number): boolean {
    return this.#values.get(leaf)!.size >= this.wanted.get(leaf)!;
  }

  #isDone(): boolean {
    return [...this.wanted.keys()].every((leaf) => this.#isSettled(leaf));
  }
}
