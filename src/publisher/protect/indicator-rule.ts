/** Events below which the error of rounding would outweigh Poisson's (DISCLOSURE §5). */
const MINIMUM_EVENTS = 20;
/** Mean variance of rounding to tens: the mean of f·(10 − f) over f = 0 … 9. */
const ROUNDING_VARIANCE = 16.5;

/** Whether an estimate may be shown at all. Vectors: tests/golden/measures.json. */
export function indicatorMayShow(
  events: number,
  patients: number,
  threshold: number,
  minimumEvents = MINIMUM_EVENTS
): boolean {
  return patients >= threshold && events >= minimumEvents;
}

/** How much each arm of an interval grows for its numerator having been rounded: √(1 + 16.5/x′). */
export function intervalWidening(roundedEvents: number): number {
  if (!(roundedEvents > 0)) throw new RangeError('an interval is widened for a numerator above 0');
  return Math.sqrt(1 + ROUNDING_VARIANCE / roundedEvents);
}

/** A proportion of two counts rounded on their own: x′/(x′ + y′). */
export function proportionOf(roundedYes: number, roundedNo: number): number {
  const all = roundedYes + roundedNo;
  if (!(all > 0)) throw new RangeError('a proportion needs somebody in it');
  return roundedYes / all;
}
