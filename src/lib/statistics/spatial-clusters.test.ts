import { describe, expect, it } from 'vitest';
import { compareAreas, type PlaceYear } from './area-comparison.ts';
import { clusterInput, linkedPlaces, spatialClusters } from './spatial-clusters.ts';

/** A chessboard of 8 × 8 places; borders are shared sides. */
const SIDE = 8;
const code = (x: number, y: number): string => `${x}${y}`;
const neighbours = new Map(
  Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    const around = [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1]
    ].filter(([a, b]) => a! >= 0 && b! >= 0 && a! < SIDE && b! < SIDE);
    return [code(x, y), around.map(([a, b]) => code(a!, b!))] as const;
  })
);
const board = (observed: (x: number, y: number) => number | null): PlaceYear[] =>
  [...neighbours.keys()].map((c) => {
    const count = observed(Number(c[0]), Number(c[1]));
    const place = { code: c, fiscalYear: 2025, population: 10_000 };
    return count === null
      ? { ...place, source: 'absent', reason: 'hidden' }
      : { ...place, source: 'exact', observed: count, expected: 100 };
  });
const search = (rows: PlaceYear[], seed = 1) =>
  spatialClusters(clusterInput(compareAreas(rows), neighbours, seed), 999);

describe('clusters of places', () => {
  it('are found where high places border high ones, and low ones low', () => {
    const noise = (x: number, y: number): number => 95 + ((x * 7 + y * 3) % 5) * 2;
    const found = search(board((x, y) => (x < 3 && y < 3 ? 180 : x > 4 && y > 4 ? 40 : noise(x, y))));
    if (found.kind !== 'shown') throw new Error('shown');
    const at = (x: number, y: number) => found.clusters[[...neighbours.keys()].indexOf(code(x, y))];
    expect(at(1, 1)).toBe('high-high');
    expect(at(6, 6)).toBe('low-low');
    expect(at(1, 6)).toBe('none');
    expect(found.pGreater).toBe(0.001);
  });
  it('are not claimed of noise', () => {
    const found = search(board((x, y) => 100 + ((x * 7 + y * 13) % 11) - 5));
    if (found.kind !== 'shown') throw new Error('shown');
    expect(new Set(found.clusters)).toEqual(new Set(['none']));
  });
  it('come out the same for the same seed, which stands beside them', () => {
    const rows = board((x, y) => 80 + ((x * 31 + y * 17) % 40));
    expect(search(rows, 7)).toEqual(search(rows, 7));
    const found = search(rows, 7);
    if (found.kind !== 'shown') throw new Error('shown');
    expect([found.seed, found.permutations, found.generator]).toEqual([7, 999, 'sfc32']);
  });
  it('leave out withheld places, and name those they cut off from all others', () => {
    const found = search(board((x, y) => (x + y === 1 ? null : 90 + ((x * 5 + y * 3) % 20))));
    if (found.kind !== 'shown') throw new Error('shown');
    const list = [...neighbours.keys()];
    expect(found.islands).toEqual(['00']);
    expect(found.clusters[list.indexOf('00')]).toBeNull();
    expect(found.clusters[list.indexOf('01')]).toBeNull();
    expect(found.places).toBe(61);
  });
  it('can use only places whose neighbours are not all withheld', () => {
    const input = clusterInput(compareAreas(board((x, y) => (x + y === 1 ? null : 100 + x))), neighbours, 1);
    expect(linkedPlaces(input)).toBe(61);
  });
  it('are not sought among fewer than twenty places, nor where none differs', () => {
    expect(search(board((x, y) => (y < 2 ? 100 + x * y : null)))).toEqual({
      kind: 'withheld',
      reason: 'too_few_areas'
    });
    expect(search(board(() => 100)).kind).toBe('withheld');
    expect(search(board(() => null))).toEqual({ kind: 'withheld', reason: 'no_population' });
    expect(search(board(() => 0))).toEqual({ kind: 'withheld', reason: 'no_variation' });
  });
});
