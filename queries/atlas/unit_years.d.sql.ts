// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of every place in every fiscal year; no number where a month of the year is hidden. */
export type Row = {
  readonly fiscal_year: number;
  readonly level: string;
  readonly code: string;
  readonly visits: number | null;
  readonly hidden_months: number;
  readonly months: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
