import { type Numbers, requireConfidence, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { sum } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { normalDeviate } from './quantiles.ts';

/** People below which no life table is shown. */
export const MINIMUM_POPULATION = 5000;

/** Years of life left at the start of each age band, with limits. */
export interface LifeTable {
  readonly expectancy: readonly number[];
  readonly standardError: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/**
 * Abridged period life expectancy 平均余命: Chiang's second method with the variance of Silcocks.
 * Withheld: `too_small_population`; `empty_stratum` for a band without people; `too_few_events` when nobody died in
 * the open band, whose length of life is then unknown. (Chiang 1984; Silcocks et al. 2001)
 * @param table per band: first age `startAges` (the last is open), `populations` (person-years), `deaths`, and
 * `fractionLived` of the band by those who die in it (0.1 in the first, else 0.5)
 * @throws RangeError for unequal lengths, negative counts, ages out of order
 */
export function lifeExpectancy(
  table: {
    readonly startAges: Numbers;
    readonly populations: Numbers;
    readonly deaths: Numbers;
    readonly fractionLived?: Numbers;
  },
  confidence = 0.95
): Outcome<LifeTable> {
  const { startAges, populations, deaths } = table;
  const bands = startAges.length;
  const lived =
    table.fractionLived ??
    Array.from({ length: bands }, (_, i) => (i === 0 && startAges[0] === 0 ? 0.1 : 0.5));
  requireSameLength({ startAges, populations, deaths, fractionLived: lived });
  for (const [name, values] of Object.entries({ startAges, populations, deaths, fractionLived: lived }))
    requireCounts(name, values);
  requireConfidence(confidence);
  for (let i = 1; i < bands; i++)
    if (startAges[i]! <= startAges[i - 1]!) throw new RangeError('start ages ascend');
  if (sum(populations) < MINIMUM_POPULATION) return withheld('too_small_population');
  if (Array.from(populations).includes(0)) return withheld('empty_stratum');
  const last = bands - 1;
  if (deaths[last] === 0) return withheld('too_few_events');

  const rate = Float64Array.from(deaths, (d, i) => d / populations[i]!);
  const width = Float64Array.from({ length: last }, (_, i) => startAges[i + 1]! - startAges[i]!);
  const dying = width.map((n, i) => Math.min(1, (n * rate[i]!) / (1 + n * (1 - lived[i]!) * rate[i]!)));

  const expectancy = new Float64Array(bands);
  const squares = new Float64Array(bands);
  expectancy[last] = 1 / rate[last]!;
  // the open band has q = 1, variance 4/(D·M²), and half of it is lived (Silcocks)
  squares[last] = 1 / (deaths[last]! * rate[last]! ** 2);
  for (let i = last - 1; i >= 0; i--) {
    const [n, a, q, next] = [width[i]!, lived[i]!, dying[i]!, expectancy[i + 1]!];
    const qVariance = deaths[i] === 0 ? 0 : (q * q * (1 - q)) / deaths[i]!;
    expectancy[i] = n * (1 - q + a * q) + (1 - q) * next;
    squares[i] = ((1 - a) * n + next) ** 2 * qVariance + (1 - q) ** 2 * squares[i + 1]!;
  }
  const z = normalDeviate(confidence);
  return shown({
    expectancy: [...expectancy],
    standardError: Array.from(squares, Math.sqrt),
    lower: Array.from(expectancy, (e, i) => e - z * Math.sqrt(squares[i]!)),
    upper: Array.from(expectancy, (e, i) => e + z * Math.sqrt(squares[i]!))
  });
}
