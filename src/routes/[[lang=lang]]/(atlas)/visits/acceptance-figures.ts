import { TIME_BANDS, type TimeBand } from '#lib/domain/emergency-request.ts';
import { addMonths, fiscalYearOf, type FiscalYear, type Month } from '#lib/domain/period.ts';
import { ROUNDING_VARIANCE } from '#lib/domain/rounding.ts';
import { disruptionOf } from '#lib/statistics/disrupted-month.ts';
import { FALSE_DISCOVERY_RATE, falseDiscoveryRate } from '#lib/statistics/false-discovery-rate.ts';
import { expectedProportion, type ExpectedProportion } from '#lib/statistics/expected-proportion.ts';
import type { Interval, Outcome } from '#lib/statistics/outcome.ts';
import { proportionInterval } from '#lib/statistics/proportion-interval.ts';

export interface AcceptanceRow {
  readonly month: Month;
  readonly band: string;
  readonly accepted: number | null;
  readonly refused: number | null;
}

/** A month's acceptance in one time band: requests met, with Wilson's interval and the range expected of the month. */
export type AcceptanceMonth =
  | {
      readonly kind: 'shown';
      readonly month: Month;
      readonly accepted: number;
      readonly requests: number;
      readonly rate: number;
      readonly interval: Interval;
      readonly expected: Outcome<ExpectedProportion>;
    }
  | { readonly kind: 'absent'; readonly month: Month }
  | { readonly kind: 'missing'; readonly month: Month };
export type ShownAcceptance = Extract<AcceptanceMonth, { kind: 'shown' }>;

/** Calendar months on either side of the same month of other years that the expectation rests on. */
const HALF_WINDOW = 1;
/** How many years before and after are looked at. */
const YEARS = 12;

/**
 * The months of a time band. Rates are fractions of 1 from rounded counts. A month's range comes from the same calendar
 * month, and its two neighbours, of other years, without the years of COVID-19 measures and the earthquake.
 * A month with one count not published (0 or withheld) is `absent`; one the release does not hold, `missing`.
 */
export function acceptanceMonths(
  rows: readonly AcceptanceRow[],
  band: TimeBand,
  months: readonly Month[]
): AcceptanceMonth[] {
  const own = new Map(rows.filter((row) => row.band === band).map((row) => [row.month, row]));
  const present = new Set(rows.map((row) => row.month));
  const shareOf = (month: Month) => {
    const row = own.get(month);
    return row?.accepted == null || row.refused == null || row.accepted + row.refused === 0
      ? null
      : { part: row.accepted, whole: row.accepted + row.refused };
  };
  return months.map((month): AcceptanceMonth => {
    const share = shareOf(month);
    if (!share) return { kind: present.has(month) ? 'absent' : 'missing', month };
    const wilson = proportionInterval(share.part, share.whole);
    if (wilson.kind === 'withheld') return { kind: 'absent', month };
    const references = [];
    for (let year = -YEARS; year <= YEARS; year++)
      for (let near = -HALF_WINDOW; near <= HALF_WINDOW; near++) {
        const other = addMonths(month, 12 * year + near);
        const reference = year === 0 || disruptionOf(other) ? null : shareOf(other);
        if (reference) references.push(reference);
      }
    return {
      kind: 'shown',
      month,
      accepted: share.part,
      requests: share.whole,
      rate: wilson.proportion,
      interval: wilson,
      expected: expectedProportion(share, references, 0.98, ROUNDING_VARIANCE)
    };
  });
}

/** Whether a month lies below or above its expected range; null where it does not or nobody can tell. */
export function outside(month: AcceptanceMonth): 'below' | 'above' | null {
  if (month.kind !== 'shown' || month.expected.kind === 'withheld') return null;
  return month.expected.verdict === 'within' ? null : month.expected.verdict;
}

/** What the months of a year say together. */
export interface AcceptanceYear {
  /** Months with an expected range. */
  readonly judged: number;
  /** Months outside their range that remain when all judged months are corrected together. */
  readonly below: readonly Month[];
  readonly above: readonly Month[];
  /** Months outside their range, the others too. */
  readonly outside: number;
}

/**
 * The verdict of a fiscal year: a 98 % range is missed once in fifty months by chance, so that of twelve months only
 * those are told that remain at a false discovery rate of 5 %. (Benjamini & Hochberg 1995)
 */
