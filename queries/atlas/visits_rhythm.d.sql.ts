// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one fiscal year by weekday, hour, setting and arrival, as rounded; an absent cell is zero or withheld. */
export type Row = {
  readonly weekday: number;
  readonly hour: number;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
};
export type Params = {
  readonly fiscal_year: number;
};
declare const query: Query<Row, Params>;
export default query;
