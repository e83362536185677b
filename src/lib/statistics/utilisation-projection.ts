import { PER_100K } from './crude-rate.ts';
import { type Numbers, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/**
 * Projected patients a day 将来推計患者数（受療率法）: people by sex and age times their utilisation rate. Inpatients and
 * outpatients apart; rates constant unless the reader moves them, which the figure says.
 * Withheld: `no_population` when nobody lives in any year.
 * @param populations people by year and cell @param ratesPer100k patients a day per 100,000, by cell in the same order
 */
export function utilisationProjection(
  populations: readonly Numbers[],
  ratesPer100k: Numbers
): Outcome<{ patientsPerDay: readonly number[] }> {
  requireCounts('rates', ratesPer100k);
  populations.forEach((people, y) => {
    requireSameLength({ ratesPer100k, [`populations[${y}]`]: people });
    requireCounts(`populations[${y}]`, people);
  });
  if (populations.every((people) => Array.from(people).every((n) => n === 0)))
    return withheld('no_population');
  return shown({ patientsPerDay: populations.map((people) => patientsOf(people, ratesPer100k)) });
}

const patientsOf = (people: Numbers, rates: Numbers): number =>
  Array.from(people).reduce((total, n, i) => total + n * rates[i]!, 0) / PER_100K;

/** People and patients a day per 100,000 of them, by sex and age. */
export interface DemandSide {
  readonly populations: Numbers;
  readonly ratesPer100k: Numbers;
}

/** What changed demand, in patients a day. The three effects sum to the change. */
export interface DemandDecomposition {
  readonly demand0: number;
  readonly demand1: number;
  /** 規模: more or fewer people. */
  readonly sizeEffect: number;
  /** 年齢構成: other shares by age and sex. */
  readonly structureEffect: number;
  /** 受療率: other rates of use. */
  readonly rateEffect: number;
  readonly totalChange: number;
}

/**
 * Change of demand split into size, structure and rate by the symmetric form of Das Gupta, which sums exactly and has
 * no order to choose. Withheld: `no_population` on either side. (Das Gupta 1993)
 */
export function demandDecomposition(before: DemandSide, after: DemandSide): Outcome<DemandDecomposition> {
  const arrays = {
    'populations before': before.populations,
    'populations after': after.populations,
    'rates before': before.ratesPer100k,
    'rates after': after.ratesPer100k
  };
  requireSameLength(arrays);
  for (const [name, values] of Object.entries(arrays)) requireCounts(name, values);
  const [n0, n1] = [before, after].map((side) => Array.from(side.populations).reduce((a, b) => a + b, 0)) as [
    number,
    number
  ];
  if (n0 === 0 || n1 === 0) return withheld('no_population');
  const s0 = Array.from(before.populations, (n) => n / n0);
  const s1 = Array.from(after.populations, (n) => n / n1);
  const [r0, r1] = [Array.from(before.ratesPer100k), Array.from(after.ratesPer100k)];
  const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value - b[i]!);
  const [structure, rate] = [minus(s1, s0), minus(r1, r0)];
  const [r00, r01, r10, r11] = [
    patientsOf(s0, r0),
    patientsOf(s0, r1),
    patientsOf(s1, r0),
    patientsOf(s1, r1)
  ];
  return shown({
    demand0: n0 * r00,
    demand1: n1 * r11,
    sizeEffect: (n1 - n0) * ((r00 + r11) / 3 + (r01 + r10) / 6),
    structureEffect:
      (n0 * patientsOf(structure, r0) + n1 * patientsOf(structure, r1)) / 3 +
      (n0 * patientsOf(structure, r1) + n1 * patientsOf(structure, r0)) / 6,
    rateEffect:
      (n0 * patientsOf(s0, rate) + n1 * patientsOf(s1, rate)) / 3 +
      (n0 * patientsOf(s1, rate) + n1 * patientsOf(s0, rate)) / 6,
    totalChange: n1 * r11 - n0 * r00
  });
}
