// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one place in every month; no number in a month in which it is hidden. */
export type Row = {
  readonly month: number;
  readonly visits: number | null;
};
export type Params = {
  readonly area: string;
};
declare const query: Query<Row, Params>;
export default query;
