import { farringtonFlexible } from './farrington-flexible.ts';
import type { Withholding } from './outcome.ts';

/** Verdict on one month: what earlier years lead to expect, the upper limit of that, and whether the month lies above. */
export interface ExpectedMonth {
  readonly expected: number | null;
  readonly upper: number | null;
  readonly above: boolean;
  /** Why there is no verdict; null where there is one. */
  readonly reason: Withholding | null;
}

/**
 * Farrington flexible on every month of a monthly series (平常値超過), each judged by the years before it.
 * @param series counts, null where nothing is published
 */
export function expectedMonths(series: readonly (number | null)[]): ExpectedMonth[] {
  return series.map((_, index) => {
    const verdict = farringtonFlexible(series, index, { frequency: 12 });
    return verdict.kind === 'withheld'
      ? { expected: null, upper: null, above: false, reason: verdict.reason }
      : {
          expected: verdict.expected,
          upper: verdict.upperBound,
          above: verdict.alarm,
          reason: verdict.upperBound === null ? 'too_few_events' : null
        };
  });
}
