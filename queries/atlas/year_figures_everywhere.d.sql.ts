// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: What year_figures tells of one place, for every place at once: read ahead, so that a change of place finds its answer. */
export type Row = {
  readonly place: string;
  readonly fiscal_year: number;
  readonly inpatient: number;
  readonly outpatient: number;
  readonly emergency: number;
  readonly known_setting: number;
  readonly age75: number;
  readonly known_age: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
