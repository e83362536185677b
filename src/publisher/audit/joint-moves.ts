import type { JointSystem } from './joint-system.ts';

/** Counts changed together, each by how much. */
interface Change {
  readonly counts: number[];
  readonly by: number[];
}

/** Sums a change may set right one after the other before it is given up. */
const STEPS = 60;
/** Counts of a long sum that are looked at for one that can take up a change. */
const LOOKED_AT = 1000;
const HAIR = 1e-6;

/**
 * Finds other tables that fit what is published, close to one that is known to fit: a count is changed, and every sum
 * it breaks is set right by another count of it, until none is broken. Two tables in which a count differs enough
 * prove that it stays in doubt; that none is found proves nothing.
 */
export class JointMoves {
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #point: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #activity: Float64Array;
  /** Counts of each sum, and sums of each count, one after the other. */
  readonly #rowStart: Int32Array;
  readonly #rowCount: Int32Array;
  readonly #rowWeight: Float64Array;
  readonly #countStart: Int32Array;
  readonly #countRow: Int32Array;
  readonly #countWeight: Float64Array;
  /** By how much a count was moved in the change under way. */
  readonly #moved: Float64Array;
  readonly #waiting: Uint8Array;
  #turn = 1;

  constructor(system: JointSystem) {
    this.#lower = Float64Array.from(system.lower);
    this.#upper = Float64Array.from(system.upper);
    this.#point = Float64Array.from(system.point);
    const { rows, size } = system;
    this.#low = Float64Array.from(rows, (row) => row.low);
    this.#high = Float64Array.from(rows, (row) => row.high);
    const entries = rows.reduce((sum, row) => sum + row.variables.length, 0);
    this.#rowStart = new Int32Array(rows.length + 1);
    this.#rowCount = new Int32Array(entries);
    this.#rowWeight = new Float64Array(entries);
    this.#countStart = new Int32Array(size + 1);
    this.#countRow = new Int32Array(entries);
    this.#countWeight = new Float64Array(entries);
    this.#activity = new Float64Array(rows.length);
    this.#moved = new Float64Array(size);
    this.#waiting = new Uint8Array(rows.length);
    this.#fill(rows);
  }

