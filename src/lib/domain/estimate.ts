/** Why a number may not be shown. */
export type WithheldReason =
  | 'hidden' /* 秘匿: merged into a REST in at least one month of the period */
  | 'not_reported' /* 未報告: the source has no value */
  | 'no_population' /* rate over nobody */
  | 'too_few_events';

/**
 * A number we may show, or the reason we may not. A withheld value has no number to read.
 * @typeParam T what is known beside it, e.g. the place that leads on
 */
export type Estimate =
  | {
      readonly kind: 'shown';
      readonly value: number;
      readonly count: number;
      readonly population: number | null;
    }
  | { readonly kind: 'withheld'; readonly reason: WithheldReason };

/** A withheld estimate. */
export const withheld = (reason: WithheldReason): Estimate => ({ kind: 'withheld', reason });

/** A shown estimate. @param value the figure on screen @param count the count behind it @param population its denominator, persons */
export const shown = (value: number, count: number, population: number | null = null): Estimate => ({
  kind: 'shown',
  value,
  count,
  population
});
