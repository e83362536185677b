import { requireMinutes, type TravelMinutes } from './catchment-access.ts';
import { type Numbers, requireCounts } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/**
 * Huff's model ハフモデル: the share of each place's people who choose each supply, by its size over travel time, with
 * times of at least a minute, and the people each supply would see. A place without any way has nulls.
 * Withheld: `no_population`. (Huff 1963)
 * @param options `alpha` power of size (1), `beta` power of time (2)
 */
export function huffChoice(
  populations: Numbers,
  supplies: Numbers,
  minutes: TravelMinutes,
  { alpha = 1, beta = 2 }: { readonly alpha?: number; readonly beta?: number } = {}
): Outcome<{ probability: readonly (readonly (number | null)[])[]; expectedPatients: readonly number[] }> {
  requireCounts('populations', populations);
  requireCounts('supplies', supplies);
  requireMinutes(minutes, populations.length, supplies.length);
  if (Array.from(populations).every((people) => people === 0)) return withheld('no_population');
  const probability = minutes.map((row) => {
    const pull = Array.from(row, (time, j) =>
      time === null || supplies[j] === 0 ? 0 : supplies[j]! ** alpha * Math.max(1, time) ** -beta
    );
    const total = pull.reduce((a, b) => a + b, 0);
    return pull.map((value) => (total === 0 ? null : value / total));
  });
  return shown({
    probability,
    expectedPatients: Array.from(supplies, (_, j) =>
      probability.reduce((total, row, i) => total + (row[j] ?? 0) * populations[i]!, 0)
    )
  });
}
