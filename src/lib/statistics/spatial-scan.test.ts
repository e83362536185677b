import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { spatialScanSignificance } from './spatial-scan-significance.ts';
import { mostLikelyCluster, type ScanInput } from './spatial-scan.ts';

/** Towns on a line, each a little farther from the next. */
const line = (counts: number[], populations: number[]): ScanInput => ({
  longitude: counts.map((_, i) => 140 + i / 10 + (i * i) / 1000),
  latitude: counts.map(() => 38),
  counts,
  populations
});
const people = new Array<number>(10).fill(1000);
const hot = line([5, 4, 6, 5, 20, 22, 5, 4, 6, 5], people);

describe('the spatial scan', () => {
  itFollowsGolden('spatial_scan');
  it('finds the towns with more events than their people explain', () => {
    const cluster = mostLikelyCluster(hot);
    expect(cluster).toMatchObject({ members: [4, 5], cases: 42, population: 2000 });
    if (cluster.kind === 'shown') {
      expect(cluster.expected).toBeCloseTo(82 / 5, 9);
      expect(cluster.relativeRisk).toBeCloseTo(42 / (82 / 5) / (40 / ((82 * 4) / 5)), 9);
      expect(cluster.radiusKm).toBeCloseTo(9.55, 1);
    }
  });
  it('moves with towns that change places', () => {
    const reversed = (values: ArrayLike<number>) => Array.from(values).reverse();
    const back = {
      longitude: reversed(hot.longitude),
      latitude: reversed(hot.latitude),
      counts: reversed(hot.counts),
      populations: people
    };
    expect(mostLikelyCluster(back)).toMatchObject({ members: [4, 5], cases: 42 });
  });
  it('holds no more people than allowed, and takes towns at one distance together', () => {
    const counts = [1, 30, 30, 30, 1, 0, 0, 0, 0, 0];
    const even = { ...line(counts, people), longitude: counts.map((_, i) => 140 + i / 10) };
    // around each town both neighbours come at once: three towns are more than a fifth of the people
    expect(mostLikelyCluster(even, 0.2)).toMatchObject({ population: 1000, radiusKm: 0 });
    expect(mostLikelyCluster(even, 0.3)).toMatchObject({ members: [1, 2, 3] });
    expect(mostLikelyCluster(line([9, 1], [1000, 9000]), 0.05)).toEqual({
      kind: 'withheld',
      reason: 'no_variation'
    });
  });
  it('has no relative risk when every event lies inside', () => {
    expect(mostLikelyCluster(line([9, 0, 0], [10, 10, 10]))).toMatchObject({ relativeRisk: null, cases: 9 });
  });
  it('is withheld without people, events, or any excess', () => {
    const reason = (input: ScanInput) => {
      const cluster = mostLikelyCluster(input);
      return cluster.kind === 'withheld' ? cluster.reason : null;
    };
    expect(reason(line([0, 0], [0, 0]))).toBe('no_population');
    expect(reason(line([0, 0], [5, 5]))).toBe('too_few_events');
    expect(reason(line([5, 5], [5, 5]))).toBe('no_variation');
    expect(() => mostLikelyCluster(hot, 0)).toThrow(RangeError);
  });
  it('ranks the cluster among seeded replicates, the same for the same seed', () => {
    const scan = spatialScanSignificance(hot, 3);
    expect(scan).toEqual(spatialScanSignificance(hot, 3));
    expect(scan).toMatchObject({ pValue: 1 / 1000 });
    const even = spatialScanSignificance(line([5, 6, 5, 4, 5, 5, 6, 5, 4, 5], people), 3, { replicates: 99 });
    if (even.kind === 'shown') expect(even.pValue).toBeGreaterThan(0.5);
    expect(spatialScanSignificance(line([0], [4]), 1)).toEqual({
      kind: 'withheld',
      reason: 'too_few_events'
    });
  });
});
