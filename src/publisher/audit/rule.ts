import type { FailingCell } from '../disclosure-verdict.ts';
import { nameOf, type AuditedBlock, type AuditedMonth, type AuditedSide } from './exact-month.ts';
import { valuesToKeep } from './own-rollup.ts';
import { randomNumbers } from './random-numbers.ts';
import { NOTHING_TESTED, type StepVerdict } from './step-verdict.ts';
import { TableOfRest } from './table-of-rest.ts';

/** A REST with more tables than this is not tested. */
export const MOST_TABLES = 1_000_000;

/** Random tables tried before all are listed. */
const RANDOM_TABLES = 400;

/**
 * What a reader learns who knows the public rule: on which tables of a REST it gives exactly the written rows. Every
 * hidden leaf with 0 < np < T must take m(T) values over them. Tables next to the true one mostly show enough of them;
 * the rest is listed.
 */
export function judgeRule(month: AuditedMonth, mostTables = MOST_TABLES): StepVerdict {
  const failing: FailingCell[] = [];
  let targets = 0;
  let listed = 0;
  for (const side of [month.skeleton, ...month.units.flatMap(({ age, disease }) => [age, disease])]) {
    for (const block of side.blocks) {
      if (block.at >= 0) continue;
      const table = new TableOfRest(side, block);
      const search = new RuleSearch(table, wantedOf(side, block));
      if (search.wanted.size === 0 || table.size > mostTables) continue;
      targets += search.wanted.size;
      const found = search.aroundTheTruth() || search.atRandom();
      if (!found) listed += search.wanted.size;
      if (found || search.throughAll()) continue;
      for (const leaf of search.open())
        failing.push({
          table: side.side.schema.name,
          period: month.period,
          cell: `${side.where}, ${nameOf(side.side, leaf)} in ${nameOf(side.side, block.at)}`,
          ...search.seen(leaf),
          required: search.wanted.get(leaf)!,
          droppable: []
        });
    }
  }
  return {
    ...NOTHING_TESTED,
    failing,
    cells: targets,
    targets,
    settled: { closed: 0, witnessed: targets - listed, programme: listed }
  };
}

function wantedOf({ counts, threshold }: AuditedSide, { leaves }: AuditedBlock): Map<number, number> {
  return new Map(
    leaves
      .filter((leaf) => counts[leaf]!.patients > 0 && counts[leaf]!.patients < threshold[leaf]!)
      .map((leaf) => [leaf, valuesToKeep(threshold[leaf]!)])
  );
}

/** The values the hidden leaves of one REST have been seen to take. */
class RuleSearch {
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

  seen(leaf: number): { readonly lower: number; readonly upper: number } {
    const values = [...this.#values.get(leaf)!];
    return { lower: Math.min(this.table.total, ...values), upper: Math.max(0, ...values) };
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
    const truth = this.table.leaves.map((leaf) => this.table.valueOf(leaf));
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
    this.table.leaves.forEach((leaf, i) => this.table.set(leaf, truth[i]!));
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
