/** Runs of rows a test holds for, as [first index, last index]. */
export function runsOf<T>(rows: readonly T[], holds: (row: T) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  rows.forEach((row, i) => {
    if (!holds(row)) return;
    const last = runs.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else runs.push([i, i]);
  });
  return runs;
}

/** What ECharts hands a drawing of its own. */
interface Drawing {
  readonly coord: (point: readonly [number, number]) => number[];
}

/**
 * An area between two lines over the index of its rows, a polygon for each run without gaps. (ECharts cannot stack
 * lines over a value axis.) A single row is drawn half a step to either side.
 */
export function intervalBand(
  rows: readonly (readonly [from: number, to: number] | null)[],
  style: { readonly fill: string; readonly opacity?: number }
): object {
  const runs = runsOf(rows, (row) => row !== null);
  return {
    type: 'custom',
    silent: true,
    clip: true,
    tooltip: { show: false },
    data: runs.map((_, i) => [i, 0]),
    z: 1,
    renderItem: ({ dataIndex }: { readonly dataIndex: number }, { coord }: Drawing) => {
      const [first, last] = runs[dataIndex]!;
      const at = Array.from({ length: last - first + 1 }, (_, k) => first + k);
      const edge = (side: 0 | 1) =>
        first === last
          ? [coord([first - 0.5, rows[first]![side]]), coord([first + 0.5, rows[first]![side]])]
          : at.map((i) => coord([i, rows[i]![side]]));
      return { type: 'polygon', shape: { points: [...edge(1), ...edge(0).reverse()] }, style };
    }
  };
}
