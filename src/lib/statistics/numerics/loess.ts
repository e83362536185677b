/** Degree of the local polynomial: a constant or a line. */
export type LoessDegree = 0 | 1;

/**
 * Loess of an equally spaced series at every point: local fits with tricube weights over the nearest `window` points.
 * A window beyond the series widens the bandwidth by ⌊(window−n)/2⌋. (Cleveland et al. 1990)
 * @param robustness weight of each point, none unless told
 */
export function loess(
  series: Float64Array,
  window: number,
  degree: LoessDegree,
  robustness?: Float64Array
): Float64Array {
  const n = series.length;
  if (n < 2) return series.slice();
  const half = (window + 1) / 2;
  let left = 0;
  let right = Math.min(window, n) - 1;
  return series.map((own, i) => {
    if (window < n && i + 1 > half && right !== n - 1) {
      left++;
      right++;
    }
    return loessAt(series, window, degree, i, left, right, robustness) ?? own;
  });
}

/**
 * Loess at one position, which may lie one step outside the series, from the points left … right.
 * @returns null when every weight is 0
 */
export function loessAt(
  series: Float64Array,
  window: number,
  degree: LoessDegree,
  position: number,
  left: number,
  right: number,
  robustness?: Float64Array
): number | null {
  const n = series.length;
  const widened = window > n ? Math.floor((window - n) / 2) : 0;
  const bandwidth = Math.max(position - left, right - position) + widened;
  const weights = new Float64Array(right - left + 1);
  let total = 0;
  for (let j = left; j <= right; j++) {
    const distance = Math.abs(j - position);
    if (distance > 0.999 * bandwidth) continue;
    const near = distance <= 0.001 * bandwidth ? 1 : (1 - (distance / bandwidth) ** 3) ** 3;
    const weight = robustness ? near * robustness[j]! : near;
    weights[j - left] = weight;
    total += weight;
  }
  if (total <= 0) return null;

  let [centre, spread] = [0, 0];
  for (let j = left; j <= right; j++) centre += (weights[j - left]! / total) * j;
  for (let j = left; j <= right; j++) spread += (weights[j - left]! / total) * (j - centre) ** 2;
  const sloped = degree === 1 && bandwidth > 0 && Math.sqrt(spread) > 0.001 * (n - 1);
  const tilt = sloped ? (position - centre) / spread : 0;
  let fit = 0;
  for (let j = left; j <= right; j++)
    fit += (weights[j - left]! / total) * (1 + tilt * (j - centre)) * series[j]!;
  return fit;
}
