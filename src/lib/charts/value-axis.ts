/** Ends and step of an axis. */
export interface AxisEnds {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

/** An axis with three to six steps of 1, 2, 2.5 or 5 times a power of ten, around the values it must hold. */
export function axisEnds(least: number, most: number): AxisEnds {
  const rough = Math.max(Number.EPSILON, (most - least) / 4);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const interval = [1, 2, 2.5, 5, 10].map((step) => step * unit).find((step) => step >= rough * 0.999)!;
  return {
    min: Math.floor(least / interval + 1e-9) * interval,
    max: Math.ceil(most / interval - 1e-9) * interval,
    interval
  };
}
