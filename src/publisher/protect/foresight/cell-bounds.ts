/** What a published rounded count may be, and the rows that say so. */
export interface PublishedCell<Row> {
  /** Every row that stands on this count: they go together. */
  readonly rows: readonly Row[];
  readonly value: number;
  /** What it is at least, by its threshold. */
  readonly least: number;
  /** m(T), should it be taken back. */
  readonly required: number;
  /** Whether it sums over others: taken back before them. */
  readonly total?: boolean;
}

interface Sum {
  readonly cells: readonly number[];
  /** Of the same length, 1 or −1. */
  readonly signs: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Rounding to tens is off by less than ten. */
const ROUNDING = 9;
/** Bounds close in a few passes; more would gain a unit here and there and the auditor solves exactly anyway. */
const PASSES = 40;
const ROUNDS = 60;

/**
 * What a reader can work out of counts from published sums by closing bounds: each count of a sum lies between what the
 * others leave it. Weaker than the auditor's programmes, but quick: rows it finds too telling need not be refused.
 */
export class CellBounds<Row> {
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #required: number[] = [];
  readonly #published: (PublishedCell<Row> | undefined)[] = [];
  readonly #sums: Sum[] = [];

  published(cell: PublishedCell<Row>): number {
    return this.#add(Math.max(0, cell.value - ROUNDING, cell.least), cell.value + ROUNDING, 0, cell);
  }

  /** A count that is not published. @param required how many whole numbers must stay possible; 0: any */
  hidden(required: number, high = Number.POSITIVE_INFINITY): number {
    return this.#add(0, high, required, undefined);
  }

  #add(low: number, high: number, required: number, published: PublishedCell<Row> | undefined): number {
    this.#published.push(published);
    this.#required.push(required);
    this.#low.push(low);
    return this.#high.push(high) - 1;
  }

  /** Σ plus − Σ minus = total. */
  equal(plus: readonly number[], minus: readonly number[], total = 0): void {
    this.#between(plus, minus, total, total);
  }

  /** Σ plus ≥ Σ minus. */
  atLeast(plus: readonly number[], minus: readonly number[]): void {
    this.#between(plus, minus, 0, Number.POSITIVE_INFINITY);
  }

