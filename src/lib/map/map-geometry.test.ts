import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapGeometry, type MapTopology } from './map-geometry.ts';

const topology = JSON.parse(
  readFileSync(new URL('../../../static/map/miyagi.topo.json', import.meta.url), 'utf8')
) as MapTopology;
const frame = { left: 8, top: 18, right: 452, bottom: 510 };
const numbers = (path: string): number[] => (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);

describe('the plate', () => {
  const plate = mapGeometry(topology, frame);
  it('fits its frame and names its coordinates where they are', () => {
    const all = plate.units.flatMap((shape) => numbers(shape.path));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...all)).toBeLessThanOrEqual(510);
    for (const { label, x } of plate.meridians) expect(plate.at(label, 38.3)[0]).toBeCloseTo(x, 0);
    for (const { label, y } of plate.parallels) expect(plate.at(141, label)[1]).toBeCloseTo(y, 0);
  });
  it('has a scale bar of 20 km: a degree of longitude at 38.35° N is 87.3 km', () => {
    const degree = plate.at(141.5, 38.35)[0] - plate.at(140.5, 38.35)[0];
    expect((20 * degree) / plate.scaleBar).toBeGreaterThan(85);
    expect((20 * degree) / plate.scaleBar).toBeLessThan(89.5);
  });
});

describe('a window of the plate', () => {
  const window = { left: 346, top: 320, right: 522, bottom: 428 };
  const bay = mapGeometry(topology, window, [140.965, 38.265, 141.185, 38.405]);
  it('holds only what shows in it', () => {
    expect(bay.units.map((shape) => shape.code)).toEqual(
      expect.arrayContaining(['04203', '04401', '04404', '04214'])
    );
    expect(bay.units.map((shape) => shape.code)).not.toContain('04205');
    const all = bay.units.flatMap((shape) => numbers(shape.path));
    expect(Math.max(...all)).toBeLessThan(522 + 30);
    expect(Math.min(...all)).toBeGreaterThan(320 - 30);
  });
});
