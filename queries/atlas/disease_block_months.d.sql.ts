// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one ICD-10 block in one setting in every month, by area and for the prefecture (04); rounded to tens, absent where under ten. */
export type Row = {
  readonly month: number;
  readonly area: string;
  readonly visits: number;
};
export type Params = {
  readonly disease: string;
  readonly setting: string;
};
declare const query: Query<Row, Params>;
export default query;
