import type { Estimate } from '#lib/domain/estimate.ts';
import { classOf } from '#lib/statistics/class-breaks.ts';

/** `seq` for amounts, `div` around 100. */
export type Palette = 'seq' | 'div';

/** The hatch every withheld shape is filled with; the map defines it. */
export const HATCHED = 'url(#hatch)';

/** What is not reported or not computable: flat, with no stripes, so that it does not look withheld. */
export const NO_VALUE = 'var(--nodata)';

/** The colour of a class (0 …) among so many; few classes take colours as far apart as five do. */
export const classFill = (index: number, classes: number, palette: Palette): string =>
  `var(--${palette}-${Math.round((index * 4) / Math.max(1, classes - 1)) + 1})`;

/** The fill of a place: the colour of its class, the hatch where withheld, flat where there is no value. @param breaks upper limits of the classes, ascending */
export function fillOfEstimate(
  estimate: Estimate | undefined,
  breaks: readonly number[],
  palette: Palette
): string {
  if (!estimate) return NO_VALUE;
  if (estimate.kind === 'withheld') return estimate.reason === 'hidden' ? HATCHED : NO_VALUE;
  return classFill(classOf(estimate.value, breaks), breaks.length, palette);
}
