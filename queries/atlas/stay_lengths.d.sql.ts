// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Admissions and quantiles of stay of one fiscal year by area, major diagnostic category and age; no number where withheld. */
export type Row = {
  readonly area: string;
  readonly mdc: string;
  readonly age: string;
  readonly admissions: number;
  readonly bed_days: number | null;
  readonly los_q25: number | null;
  readonly los_median: number | null;
  readonly los_q75: number | null;
  readonly los_p90: number | null;
};
export type Params = {
  readonly fiscal_year: number;
};
declare const query: Query<Row, Params>;
export default query;
