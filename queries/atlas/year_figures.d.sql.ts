// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one place in every fiscal year by setting and of people of 75 and over, each with the visits whose split is published. */
export type Row = {
  readonly fiscal_year: number;
  readonly inpatient: number;
  readonly outpatient: number;
  readonly emergency: number;
  readonly known_setting: number;
  readonly age75: number;
  readonly known_age: number;
};
export type Params = {
  readonly area: string;
};
declare const query: Query<Row, Params>;
export default query;
