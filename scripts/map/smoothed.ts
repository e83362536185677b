import type { Position } from 'geojson';

/** Passes of the (¼, ½, ¼) filter: enough to lose the staircase of the mesh, few enough to keep bays and capes. */
const PASSES = 5;
const PASSES_OF_SMALL_RINGS = 2;

/** An arc without its staircase. Ends stay where they are, for other arcs meet there; a closed ring moves as a whole. */
export function smoothed(arc: readonly Position[]): Position[] {
  const closed = arc.length > 3 && arc[0]![0] === arc.at(-1)![0] && arc[0]![1] === arc.at(-1)![1];
  let points: Position[] = closed ? arc.slice(0, -1) : [...arc];
  const n = points.length;
  const passes = closed && n < 40 ? PASSES_OF_SMALL_RINGS : PASSES;
  for (let pass = 0; pass < passes; pass++) {
    const before = points;
    points = before.map((point, i) => {
      if (!closed && (i === 0 || i === n - 1)) return point;
      const a = before[(i + n - 1) % n]!;
      const b = before[(i + 1) % n]!;
      return [(a[0]! + 2 * point[0]! + b[0]!) / 4, (a[1]! + 2 * point[1]! + b[1]!) / 4];
    });
  }
  return closed ? [...points, points[0]!] : points;
}
