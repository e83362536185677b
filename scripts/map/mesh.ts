/** Cells of the half mesh: key `row,column` → municipality or ward. Row = latitude/15″, column = longitude/22.5″. */
export type Cells = ReadonlyMap<string, string>;

/** Reads the table of runs; `col_to` is inclusive. */
export function readMesh(csv: string): Cells {
  const cells = new Map<string, string>();
  for (const line of csv.trim().split('\n').slice(1)) {
    const [row, from, to, code] = line.split(',') as [string, string, string, string];
    for (let column = Number(from); column <= Number(to); column++)
      cells.set(`${row},${column}`, code.trim());
  }
  return cells;
}

/** Two crumbs of the source that are no land of that municipality: far from its coast, or an enclave of one cell. */
export function withoutCrumbs(cells: Cells): Cells {
  return new Map(
    [...cells].flatMap(([key, code]): [string, string][] => {
      const [row, column] = key.split(',').map(Number) as [number, number];
      if (code === '04202' && column >= 22644 && Math.abs(row - 9212) <= 6) return [];
      if (code === '04215' && row === 9332 && column === 22487)
        return [[key, cells.get(`${row},${column + 1}`) ?? cells.get(`${row - 1},${column}`) ?? code]];
      return [[key, code]];
    })
  );
}
