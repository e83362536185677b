/**
 * Whether a quantile of a cell may be shown: as many patients as the cell needs, and at least five on either side of
 * the quantile (n·min(q, 1000−q) ≥ 5000), so that it is no one's own value (DISCLOSURE §4: median from 10 patients,
 * quartiles from 20, P90 from 50). Vectors: tests/golden/measures.json.
 * @param perMille the quantile in per mille, a whole number: 500 is the median
 * @param product what n·min(q, 1000−q) must reach
 */
export function quantileMayShow(patients: number, perMille: number, threshold = 10, product = 5000): boolean {
  return patients >= threshold && patients * Math.min(perMille, 1000 - perMille) >= product;
}
