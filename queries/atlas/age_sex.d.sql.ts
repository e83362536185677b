// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits and residents of one place in one fiscal year by five-year age band and sex; row *REST: visits not known so finely. */
export type Row = {
  readonly age5: string;
  readonly sex: string;
  readonly visits: number | null;
  readonly population: number | null;
};
export type Params = {
  readonly area: string;
  readonly fiscal_year: number;
};
declare const query: Query<Row, Params>;
export default query;
