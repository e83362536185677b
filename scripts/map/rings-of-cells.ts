import type { Position } from 'geojson';
import type { Cells } from './mesh.ts';

/**
 * Outlines of the cells of one code in grid units: polygons, each an outer ring (counter-clockwise) and its holes.
 * Every grid step is a vertex, so that neighbours share all of theirs. Cells that touch at a corner only stay apart.
 */
export function ringsOfCells(cells: Cells, code: string): Position[][][] {
  const next = new Map<string, { to: Position; from: Position }[]>();
  const edge = (from: Position, to: Position) => {
    const key = String(from);
    next.set(key, [...(next.get(key) ?? []), { from, to }]);
  };
  for (const [key, own] of cells) {
    if (own !== code) continue;
    const [y, x] = key.split(',').map(Number) as [number, number];
    const other = (dy: number, dx: number) => cells.get(`${y + dy},${x + dx}`) !== code;
    if (other(-1, 0)) edge([x, y], [x + 1, y]);
    if (other(0, 1)) edge([x + 1, y], [x + 1, y + 1]);
    if (other(1, 0)) edge([x + 1, y + 1], [x, y + 1]);
    if (other(0, -1)) edge([x, y + 1], [x, y]);
  }
  const rings: Position[][] = [];
  for (const start of [...next.keys()]) {
    while (next.get(start)?.length) {
      let step = next.get(start)!.pop()!;
      const ring: Position[] = [step.from];
      while (String(step.to) !== start) {
        ring.push(step.to);
        const options = next.get(String(step.to))!;
        const { from, to } = step;
        const left = options.findIndex((o) => turn(from, to, o.to) > 0);
        step = options.splice(left >= 0 ? left : 0, 1)[0]!;
      }
      ring.push(ring[0]!);
      rings.push(ring);
    }
  }
  const outer = rings.filter((ring) => area(ring) > 0);
  const holes = rings.filter((ring) => area(ring) < 0);
  return outer.map((ring) => [
    ring,
    ...holes.filter((hole) => contains(ring, hole[0]!) && smallestAround(outer, hole[0]!) === ring)
  ]);
}

function smallestAround(outer: readonly Position[][], point: Position): Position[] | undefined {
  return outer.filter((ring) => contains(ring, point)).sort((a, b) => area(a) - area(b))[0];
}

/** Above 0 for a turn to the left at `to`. */
const turn = (from: Position, to: Position, then: Position): number =>
  (to[0]! - from[0]!) * (then[1]! - to[1]!) - (to[1]! - from[1]!) * (then[0]! - to[0]!);

/** Signed area, above 0 counter-clockwise. */
export const area = (ring: readonly Position[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0]! * y! - x! * ring[i]![1]!, 0) / 2;

function contains(ring: readonly Position[], [px, py]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    const y = py! + 1e-6;
    const x = px! + 1e-6;
    if (ay! > y !== by! > y && x < ((bx! - ax!) * (y - ay!)) / (by! - ay!) + ax!) inside = !inside;
  }
  return inside;
}
