import { geoArea, geoBounds, geoCentroid, geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The layers of static/map/miyagi.topo.json. */
export type MapTopology = Topology<
  Record<
    'municipalities' | 'units' | 'cities' | 'areas' | 'prefecture' | 'coast' | 'border',
    GeometryCollection
  >
> & { readonly credit: string };

/** One clickable shape: its path, and a point inside its largest part, in drawing units. */
export interface Shape {
  readonly code: string;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** Side of the square plate, in drawing units. */
export const PLATE = 528;

/** Everything a plate of Miyagi is drawn from. */
export interface MapGeometry {
  readonly units: readonly Shape[];
  readonly areas: readonly Shape[];
  readonly cities: readonly Shape[];
  readonly areaBorders: string;
  readonly coast: string;
  readonly border: string;
  /** Meridians and parallels at the frame. */
  readonly meridians: readonly { readonly label: number; readonly x: number }[];
  readonly parallels: readonly { readonly label: number; readonly y: number }[];
  /** Drawing units of 20 km at the middle of the plate. */
  readonly scaleBar: number;
  /** Where a longitude and latitude lie on the drawing. */
  readonly at: (longitude: number, latitude: number) => readonly [number, number];
}

const known = new WeakMap<MapTopology, Map<string, MapGeometry>>();

type Frame = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The whole prefecture on a plate, or a window of it given by west, south, east, north in degrees. */
export function mapGeometry(
  topology: MapTopology,
  frame: Frame,
  window?: readonly [number, number, number, number]
): MapGeometry {
  let cache = known.get(topology);
  if (!cache) known.set(topology, (cache = new Map()));
  const key = JSON.stringify([frame, window]);
  let geometry = cache.get(key);
  if (!geometry) cache.set(key, (geometry = compute(topology, frame, window)));
  return geometry;
}

function compute(
  topology: MapTopology,
  frame: Frame,
  window?: readonly [number, number, number, number]
): MapGeometry {
  const extent: [[number, number], [number, number]] = [
    [frame.left, frame.top],
    [frame.right, frame.bottom]
  ];
  const projection = geoMercator();
  const prefecture = layer(topology, 'prefecture');
  if (window) {
    const [west, south, east, north] = window;
    projection.fitExtent(extent, {
      type: 'MultiPoint',
      coordinates: [
        [west, south],
        [east, north]
      ]
    });
    // cut outside what shows, by more than the widest line
    projection.clipExtent([
      [frame.left - 20, frame.top - 20],
      [frame.right + 20, frame.bottom + 20]
    ]);
  } else projection.fitExtent(extent, prefecture);
  const path = geoPath(projection).digits(1);
  const shapes = (name: 'units' | 'areas' | 'cities'): Shape[] =>
    layer(topology, name).features.flatMap((f) => {
      const drawn = path(f);
      if (!drawn) return [];
      const [x, y] = projection(geoCentroid(largestPart(f)))!;
      return { code: String(f.id), path: drawn, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    });
  const bounds = geoBounds(prefecture);
  return {
    units: shapes('units'),
    areas: shapes('areas'),
    cities: shapes('cities'),
    areaBorders: path(mesh(topology, topology.objects.areas as never, (a, b) => a !== b)) ?? '',
    coast: path(layer(topology, 'coast')) ?? '',
    border: path(layer(topology, 'border')) ?? '',
    meridians: [140.5, 141, 141.5].map((label) => ({
      label,
      x: Math.round(projection([label, bounds[0][1]])![0])
    })),
    parallels: [38.5, 39].map((label) => ({
      label,
      y: Math.round(projection([bounds[0][0], label])![1])
    })),
    scaleBar: Math.round(kilometres(projection, 20)),
    at: (longitude, latitude) => projection([longitude, latitude])!
  };
}

function layer(topology: MapTopology, name: keyof MapTopology['objects']): FeatureCollection {
  return feature(topology, topology.objects[name]) as FeatureCollection;
}

function largestPart(f: Feature<Geometry>): Feature<Polygon> {
  const geometry = f.geometry as Polygon | MultiPolygon;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates): Feature<Polygon> => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates }
  }));
  return polygons.reduce((largest, p) => (geoArea(p) > geoArea(largest) ? p : largest));
}

/** Length of so many kilometres eastwards at 38.35° N on the drawing. */
function kilometres(projection: GeoProjection, km: number): number {
  const degrees = km / (111.32 * Math.cos((38.35 * Math.PI) / 180));
  return projection([141 + degrees, 38.35])![0] - projection([141, 38.35])![0];
}

/** The nearest shape in a direction, for moving over a map by arrow keys: the least distance, sideways counting double. */
export function shapeTowards(
  shapes: readonly Shape[],
  from: Shape,
  direction: 'left' | 'right' | 'up' | 'down'
): Shape | undefined {
  const along = (s: Shape): number =>
    ({ left: from.x - s.x, right: s.x - from.x, up: from.y - s.y, down: s.y - from.y })[direction];
  const across = (s: Shape): number =>
    Math.abs(direction === 'left' || direction === 'right' ? s.y - from.y : s.x - from.x);
  return shapes
    .filter((s) => s.code !== from.code && along(s) > 1 && across(s) <= along(s) * 1.6)
    .sort((a, b) => along(a) + 2 * across(a) - along(b) - 2 * across(b))[0];
}
