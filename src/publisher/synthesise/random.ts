/**
 * A seeded generator: sfc32 (Doty-Humphrey, PractRand), seeded by splitmix32 from any list of numbers, so that
 * every month has a stream of its own and can be made without those before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(...seed: readonly number[]) {
    let state = 0x9e3779b9;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    };
    for (const part of seed) state = mix((state ^ part) | 0);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i++) this.integer();
  }

  /** A whole number 0 … 2³²−1. */
  integer(): number {
    const t = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    return t >>> 0;
  }

  /** A number 0 ≤ u < 1 with 32 random bits. */
  unit(): number {
    return this.integer() / 4294967296;
  }

  /** A whole number 0 … below − 1. */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }

  /** A Poisson count: by inversion to mean 30, by a rounded normal above it. */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 30) {
      const normal = Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    }
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.unit(); product > limit; product *= this.unit()) count++;
    return count;
  }

  /** Index drawn by cumulative weights, the last of which is their sum. */
  draw(cumulative: ArrayLike<number>): number {
    const last = cumulative.length - 1;
    const target = this.unit() * cumulative[last]!;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function mix(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) | 0;
}

/** A stable 32-bit hash of whole numbers: the same person has the same birthday in every run. */
export function hash(...parts: readonly number[]): number {
  let state = 0x2545f491;
  for (const part of parts) state = mix((Math.imul(state, 31) + part) | 0);
  return state >>> 0;
}

/** Running sums of weights. */
export function cumulative(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i]!;
  return sums;
}