export function acceptanceYear(months: readonly AcceptanceMonth[], fiscalYear: FiscalYear): AcceptanceYear {
  const judged = months.flatMap((month) =>
    month.kind === 'shown' && month.expected.kind === 'shown' && fiscalYearOf(month.month) === fiscalYear
      ? [{ month: month.month, side: outside(month), pValue: month.expected.pValue }]
      : []
  );
  const adjusted = falseDiscoveryRate(judged.map(({ pValue }) => pValue));
  const told = (side: 'below' | 'above'): Month[] =>
    judged
      .filter((one, i) => one.side === side && adjusted[i]! <= FALSE_DISCOVERY_RATE)
      .map(({ month }) => month);
  return {
    judged: judged.length,
    below: told('below'),
    above: told('above'),
    outside: judged.filter(({ side }) => side !== null).length
  };
}

/** Acceptance of one time band over a fiscal year, as a fraction of 1. */
export interface BandYear extends Interval {
  readonly band: TimeBand;
  readonly rate: number;
  readonly requests: number;
  /** Months with both counts published, of twelve. */
  readonly months: number;
}

/** Acceptance of every time band in a fiscal year with Wilson's interval, lowest first; bands without a month left out. */
export function bandYears(rows: readonly AcceptanceRow[], fiscalYear: FiscalYear): BandYear[] {
  return TIME_BANDS.flatMap((band): BandYear[] => {
    const own = rows.filter(
      (row) =>
        row.band === band &&
        fiscalYearOf(row.month) === fiscalYear &&
        row.accepted !== null &&
        row.refused !== null
    );
    const accepted = own.reduce((sum, row) => sum + row.accepted!, 0);
    const requests = own.reduce((sum, row) => sum + row.accepted! + row.refused!, 0);
    const wilson = proportionInterval(accepted, requests);
    return wilson.kind === 'withheld'
      ? []
      : [
          {
            band,
            rate: wilson.proportion,
            lower: wilson.lower,
            upper: wilson.upper,
            requests,
            months: own.length
          }
        ];
  }).sort((a, b) => a.rate - b.rate);
}

export interface ReasonRow {
  readonly fiscal_year: FiscalYear;
  readonly area: string;
  readonly band: string;
  readonly reason: string;
  readonly requests: number;
}

/** A reason's part in the refused requests of one year, in per cent; no number where it is 0 or withheld. */
export type ReasonShare =
  | {
      readonly kind: 'shown';
      readonly reason: string;
      readonly requests: number;
      readonly percent: number;
      readonly interval: Interval;
      /** The year before, in per cent. */
      readonly before: number | null;
      /** Areas whose count for this reason is 0 or withheld: the sum may lack them. */
      readonly lacking: number;
    }
  | { readonly kind: 'absent'; readonly reason: string };

/**
 * Reasons of refusal in one fiscal year and time band, of one area or of all, most frequent first, with Wilson's
 * interval of each share. Sums of rounded cells; reasons without a published cell come last.
 */
export function reasonShares(
  rows: readonly ReasonRow[],
  reasons: readonly string[],
  {
    fiscalYear,
    band,
    area,
    areas
  }: {
    readonly fiscalYear: FiscalYear;
    readonly band: TimeBand;
    readonly area: string | null;
    /** The areas that have facilities. */
    readonly areas: readonly string[];
  }
): { readonly total: number; readonly shares: readonly ReasonShare[] } {
  const wanted = area === null ? areas : areas.filter((code) => code === area);
  const cellsOf = (year: FiscalYear, reason: string) =>
    rows.filter(
      (row) =>
        row.fiscal_year === year && row.band === band && row.reason === reason && wanted.includes(row.area)
    );
  const sumOf = (year: FiscalYear, reason: string) =>
    cellsOf(year, reason).reduce((sum, row) => sum + row.requests, 0);
  const totalOf = (year: FiscalYear) => reasons.reduce((sum, reason) => sum + sumOf(year, reason), 0);
  const [total, totalBefore] = [totalOf(fiscalYear), totalOf(fiscalYear - 1)];
  const shares = reasons.map((reason): ReasonShare => {
    const cells = cellsOf(fiscalYear, reason);
    const requests = sumOf(fiscalYear, reason);
    const wilson = proportionInterval(requests, total);
    if (cells.length === 0 || wilson.kind === 'withheld') return { kind: 'absent', reason };
    return {
      kind: 'shown',
      reason,
      requests,
      percent: 100 * wilson.proportion,
      interval: { lower: 100 * wilson.lower, upper: 100 * wilson.upper },
      before:
        totalBefore > 0 && cellsOf(fiscalYear - 1, reason).length > 0
          ? (100 * sumOf(fiscalYear - 1, reason)) / totalBefore
          : null,
      lacking: wanted.length - cells.length
    };
  });
  const size = (share: ReasonShare): number => (share.kind === 'shown' ? share.requests : -1);
  return { total, shares: shares.sort((a, b) => size(b) - size(a)) };
}
