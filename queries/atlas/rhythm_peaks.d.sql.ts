// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: The largest number of visits in one hour of the week in any fiscal year, by setting and arrival ('all': together): one scale for every year. */
export type Row = {
  readonly setting: string;
  readonly arrival: string;
  readonly visits: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
