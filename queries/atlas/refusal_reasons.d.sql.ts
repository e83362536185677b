// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Refused emergency requests of every fiscal year by area of the facility, time band and reason, as rounded; an absent row is zero or withheld. */
export type Row = {
  readonly fiscal_year: number;
  readonly area: string;
  readonly band: string;
  readonly reason: string;
  readonly requests: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
