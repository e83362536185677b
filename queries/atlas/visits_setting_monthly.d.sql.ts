// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one place in every month by setting; the row *REST holds the visits whose setting is not published. */
export type Row = {
  readonly month: number;
  readonly setting: string;
  readonly visits: number;
};
export type Params = {
  readonly area: string;
};
declare const query: Query<Row, Params>;
export default query;
