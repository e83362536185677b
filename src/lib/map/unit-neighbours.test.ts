import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MapTopology } from './map-geometry.ts';
import { mapNeighbours } from './unit-neighbours.ts';

const topology = JSON.parse(
  readFileSync(new URL('../../../static/map/miyagi.topo.json', import.meta.url), 'utf8')
) as MapTopology;
const listed = readFileSync(
  new URL('../../../data-samples/reference/neighbours.csv', import.meta.url),
  'utf8'
)
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','));

describe('neighbours on the map', () => {
  const units = mapNeighbours(topology, 'unit');
  it('see each other, never themselves', () => {
    for (const [code, list] of units) {
      expect(list).not.toContain(code);
      for (const other of list) expect(units.get(other)).toContain(code);
    }
  });
  it('are those of the reference list, and 塩竈市 with 東松島市, whose islands of the bay touch on the half mesh', () => {
    const unitOf = (code: string): string => (code === '04206' || code === '04302' ? '04206+04302' : code);
    const pair = (a: string, b: string): string => [a, b].sort().join(' – ');
    const expected = new Set(
      listed.flatMap(([a, b]) => (unitOf(a!) === unitOf(b!) ? [] : [pair(unitOf(a!), unitOf(b!))]))
    );
    const drawn = new Set([...units].flatMap(([code, list]) => list.map((other) => pair(code, other))));
    expect([...expected].filter((p) => !drawn.has(p))).toEqual([]);
    expect([...drawn].filter((p) => !expected.has(p))).toEqual(['04203 – 04214']);
  });
  it('make one connected map: no unit is an island', () => {
    expect(units.size).toBe(38);
    for (const list of units.values()) expect(list.length).toBeGreaterThan(0);
  });
  it('of medical areas are few: each borders another', () => {
    expect(mapNeighbours(topology, 'area').get('0401')).toEqual(['0403']);
  });
});