  #fill(rows: JointSystem['rows']): void {
    let at = 0;
    rows.forEach((row, r) => {
      this.#rowStart[r] = at;
      for (let i = 0; i < row.variables.length; i++, at++) {
        const v = row.variables[i]!;
        const weight = row.coefficients?.[i] ?? 1;
        this.#rowCount[at] = v;
        this.#rowWeight[at] = weight;
        this.#countStart[v + 1]!++;
        this.#activity[r]! += weight * this.#point[v]!;
      }
    });
    this.#rowStart[rows.length] = at;
    for (let v = 0; v < this.#point.length; v++) this.#countStart[v + 1]! += this.#countStart[v]!;
    const next = this.#countStart.slice();
    for (let r = 0; r < rows.length; r++)
      for (let e = this.#rowStart[r]!; e < this.#rowStart[r + 1]!; e++) {
        const place = next[this.#rowCount[e]!]!++;
        this.#countRow[place] = r;
        this.#countWeight[place] = this.#rowWeight[e]!;
      }
  }

  /**
   * Whether tables were found that leave `required` whole numbers possible for a count.
   * @returns how many were found, at least `required`; 0 if too few
   */
  witness(variable: number, required: number, tries = 20): number {
    const all = this.#shift(variable, required - 1);
    if (all) {
      this.#takeBack([all]);
      return required;
    }
    let possible = 1;
    for (const by of [1, -1]) {
      const steps: Change[] = [];
      for (let failed = 0; possible < required && failed < tries;) {
        const step = this.#shift(variable, by);
        if (step) {
          steps.push(step);
          possible++;
        } else failed++;
      }
      this.#takeBack(steps);
    }
    return possible < required ? 0 : possible;
  }

  /** Changes a count by that much, others setting it right. @returns what was changed, null if nothing could be */
  #shift(variable: number, by: number): Change | null {
    const target = this.#point[variable]! + by;
    if (target < this.#lower[variable]! - HAIR || target > this.#upper[variable]! + HAIR) return null;
    const change: Change = { counts: [], by: [] };
    const broken: number[] = [];
    const apply = (v: number, amount: number): void => {
      change.counts.push(v);
      change.by.push(amount);
      this.#moved[v]! += amount;
      this.#move(v, amount, broken);
    };
    apply(variable, by);
    for (let steps = 0; broken.length > 0; steps++) {
      const r = this.#shortest(broken);
      const excess = this.#excess(r);
      if (excess === 0) {
        broken.splice(broken.indexOf(r), 1);
        this.#waiting[r] = 0;
        continue;
      }
      const taker = steps > STEPS ? -1 : this.#taker(r, excess, variable);
      if (taker < 0) break;
      const v = this.#rowCount[taker]!;
      const wanted = -excess / this.#rowWeight[taker]!;
      apply(v, Math.sign(wanted) * Math.min(Math.abs(wanted), this.#room(v, wanted > 0)));
    }
    for (const v of change.counts) this.#moved[v] = 0;
    for (const r of broken) this.#waiting[r] = 0;
    if (broken.length === 0) return change;
    this.#takeBack([change]);
    return null;
  }

  #move(v: number, amount: number, broken?: number[]): void {
    this.#point[v]! += amount;
    for (let e = this.#countStart[v]!; e < this.#countStart[v + 1]!; e++) {
      const r = this.#countRow[e]!;
      this.#activity[r]! += this.#countWeight[e]! * amount;
      if (!broken || this.#waiting[r] || this.#excess(r) === 0) continue;
      this.#waiting[r] = 1;
      broken.push(r);
    }
  }

  #takeBack(changes: readonly Change[]): void {
    for (const { counts, by } of changes) counts.forEach((v, i) => this.#move(v, -by[i]!));
  }

  /** The broken sum of fewest counts: with few to choose from, one that mends another sum too is found. */
  #shortest(broken: readonly number[]): number {
    let best = broken[0]!;
    for (const r of broken)
      if (this.#rowStart[r + 1]! - this.#rowStart[r]! < this.#rowStart[best + 1]! - this.#rowStart[best]!)
        best = r;
    return best;
  }

  /** By how much a sum is above its high (positive) or below its low (negative); 0 if it fits. */
  #excess(r: number): number {
    const activity = this.#activity[r]!;
    if (activity > this.#high[r]! + HAIR) return activity - this.#high[r]!;
    return activity < this.#low[r]! - HAIR ? activity - this.#low[r]! : 0;
  }

  #room(v: number, up: boolean): number {
    return up ? this.#upper[v]! - this.#point[v]! : this.#point[v]! - this.#lower[v]!;
  }

  /** The place in a broken sum of the count that can best take up the excess; -1 if none can. */
  #taker(r: number, excess: number, kept: number): number {
    const from = this.#rowStart[r]!;
    const length = this.#rowStart[r + 1]! - from;
    // a fixed walk of its own for each try: the verdict must not depend on chance
    this.#turn = (Math.imul(this.#turn, 1664525) + 1013904223) >>> 0;
    const first = this.#turn % length;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    let looked = 0;
    for (let i = 0; i < length && looked < LOOKED_AT; i++) {
      const place = from + ((first + i) % length);
      const v = this.#rowCount[place]!;
      const wanted = -excess / this.#rowWeight[place]!;
      // a count that was moved one way is not moved back: the walk would turn in circles
      if (v === kept || this.#moved[v]! * wanted < 0) continue;
      const room = this.#room(v, wanted > 0);
      if (room < HAIR) continue;
      looked++;
      const change = Math.sign(wanted) * Math.min(Math.abs(wanted), room);
      const cost = this.#breaks(v, r, change) * 4 + (room + HAIR < Math.abs(wanted) ? 3 : 0);
      if (cost < bestCost) {
        best = place;
        bestCost = cost;
        if (cost < 0) break;
      }
    }
    return best;
  }

  /** How many more other sums a change would break than it would mend. */
  #breaks(v: number, except: number, change: number): number {
    let broken = 0;
    for (let e = this.#countStart[v]!; e < this.#countStart[v + 1]!; e++) {
      const r = this.#countRow[e]!;
      if (r === except) continue;
      const activity = this.#activity[r]! + this.#countWeight[e]! * change;
      if (activity > this.#high[r]! + HAIR || activity < this.#low[r]! - HAIR) broken++;
      if (this.#waiting[r]) broken--;
    }
    return broken;
  }
}
