// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of every fiscal year by setting and arrival: sums of rounded cells of weekday and hour, and how many cells are summed. */
export type Row = {
  readonly fiscal_year: number;
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
  readonly cells: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
