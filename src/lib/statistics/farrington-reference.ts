/** Points a fit learns from. */
export interface FarringtonReference {
  /** Years before the current point: 0 is now, −1 the same point a year ago. */
  readonly times: readonly number[];
  readonly counts: readonly number[];
  /** Seasonal level of each point; 0 is that of the current point. */
  readonly levels: readonly number[];
}

/** How reference points are chosen; see `FarringtonOptions`. */
export interface FarringtonWindow {
  readonly frequency: number;
  readonly yearsBack: number;
  readonly halfWindow: number;
  readonly periods: number;
  readonly pastExcluded: number;
}

/**
 * Reference points of one index: from `yearsBack` years and the half window before it to just before the points left
 * out. Level 0 lies within the half window of the same point of each year; the points between two years split in
 * order into the other levels, the first ones longer by one. With one level only those of level 0 count.
 * (Noufaily et al. 2013)
 */
export function farringtonReference(
  series: ArrayLike<number | null>,
  index: number,
  window: FarringtonWindow
): FarringtonReference {
  const { frequency, yearsBack, halfWindow, periods, pastExcluded } = window;
  const points: { time: number; count: number; level: number }[] = [];
  for (let t = index - frequency * yearsBack - halfWindow; t < index - pastExcluded; t++) {
    const count = series[t] ?? null;
    const level = levelOf((((t - index) % frequency) + frequency) % frequency, window);
    if (count !== null && level < periods) points.push({ time: (t - index) / frequency, count, level });
  }
  return {
    times: points.map(({ time }) => time),
    counts: points.map(({ count }) => count),
    levels: points.map(({ level }) => level)
  };
}

/** Level of a point `after` points after the same point of some year; `periods` or above where it has none. */
function levelOf(after: number, { frequency, halfWindow, periods }: FarringtonWindow): number {
  if (after <= halfWindow || after >= frequency - halfWindow) return 0;
  if (periods === 1) return 1;
  const between = frequency - 2 * halfWindow - 1;
  const blocks = periods - 1;
  const [length, longer] = [Math.floor(between / blocks), between % blocks];
  const position = after - halfWindow - 1;
  const inLonger = longer * (length + 1);
  return position < inLonger
    ? 1 + Math.floor(position / (length + 1))
    : 1 + longer + Math.floor((position - inLonger) / length);
}
