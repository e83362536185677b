// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Monthly emergency requests of all facilities by time band and outcome, one series a row, months joined by commas. */
export type Row = {
  readonly band: string;
  readonly outcome: string;
  readonly first_month: number;
  readonly counts: string;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
