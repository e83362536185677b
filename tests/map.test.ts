import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { csvParse } from 'd3-dsv';
import { geoArea, geoContains } from 'd3-geo';
import { feature, neighbors } from 'topojson-client';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readMesh, withoutCrumbs } from '../scripts/map/mesh.ts';
import { mapGeometry, shapeTowards, type MapTopology } from '../src/lib/map/map-geometry.ts';
import { readAreas, readUnits } from '../src/publisher/reference/read-reference.ts';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const topology = JSON.parse(readFileSync(path('static/map/miyagi.topo.json'), 'utf8')) as MapTopology;
const mesh = readMesh(readFileSync(path('data-samples/reference/mesh_500m.csv'), 'utf8'));
const layer = (name: keyof MapTopology['objects']) =>
  feature(topology, topology.objects[name]) as FeatureCollection;
const EARTH = 6371.0088 ** 2;

describe('the mesh', () => {
  it('has 28,807 cells: the last column of a run belongs to it', () => {
    expect(mesh.size).toBe(28_807);
    expect(new Set(mesh.values()).size).toBe(39);
    expect(withoutCrumbs(mesh).size).toBeLessThan(28_807);
  });
});

describe('the map', () => {
  it('is at most 60 kB and says where it comes from', () => {
    expect(statSync(path('static/map/miyagi.topo.json')).size).toBeLessThanOrEqual(60_000);
    expect(topology.credit).toContain('国土数値情報');
  });
  it('is made again byte for byte', () => {
    const before = readFileSync(path('static/map/miyagi.topo.json'));
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-map.ts'], {
      cwd: path('.'),
      stdio: 'ignore'
    });
    expect(readFileSync(path('static/map/miyagi.topo.json')).equals(before)).toBe(true);
  });
  it('has every unit, municipality, area and the prefecture', () => {
    expect(
      layer('units')
        .features.map((f) => f.id)
        .sort()
    ).toEqual(
      readUnits()
        .map((u) => u.unit)
        .sort()
    );
    expect(
      ['municipalities', 'cities', 'areas', 'prefecture'].map((n) => layer(n as 'areas').features.length)
    ).toEqual([39, 35, 4, 1]);
  });
  it('keeps the area of every unit of its cells within three per cent; the smallest, whose islets are single cells, within twelve', () => {
    const cell = (row: number) =>
      ((22.5 / 3600) *
        (15 / 3600) *
        Math.PI ** 2 *
        Math.cos((((row + 0.5) * 15) / 3600 / 180) * Math.PI) *
        EARTH) /
      180 ** 2;
    for (const unit of readUnits()) {
      const cells = [...mesh]
        .filter(([, code]) => unit.members.includes(code))
        .reduce((km, [key]) => km + cell(Number(key.split(',')[0])), 0);
      const drawn = geoArea(layer('units').features.find((f) => f.id === unit.unit)!) * EARTH;
      expect(Math.abs(drawn / cells - 1), unit.name_ja).toBeLessThan(cells > 60 ? 0.03 : 0.12);
    }
  });
  it('holds the label point of every municipality and ward in its own shape', () => {
    for (const area of readAreas()) {
      const shape = layer('municipalities').features.find((f) => f.id === area.code);
      if (shape && area.label_lat !== null && area.label_lon !== null)
        expect(geoContains(shape, [area.label_lon, area.label_lat]), area.name_ja).toBe(true);
    }
  });
  it('leaves no gap: every arc inside the prefecture is drawn by exactly two units', () => {
    const uses = new Map<number, number>();
    const count = (value: unknown): void => {
      if (typeof value === 'number')
        uses.set(value < 0 ? ~value : value, (uses.get(value < 0 ? ~value : value) ?? 0) + 1);
      else if (Array.isArray(value)) value.forEach(count);
    };
    for (const g of topology.objects.municipalities.geometries) count((g as { arcs?: unknown }).arcs);
    const outline = new Set<number>();
    const mark = (value: unknown): void => {
      if (typeof value === 'number') outline.add(value < 0 ? ~value : value);
      else if (Array.isArray(value)) value.forEach(mark);
    };
    for (const g of topology.objects.prefecture.geometries) mark((g as { arcs?: unknown }).arcs);
    for (const [arc, times] of uses) expect(times, `arc ${arc}`).toBe(outline.has(arc) ? 1 : 2);
  });
  it('has the official neighbours, save across the strait between 塩竈 and 東松島', () => {
    const geometries = topology.objects.municipalities.geometries;
    const found = new Set<string>();
    neighbors(geometries as never).forEach((list, i) =>
      list.forEach(
        (j) => i < j && found.add([String(geometries[i]!.id), String(geometries[j]!.id)].sort().join('-'))
      )
    );
    const official = new Set(
      csvParse(readFileSync(path('data-samples/reference/neighbours.csv'), 'utf8')).map(
        (r) => `${r['code']}-${r['neighbour']}`
      )
    );
    expect([...official].filter((pair) => !found.has(pair))).toEqual([]);
    expect([...found].filter((pair) => !official.has(pair) && pair !== '04203-04214')).toEqual([]);
  });
});

describe('moving over the map by arrow keys', () => {
  const { units } = mapGeometry(topology, { left: 0, top: 0, right: 500, bottom: 500 });
  const at = (code: string) => units.find((s) => s.code === code)!;
  it('goes where the arrow points', () => {
    expect(shapeTowards(units, at('04202'), 'up')!.y).toBeLessThan(at('04202').y);
    expect(shapeTowards(units, at('04341'), 'down')).toBeUndefined();
  });
  it('reaches every unit from any', () => {
    const reached = new Set(['04101']);
    for (const code of reached)
      for (const way of ['left', 'right', 'up', 'down'] as const)
        reached.add(shapeTowards(units, at(code), way)?.code ?? code);
    expect(reached.size).toBe(38);
  });
});
