// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Outpatient visits of everybody, wherever they live, in every fiscal year, and the visits whose setting is not published. */
export type Row = {
  readonly fiscal_year: number;
  readonly months: number;
  readonly outpatient: number;
  readonly unknown_setting: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
