// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: What age_sex tells of one place, for every place at once: read ahead, so that a change of place finds its answer. */
export type Row = {
  readonly place: string;
  readonly age5: string;
  readonly sex: string;
  readonly visits: number | null;
  readonly population: number | null;
};
export type Params = {
  readonly fiscal_year: number;
};
declare const query: Query<Row, Params>;
export default query;
