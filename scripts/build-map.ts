/**
 * `npm run map`: builds the map's geometry from the half-mesh table: cells → rings → one topology → smoothed shared
 * arcs → simplified → static/map/miyagi.topo.json. Neighbours share arcs, so smoothing leaves no gap.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Feature, LineString, MultiPolygon, Position } from 'geojson';
import type {
  GeometryObject,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology
} from 'topojson-specification';
import { readAreas, readUnits } from '../src/publisher/reference/read-reference.ts';
import { ringsOfCells } from './map/rings-of-cells.ts';
import { readMesh, withoutCrumbs } from './map/mesh.ts';
import { smoothed } from './map/smoothed.ts';

const TARGET = fileURLToPath(new URL('../static/map/miyagi.topo.json', import.meta.url));
const MESH = fileURLToPath(new URL('../data-samples/reference/mesh_500m.csv', import.meta.url));
const CREDIT = '「国土数値情報（行政区域データ 2021年1月1日）」（国土交通省）を加工して作成';
/** Smallest triangle kept when simplifying, in square degrees: about 0.025 km². */
const DETAIL = 2.4e-6;

const LONGITUDE = 22.5 / 3600;
const LATITUDE = 15 / 3600;

const cells = withoutCrumbs(readMesh(readFileSync(MESH, 'utf8')));
const codes = [...new Set(cells.values())].sort();
const rings = new Map(codes.map((code) => [code, ringsOfCells(cells, code)]));

/** The coast runs from the south-east corner of 山元町 eastwards round to the north-east end of 気仙沼市's land border. */
const outline = ringsOfCells(new Map([...cells.keys()].map((key) => [key, 'all'])), 'all');
const mainland = outline
  .map((polygon) => polygon[0]!)
  .reduce((longest, ring) => (ring.length > longest.length ? ring : longest));
const south = cornerOf(mainland, ([x, y]) => x! - 3 * y!, rings.get('04362')!);
const north = cornerOf(mainland, ([x, y]) => x! * 0.35 + y!, rings.get('04205')!);
const { coast, border } = split(mainland, south, north);
const islands = outline.map((polygon) => polygon[0]!).filter((ring) => ring !== mainland);

// d3-geo reads a clockwise ring as the inside of a shape
const feature = (code: string): Feature<MultiPolygon> => ({
  type: 'Feature',
  id: code,
  properties: {},
  geometry: {
    type: 'MultiPolygon',
    coordinates: rings.get(code)!.map((polygon) => polygon.map((ring) => [...ring].reverse()))
  }
});
const line = (coordinates: Position[]): Feature<LineString> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'LineString', coordinates }
});

const grid = topology({
  municipalities: { type: 'FeatureCollection', features: codes.map(feature) },
  coast: { type: 'FeatureCollection', features: [line(coast), ...islands.map((ring) => line([...ring]))] },
  border: line(border)
}) as unknown as Topology;

const geographic: Topology = {
  type: 'Topology',
  objects: grid.objects,
  arcs: grid.arcs.map((arc) => smoothed(arc as Position[]).map(([x, y]) => [x! * LONGITUDE, y! * LATITUDE]))
};
const light = simplify(presimplify(geographic as never), DETAIL) as unknown as Topology;

const byCode = new Map(
  (light.objects['municipalities'] as { geometries: (TopoMultiPolygon | TopoPolygon)[] }).geometries.map(
    (g) => [String(g.id), g]
  )
);
const union = (id: string, members: readonly string[]): GeometryObject =>
  ({
    ...(mergeArcs(
      light as never,
      members.map((code) => byCode.get(code)!) as never
    ) as unknown as GeometryObject),
    id
  }) as GeometryObject;
const areas = readAreas();
const wardsOf = (city: string): string[] =>
  areas.filter((a) => a.parent === city && a.level === 'ward').map((a) => a.code);
const collection = (geometries: GeometryObject[]) => ({ type: 'GeometryCollection' as const, geometries });
light.objects = {
  municipalities: collection([...byCode.values()]),
  units: collection(
    readUnits().map((u) => (u.members.length === 1 ? byCode.get(u.unit)! : union(u.unit, u.members)))
  ),
  cities: collection(
    areas
      .filter((a) => a.level === 'city' || a.level === 'municipality')
      .map((a) => (a.level === 'city' ? union(a.code, wardsOf(a.code)) : byCode.get(a.code)!))
  ),
  areas: collection(
    areas
      .filter((a) => a.level === 'area')
      .map((a) =>
        union(
          a.code,
          areas.filter((m) => m.area === a.code && byCode.has(m.code)).map((m) => m.code)
        )
      )
  ),
  prefecture: collection([union('04', codes)]),
  coast: light.objects['coast']!,
  border: light.objects['border']!
};

const packed = { ...quantize(light as never, 6000), credit: CREDIT } as Topology & { credit: string };
const text = JSON.stringify(packed, (_key, value: unknown) => (isEmptyProperties(value) ? undefined : value));
writeFileSync(TARGET, text);
console.log(
  `${TARGET.split('/').slice(-3).join('/')}: ${codes.length} municipalities and wards, ${packed.arcs.length} arcs, ${(text.length / 1000).toFixed(1)} kB`
);

function isEmptyProperties(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

/** The vertex of a ring, among those of a municipality, that lies farthest by a measure. */
function cornerOf(
  ring: readonly Position[],
  measure: (vertex: Position) => number,
  polygons: readonly (readonly (readonly Position[])[])[]
): number {
  const own = new Set(polygons.flat(2).map(String));
  let best = -1;
  ring.forEach((vertex, i) => {
    if (own.has(String(vertex)) && (best < 0 || measure(vertex) > measure(ring[best]!))) best = i;
  });
  return best;
}

/** Cuts a closed ring (counter-clockwise) at two vertices: the part from `from` to `to` is coast, the other border. */
function split(
  ring: readonly Position[],
  from: number,
  to: number
): { coast: Position[]; border: Position[] } {
  const open = ring.slice(0, -1);
  const walk = (a: number, b: number): Position[] => {
    const path: Position[] = [];
    for (let i = a; ; i = (i + 1) % open.length) {
      path.push(open[i]!);
      if (i === b) return path;
    }
  };
  const one = walk(from, to);
  const two = walk(to, from);
  const east = (path: readonly Position[]) => Math.max(...path.map(([x]) => x!));
  return east(one) > east(two) ? { coast: one, border: two } : { coast: two, border: one };
}
