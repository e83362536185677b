import { possibleWholeNumbers, type FoundInterval, type IntervalTarget } from './interval-system.ts';

/** A bound is zero within the solver's arithmetic. */
const isZero = (value: number): boolean => value <= 1e-6;

/** What is known of one target while its component is searched. */
export class TargetRange {
  /** Smallest and largest value seen in a feasible point; all between are possible too, the feasible set being convex. */
  #low = Infinity;
  #high = -Infinity;
  #lowIsExact = false;
  #highIsExact = false;

  constructor(
    /** Index in the system's targets. */
    readonly target: number,
    readonly wanted: IntervalTarget,
    /** What the bounds alone allow: never narrower than the truth. */
    private readonly outer: { readonly lower: number; readonly upper: number }
  ) {}

  get variable(): number {
    return this.wanted.variable;
  }

  see(value: number): void {
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  provenLow(): void {
    this.#lowIsExact = true;
  }

  /** @param unlimited whether nothing bounds it above */
  provenHigh(unlimited: boolean): void {
    this.#highIsExact = true;
    if (unlimited) this.#high = Infinity;
  }

  /** Whether a programme for the smallest value could still tell something. */
  get lowIsOpen(): boolean {
    return !this.#lowIsExact && this.#low > this.outer.lower + 1e-9;
  }

  get highIsOpen(): boolean {
    return !this.#highIsExact && this.#high < this.outer.upper - 1e-9;
  }

  /** Whole numbers certainly possible; never more than there are. */
  get possible(): number {
    return possibleWholeNumbers(this.#low, this.#high);
  }

  get isSafe(): boolean {
    return this.possible >= this.wanted.required && (!this.wanted.zeroLower || isZero(this.#low));
  }

  /** Whether its values may still grow without end. */
  get mayBeUnlimited(): boolean {
    return this.outer.upper === Infinity;
  }

  get found(): FoundInterval {
    // + 0 turns −0 into 0
    return {
      target: this.target,
      lower: this.#low + 0,
      upper: this.#high === Infinity ? null : this.#high + 0
    };
  }
}
