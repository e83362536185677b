// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Letters of every fiscal year by municipality of the partner and direction: sums of the rounded department groups published, and how many. */
export type Row = {
  readonly fiscal_year: number;
  readonly unit: string;
  readonly direction: string;
  readonly letters: number;
  readonly cells: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
