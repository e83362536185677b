// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits and patients of one planning group in every month and area, all settings together; rounded to tens, absent where under ten. */
export type Row = {
  readonly month: number;
  readonly area: string;
  readonly visits: number;
  readonly patients: number;
};
export type Params = {
  readonly disease: string;
};
declare const query: Query<Row, Params>;
export default query;
