import { requireWhole } from './numerics/input-check.ts';
import { sum } from './numerics/moments.ts';
import { seededGenerator } from './numerics/seeded-generator.ts';
import { type Outcome, shown } from './outcome.ts';
import { bestCircle, type Cluster, mostLikelyCluster, type ScanInput, scanWindow } from './spatial-scan.ts';

/** Replicates drawn unless told otherwise. */
export const REPLICATES = 999;

/**
 * The most likely cluster with its p: the rank of its likelihood ratio among those of replicates, in which the same
 * number of events falls on people at random; p = (r+1)/(M+1). Withheld as `mostLikelyCluster`. (Kulldorff 1997)
 * @param seed of the generator named by `GENERATOR_NAME`
 * @param options `maximumPopulationShare` (0.5), `replicates` M (999)
 * @throws RangeError for counts that are not whole
 */
export function spatialScanSignificance(
  input: ScanInput,
  seed: number,
  {
    maximumPopulationShare = 0.5,
    replicates = REPLICATES
  }: { readonly maximumPopulationShare?: number; readonly replicates?: number } = {}
): Outcome<Cluster & { pValue: number }> {
  requireWhole('replicates', replicates, 1);
  for (let i = 0; i < input.counts.length; i++) requireWhole(`counts[${i}]`, input.counts[i]!, 0);
  const cluster = mostLikelyCluster(input, maximumPopulationShare);
  if (cluster.kind === 'withheld') return cluster;
  const window = scanWindow(input, maximumPopulationShare);
  const random = seededGenerator(seed);
  const events = sum(input.counts);
  const reached = cumulative(window.populations);
  const counts = new Float64Array(reached.length);
  let atLeast = 0;
  for (let m = 0; m < replicates; m++) {
    counts.fill(0);
    for (let event = 0; event < events; event++) counts[firstAbove(reached, random.unit() * window.total)]!++;
    if ((bestCircle(window, counts)?.llr ?? 0) >= cluster.llr * (1 - 1e-12)) atLeast++;
  }
  return shown({ ...cluster, pValue: (atLeast + 1) / (replicates + 1) });
}

function cumulative(values: Float64Array): Float64Array {
  let total = 0;
  return values.map((value) => (total += value));
}

/** First position whose running sum lies above a target; an area without people is never drawn. */
function firstAbove(sums: Float64Array, target: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
