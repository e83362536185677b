/** Indices of each area's neighbours, from 0. */
export type Neighbours = readonly ArrayLike<number>[];
/** How a neighbour counts: every area's neighbours share a weight of 1, or each counts 1. */
export type WeightStyle = 'row_standardised' | 'binary';

/** Sparse weights over the areas that take part. */
export interface SpatialWeights {
  /** Areas that have a value and a neighbour with one, ascending. */
  readonly areas: readonly number[];
  /** Areas with a value but no neighbour: left out, to be named. */
  readonly islands: readonly number[];
  /** Neighbours of each taking part, as positions in `areas`, and their weights. */
  readonly rows: readonly { readonly to: Int32Array; readonly weight: Float64Array }[];
}

/** @throws RangeError for a wrong number of lists, an index outside 0 … areas − 1, an area listed twice or as its own */
export function requireNeighbours(neighbours: Neighbours, areas: number): void {
  if (neighbours.length !== areas)
    throw new RangeError(`${areas} areas need ${areas} lists of neighbours, not ${neighbours.length}`);
  neighbours.forEach((list, i) => {
    const seen = new Set(Array.from(list));
    if (seen.size !== list.length || seen.has(i))
      throw new RangeError(`neighbours of area ${i} are other areas, each once`);
    for (const j of seen)
      if (!Number.isInteger(j) || j < 0 || j >= areas)
        throw new RangeError(`neighbour ${j} of area ${i} is not an area`);
  });
}

/** Weights between the areas that have a value; those left without neighbours drop out as islands. */
export function spatialWeights(
  neighbours: Neighbours,
  hasValue: (area: number) => boolean,
  style: WeightStyle
): SpatialWeights {
  let areas = neighbours.map((_, i) => i).filter(hasValue);
  const islands: number[] = [];
  for (let before = -1; before !== areas.length;) {
    before = areas.length;
    const here = new Set(areas);
    const linked = (i: number): boolean => Array.from(neighbours[i]!).some((j) => here.has(j));
    islands.push(...areas.filter((i) => !linked(i)));
    areas = areas.filter(linked);
  }
  const position = new Map(areas.map((area, k) => [area, k]));
  const rows = areas.map((area) => {
    const to = Int32Array.from(
      Array.from(neighbours[area]!)
        .filter((j) => position.has(j))
        .map((j) => position.get(j)!)
    );
    return {
      to,
      weight: new Float64Array(to.length).fill(style === 'binary' ? 1 : 1 / to.length)
    };
  });
  return { areas, islands: islands.sort((a, b) => a - b), rows };
}

/** Σ of neighbours' values by weight, one an area taking part. */
export function spatialLag({ rows }: SpatialWeights, values: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ to, weight }) => {
    let lag = 0;
    for (let k = 0; k < to.length; k++) lag += weight[k]! * values[to[k]!]!;
    return lag;
  });
}
