import { neighbors } from 'topojson-client';
import type { MapTopology } from './map-geometry.ts';

const known = new WeakMap<MapTopology, Record<'unit' | 'area', ReadonlyMap<string, readonly string[]>>>();

/**
 * Who borders whom among the units, or areas, of the map: those that share a stretch of border, however short, on land.
 * Codes in ascending order; computed once for a topology.
 */
export function mapNeighbours(
  topology: MapTopology,
  level: 'unit' | 'area'
): ReadonlyMap<string, readonly string[]> {
  let found = known.get(topology);
  if (!found) {
    const layer = (name: 'units' | 'areas'): ReadonlyMap<string, readonly string[]> => {
      const { geometries } = topology.objects[name];
      const lists = neighbors(geometries as never);
      return new Map(
        geometries.map((shape, i) => [
          String(shape.id),
          lists[i]!.map((k) => String(geometries[k]!.id)).sort()
        ])
      );
    };
    known.set(topology, (found = { unit: layer('units'), area: layer('areas') }));
  }
  return found[level];
}
