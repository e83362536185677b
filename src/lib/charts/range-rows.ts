/** One row of bars, ranges and points on one axis; a part that is null is not drawn. */
export interface RangeRow {
  readonly label: string;
  /** A bar from 0. */
  readonly bar?: number | null;
  /** A thick range, such as the middle half. */
  readonly range?: readonly [number, number] | null;
  /** A whisker, such as a confidence interval. */
  readonly interval?: readonly [number, number] | null;
  /** A filled point. */
  readonly point?: number | null;
  /** An open point, such as the year before or the 90th percentile. */
  readonly mark?: number | null;
  /** What stands at the end of the row. */
  readonly text: string;
  /** No value: hatched, with the text in its place. */
  readonly absent?: boolean;
  readonly strong?: boolean;
  readonly tip: string;
}

/** Height of the axis above the rows, px. */
export const ROWS_TOP = 18;

/** Height of rows with their axis, px: what stands in for them is as high. */
export const rowsHeight = (rows: number, rowHeight = 23): number => ROWS_TOP + rows * rowHeight + 4;

/** Width, px, below which labels stand above their bars: beside them they would be cut. */
const STACKED_BELOW = 380;
/** Height of a label above its bar, px. */
const LABEL_LINE = 15;

/** Where the parts of the rows stand in a width. */
export interface RowsLayout {
  /** Labels and end texts on a line above the bars. */
  readonly stacked: boolean;
  /** Left end of the axis and its length, px. */
  readonly left: number;
  readonly plot: number;
  readonly rowHeight: number;
  /** Distance of the middle of a bar from the top of its row, px. */
  readonly middle: number;
}

/** The layout for a width: labels, plot and texts side by side, or the words above the bars where it is narrow. */
export function rowsLayout(
  width: number,
  labelWidth: number,
  textWidth: number,
  rowHeight: number
): RowsLayout {
  if (width < STACKED_BELOW) {
    const tall = Math.max(rowHeight, 20) + LABEL_LINE;
    return { stacked: true, left: 2, plot: Math.max(40, width - 18), rowHeight: tall, middle: tall - 10 };
  }
  const left = Math.min(labelWidth, width * 0.42);
  const plot = Math.max(40, width - left - textWidth);
  return { stacked: false, left, plot, rowHeight, middle: rowHeight / 2 };
}

/** A round end and step of an axis from 0 that holds a value, with three to five ticks. */
export function axisTo(most: number): { readonly max: number; readonly ticks: readonly number[] } {
  const rough = (most > 0 ? most : 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((s) => s * unit).find((s) => s >= rough * 0.999)!;
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, i) => i * step) };
}

/** The largest value a row draws. */
export const reachOf = (row: RangeRow): number =>
  Math.max(0, row.bar ?? 0, row.range?.[1] ?? 0, row.interval?.[1] ?? 0, row.point ?? 0, row.mark ?? 0);
