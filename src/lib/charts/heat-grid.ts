import { textWidth } from '../i18n/text-width.ts';

/** One cell of a grid: a value with its class of colour, or what stands in its place. */
export interface GridCell {
  /** 0–4 of the sequential scale; null where there is no value. */
  readonly step: number | null;
  /** `absent`: 0 or withheld (hatched). `missing`: not reported (dashed). `none`: no such cell. */
  readonly state: 'value' | 'absent' | 'missing' | 'none';
  readonly text: string;
  /** Outlined: outside the expected range. */
  readonly flagged?: boolean;
  /** The whole cell in words. */
  readonly tip: string;
}

export interface GridRow {
  readonly label: string;
  readonly cells: readonly GridCell[];
}

/** Height of the heads above the rows, px. */
export const GRID_TOP = 20;

/** Height of a grid with its legend, px: what stands in for one is as high. */
export const gridHeight = (rows: number, cellHeight: number): number => GRID_TOP + rows * cellHeight + 26;

/** Every how many columns a head can be written without touching the next, at least `every`. @param cell width, px */
export function headStep(columns: readonly string[], cell: number, every: number): number {
  const widest = Math.max(0, ...columns.map((column) => 11 * textWidth(column)));
  let step = every;
  while (step * cell < widest + 3 && step < columns.length) step += every;
  return step;
}

/** Limits between five classes of colour, from the values themselves: equal steps between round ends. */
export function equalSteps(values: readonly number[], from?: number): number[] {
  if (values.length === 0) return [];
  const least = from ?? Math.min(...values);
  const most = Math.max(...values);
  // values all alike still need limits
  const rough = (most > least ? most - least : 1) / 5;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((s) => s * unit).find((s) => s >= rough * 0.999)!;
  const start = Math.floor(least / step) * step;
  return Array.from({ length: 4 }, (_, i) => start + (i + 1) * step);
}

/** The class 0–4 of a value among four limits; a limit belongs to the class above it. */
export const stepOf = (value: number, limits: readonly number[]): number =>
  limits.filter((limit) => value >= limit).length;
