// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Patients of one chapter in one setting by fiscal year, area, age and sex; rounded to tens, absent where under ten. */
export type Row = {
  readonly fiscal_year: number;
  readonly area: string;
  readonly age: string;
  readonly sex: string;
  readonly patients: number;
};
export type Params = {
  readonly disease: string;
  readonly setting: string;
};
declare const query: Query<Row, Params>;
export default query;
