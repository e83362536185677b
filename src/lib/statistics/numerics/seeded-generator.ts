/** Name of the generator, to stand beside a seed wherever one is shown. */
export const GENERATOR_NAME = 'sfc32';

/** Numbers drawn at random from a seed: the same seed gives the same draws on every machine. */
export interface SeededGenerator {
  /** A number 0 ≤ u < 1 with 32 random bits. */
  unit(): number;
  /** A whole number 0 … bound − 1. */
  below(bound: number): number;
}

/** sfc32 (Doty-Humphrey, PractRand), its state filled from a whole-number seed by a 32-bit mixer. */
export function seededGenerator(seed: number): SeededGenerator {
  let filler = seed | 0;
  const fill = (): number => {
    filler = (filler + 0x9e3779b9) | 0;
    let z = Math.imul(filler ^ (filler >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let [a, b, c, counter] = [fill(), fill(), fill() ^ Math.floor(seed / 4294967296), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const unit = (): number => next() / 4294967296;
  return { unit, below: (bound) => Math.floor(unit() * bound) };
}