  #between(plus: readonly number[], minus: readonly number[], low: number, high: number): void {
    this.#sums.push({
      cells: [...plus, ...minus],
      signs: [...plus.map(() => 1), ...minus.map(() => -1)],
      low,
      high
    });
  }

  /**
   * Rows to take back so that every hidden count keeps its possible values: in each sum that leaves one too few, a
   * published total, else the smallest published count; never anything exact. What no row can mend is left alone.
   */
  pinning(): Set<Row> {
    const gone = new Set<Row>();
    const beyondMending = new Set<number>();
    const sumsOf = this.#published.map((): number[] => []);
    this.#sums.forEach(({ cells }, s) => cells.forEach((cell) => sumsOf[cell]!.push(s)));
    for (let round = 0; round < ROUNDS; round++) {
      const { low, high } = this.#closed(sumsOf);
      const taken = new Set<number>();
      for (let cell = 0; cell < this.#required.length; cell++) {
        if (possible(low[cell]!, high[cell]!) >= this.#required[cell]! || beyondMending.has(cell)) continue;
        const row = this.#toTake(cell, sumsOf, low, high);
        if (row === undefined) beyondMending.add(cell);
        else taken.add(row);
      }
      if (taken.size === 0) break;
      for (const cell of taken) this.#takeBack(cell, gone);
    }
    return gone;
  }

  #takeBack(cell: number, gone: Set<Row>): void {
    const { rows, required } = this.#published[cell]!;
    for (const row of rows) gone.add(row);
    this.#published[cell] = undefined;
    this.#low[cell] = 0;
    this.#high[cell] = Number.POSITIVE_INFINITY;
    this.#required[cell] = required;
  }

  /** The published count to take back for a hidden one: in the sum that binds it most, else in those next to it. */
  #toTake(
    cell: number,
    sumsOf: readonly number[][],
    low: readonly number[],
    high: readonly number[]
  ): number | undefined {
    const binding = [...sumsOf[cell]!].sort(
      (a, b) => this.#leaves(a, cell, low, high).high - this.#leaves(b, cell, low, high).high || a - b
    );
    for (const sum of binding) {
      const direct = this.#best(this.#sums[sum]!.cells.filter((other) => other !== cell));
      if (direct !== undefined) return direct;
    }
    const next = binding.flatMap((sum) => this.#sums[sum]!.cells.flatMap((other) => sumsOf[other]!));
    return this.#best([...new Set(next)].flatMap((sum) => [...this.#sums[sum]!.cells]));
  }

  #best(cells: readonly number[]): number | undefined {
    const rank = (cell: number): readonly [number, number, number] => {
      const { total, value } = this.#published[cell]!;
      return [total ? 0 : 1, value, cell];
    };
    return cells
      .filter((cell) => this.#published[cell] !== undefined)
      .reduce<number | undefined>((best, cell) => {
        if (best === undefined) return cell;
        const [a, b] = [rank(cell), rank(best)];
        const at = a.findIndex((part, i) => part !== b[i]);
        return at >= 0 && a[at]! < b[at]! ? cell : best;
      }, undefined);
  }

  /** The bounds a sum leaves one of its counts, given those of the others. */
  #leaves(
    sum: number,
    cell: number,
    low: readonly number[],
    high: readonly number[]
  ): { low: number; high: number } {
    const { cells, signs, low: least, high: most } = this.#sums[sum]!;
    let [others, otherMost, sign] = [0, 0, 1];
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i]!;
      if (at === cell) {
        sign = signs[i]!;
        continue;
      }
      others += signs[i]! > 0 ? low[at]! : -high[at]!;
      otherMost += signs[i]! > 0 ? high[at]! : -low[at]!;
    }
    return sign > 0
      ? { low: least - otherMost, high: most - others }
      : { low: others - most, high: otherMost - least };
  }

  /** Closes the bounds of all counts over all sums, from their own. */
  #closed(sumsOf: readonly number[][]): { low: number[]; high: number[] } {
    const low = [...this.#low];
    const high = [...this.#high];
    let waiting = new Set(this.#sums.keys());
    for (let pass = 0; pass < PASSES && waiting.size > 0; pass++) {
      const next = new Set<number>();
      for (const sum of waiting) {
        for (const cell of this.#narrow(sum, low, high))
          for (const other of sumsOf[cell]!) if (other !== sum) next.add(other);
      }
      waiting = next;
    }
    return { low, high };
  }

  /** Narrows the counts of one sum; returns those that changed. */
  #narrow(sum: number, low: number[], high: number[]): number[] {
    const { cells, signs, low: least, high: most } = this.#sums[sum]!;
    let [minimum, maximum, openBelow, openAbove] = [0, 0, 0, 0];
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i]!;
      const [down, up] = signs[i]! > 0 ? [low[at]!, high[at]!] : [-high[at]!, -low[at]!];
      if (down === -Infinity) openBelow++;
      else minimum += down;
      if (up === Infinity) openAbove++;
      else maximum += up;
    }
    const changed: number[] = [];
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i]!;
      const positive = signs[i]! > 0;
      const [down, up] = positive ? [low[at]!, high[at]!] : [-high[at]!, -low[at]!];
      // what the others can be at least and at most
      const othersLeast =
        openBelow > (down === -Infinity ? 1 : 0) ? -Infinity : minimum - (down === -Infinity ? 0 : down);
      const othersMost =
        openAbove > (up === Infinity ? 1 : 0) ? Infinity : maximum - (up === Infinity ? 0 : up);
      const newUp = Math.min(up, most - othersLeast);
      const newDown = Math.max(down, least - othersMost);
      if (newUp >= up && newDown <= down) continue;
      const [from, to] = positive ? [newDown, newUp] : [-newUp, -newDown];
      low[at] = Math.max(low[at]!, from);
      high[at] = Math.min(high[at]!, to);
      changed.push(at);
    }
    return changed;
  }
}

/** Whole numbers between two bounds that are whole themselves. */
const possible = (low: number, high: number): number => Math.max(0, high - low + 1);
