/** Why a method gives no number. The words on screen hang on these codes. */
export type Withholding =
  | 'no_population'
  | 'no_denominator'
  | 'no_requests'
  | 'no_value'
  | 'no_variation'
  | 'too_few_events'
  | 'too_few_areas'
  | 'too_short'
  | 'too_small_population'
  | 'empty_stratum'
  | 'band_not_in_model'
  | 'zero_expected'
  | 'zero_rate';

/** A method without a result: there is no number here to read. */
export type Withheld = { readonly kind: 'withheld'; readonly reason: Withholding };

/**
 * What a method gives: its figures, or the reason there are none. Never NaN or Infinity; a figure inside a shown
 * result that cannot be computed is null.
 * @typeParam Figures the fields of a shown result
 */
export type Outcome<Figures extends object> = ({ readonly kind: 'shown' } & Readonly<Figures>) | Withheld;

/** A result. */
export const shown = <Figures extends object>(
  figures: Figures
): { readonly kind: 'shown' } & Readonly<Figures> => ({ kind: 'shown', ...figures });

/** No result, and why. */
export const withheld = (reason: Withholding): Withheld => ({ kind: 'withheld', reason });

/** A lower and an upper limit. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}
