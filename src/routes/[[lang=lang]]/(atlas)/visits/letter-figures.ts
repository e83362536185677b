import { OUTSIDE } from '#lib/domain/geography.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { ROUNDING_REACH } from '#lib/domain/rounding.ts';
import { referralIndicators } from '#lib/statistics/hospital-indicators.ts';
import type { Interval } from '#lib/statistics/outcome.ts';

export interface LetterPlaceRow {
  readonly fiscal_year: FiscalYear;
  readonly unit: string;
  readonly direction: string;
  readonly letters: number;
  readonly cells: number;
}

/** Letters of one municipality or ward; a direction without a published cell is null. */
export interface LetterPlace {
  readonly unit: string;
  readonly received: number | null;
  readonly sent: number | null;
  readonly receivedBefore: number | null;
  /** How far rounding alone may have moved what was received. */
  readonly reach: number;
  readonly reachBefore: number;
}

/** Letters by place in one fiscal year, most received first; places of `units` without any published cell come last. */
export function letterPlaces(
  rows: readonly LetterPlaceRow[],
  fiscalYear: FiscalYear,
  units: readonly string[]
): LetterPlace[] {
  const at = new Map(rows.map((row) => [`${row.fiscal_year} ${row.unit} ${row.direction}`, row]));
  const of = (year: FiscalYear, unit: string, direction: string) =>
    at.get(`${year} ${unit} ${direction}`)?.letters ?? null;
  const reach = (year: FiscalYear, unit: string) =>
    ROUNDING_REACH * (at.get(`${year} ${unit} in`)?.cells ?? 0);
  return units
    .map((unit) => ({
      unit,
      received: of(fiscalYear, unit, 'in'),
      sent: of(fiscalYear, unit, 'out'),
      receivedBefore: of(fiscalYear - 1, unit, 'in'),
      reach: reach(fiscalYear, unit),
      reachBefore: reach(fiscalYear - 1, unit)
    }))
    .sort((a, b) => (b.received ?? -1) - (a.received ?? -1) || (b.sent ?? -1) - (a.sent ?? -1));
}

/** What the letters say: of one place its own numbers, of several which sends most, or that rounding leaves it open. */
export type LetterFinding =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly place: LetterPlace }
  | { readonly kind: 'most'; readonly place: LetterPlace; readonly percent: number }
  | { readonly kind: 'tie'; readonly places: readonly [LetterPlace, LetterPlace] };

/** The finding of places, most received first. */
export function letterFinding(places: readonly LetterPlace[]): LetterFinding {
  const [first, second] = places;
  if (!first || (first.received === null && first.sent === null)) return { kind: 'none' };
  if (places.length === 1 || first.received === null) return { kind: 'one', place: first };
  if (second?.received != null && first.received - second.received <= first.reach + second.reach)
    return { kind: 'tie', places: [first, second] };
  const all = places.reduce((sum, place) => sum + (place.received ?? 0), 0);
  return { kind: 'most', place: first, percent: (100 * first.received) / all };
}

/** How what one place sent stands to the year before, beyond what rounding leaves open; null where either is missing. */
export function receivedChange(place: LetterPlace): 'more' | 'fewer' | 'rounding' | null {
  if (place.received === null || place.receivedBefore === null) return null;
  const more = place.received - place.receivedBefore;
  return Math.abs(more) <= place.reach + place.reachBefore ? 'rounding' : more > 0 ? 'more' : 'fewer';
}

export interface LetterQuarterRow {
  readonly fiscal_year: FiscalYear;
  readonly quarter: number;
  readonly area: string;
  readonly direction: string;
  readonly letters: number;
  readonly cells: number;
}

export interface OutpatientYear {
  readonly fiscal_year: FiscalYear;
  readonly months: number;
  readonly outpatient: number;
  readonly unknown_setting: number;
}

/** 逆紹介割合 of one fiscal year, ‰, with what rounding alone leaves open. */
export interface CounterReferralYear {
  readonly fiscalYear: FiscalYear;
  readonly permille: number;
  /** The values that the published, rounded cells allow. Cells not published would only add to them. */
  readonly range: Interval;
  readonly letters: number;
  readonly visits: number;
  /** Rounded cells summed. */
  readonly cells: number;
}

/**
 * 逆紹介割合 (‰): letters sent back over first and repeat outpatient visits of everybody. Letters to partners in the
 * prefecture come from the quarters, those to partners outside from the year, so that fewest cells are lacking; each
 * rounded cell may be up to 9 off. Visits without a published setting widen the range downwards. Years that lack a
 * quarter or a month are left out.
 */
export function counterReferralYears(
  quarters: readonly LetterQuarterRow[],
  places: readonly LetterPlaceRow[],
  outpatients: readonly OutpatientYear[],
  years: readonly FiscalYear[]
): CounterReferralYear[] {
  return years.flatMap((fiscalYear) => {
    const visits = outpatients.find((row) => row.fiscal_year === fiscalYear && row.months === 12);
    const inside = quarters.filter((row) => row.fiscal_year === fiscalYear && row.direction === 'out');
    if (!visits || visits.outpatient === 0 || new Set(inside.map((row) => row.quarter)).size < 4) return [];
    const outside = places.filter(
      (row) => row.fiscal_year === fiscalYear && row.direction === 'out' && row.unit === OUTSIDE
    );
    const summed = [...inside, ...outside];
    const letters = summed.reduce((sum, row) => sum + row.letters, 0);
    const cells = summed.reduce((sum, row) => sum + row.cells, 0);
    const permilleOf = (counterReferred: number, firstAndRepeat: number): number =>
      referralIndicators({
        firstVisits: 0,
        referred: 0,
        emergency: 0,
        counterReferred: Math.max(0, counterReferred),
        repeatVisits: firstAndRepeat
      }).counterReferralSharePermille ?? 0;
    const reach = ROUNDING_REACH * cells;
    return [
      {
        fiscalYear,
        permille: permilleOf(letters, visits.outpatient),
        range: {
          lower: permilleOf(letters - reach, visits.outpatient + visits.unknown_setting),
          upper: permilleOf(letters + reach, visits.outpatient)
        },
        letters,
        visits: visits.outpatient,
        cells
      }
    ];
  });
}
