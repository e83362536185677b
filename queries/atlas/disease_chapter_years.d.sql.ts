// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one chapter in one setting by municipality and fiscal year, where every month of the year is known. */
export type Row = {
  readonly fiscal_year: number;
  readonly unit: string;
  readonly visits: number | null;
};
export type Params = {
  readonly setting: string;
  readonly disease: string;
};
declare const query: Query<Row, Params>;
export default query;
