import { type Numbers, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** Weights of the age groups 0–14, 15–39, 40–64, 65–74, 75+. */
const MEDICAL = [0.6, 0.4, 1, 2.3, 3.9] as const;
const CARE = [0, 0, 1, 9.7, 87.3] as const;
/** First ages of the five groups. */
const GROUPS_FROM = [0, 15, 40, 65, 75] as const;

/** Amounts and indices, one a year in the order given; the base year is 100. */
export interface DemandIndex {
  /** People in the five age groups. */
  readonly groups: readonly (readonly number[])[];
  readonly medicalAmount: readonly number[];
  readonly careAmount: readonly number[];
  readonly medicalIndex: readonly number[];
  /** Null where nobody of the base year is 40 or older. */
  readonly careIndex: readonly (number | null)[];
}

/**
 * Medical and long-term care demand index 医療介護需要予測指数 of the Japan Medical Association Research Institute: people
 * by age group with fixed weights, over those of the base year. Withheld: `no_population`. (JMAP)
 * @param ageBands five-year bands, `0-4` … `90+` @param populations people by year and band
 * @throws RangeError for a base year not among the years, or a band that straddles two groups
 */
export function jmapDemandIndex(
  years: Numbers,
  ageBands: readonly string[],
  populations: readonly Numbers[],
  baseYear = 2020
): Outcome<DemandIndex> {
  requireSameLength({ years, populations });
  const base = Array.from(years).indexOf(baseYear);
  if (base < 0) throw new RangeError(`the base year ${baseYear} is not among the years`);
  const groupOf = ageBands.map(groupOfBand);
  const groups = populations.map((people, y) => {
    requireSameLength({ ageBands, [`populations[${y}]`]: people });
    requireCounts(`populations[${y}]`, people);
    const sums = GROUPS_FROM.map(() => 0);
    for (let i = 0; i < people.length; i++) sums[groupOf[i]!]! += people[i]!;
    return sums;
  });
  const amount = (weights: readonly number[]): number[] =>
    groups.map((sums) => sums.reduce((total, people, g) => total + weights[g]! * people, 0));
  const [medicalAmount, careAmount] = [amount(MEDICAL), amount(CARE)];
  const [medicalBase, careBase] = [medicalAmount[base]!, careAmount[base]!];
  if (medicalBase === 0) return withheld('no_population');
  return shown({
    groups,
    medicalAmount,
    careAmount,
    medicalIndex: medicalAmount.map((value) => (100 * value) / medicalBase),
    careIndex: careAmount.map((value) => (careBase === 0 ? null : (100 * value) / careBase))
  });
}

function groupOfBand(band: string): number {
  const match = /^(\d+)(?:-(\d+)|\+)$/.exec(band);
  if (!match) throw new RangeError(`an age band is written 5-9 or 90+, not ${band}`);
  const first = Number(match[1]);
  const last = match[2] === undefined ? Infinity : Number(match[2]);
  const group = GROUPS_FROM.findLastIndex((from) => from <= first);
  if (last >= (GROUPS_FROM[group + 1] ?? Infinity) && last !== Infinity)
    throw new RangeError(`age band ${band} straddles two groups of the index`);
  if (last === Infinity && group !== GROUPS_FROM.length - 1)
    throw new RangeError(`age band ${band} straddles two groups of the index`);
  return group;
}
