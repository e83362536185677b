// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Emergency requests of every month and time band, accepted and refused, as rounded; no number where zero or withheld. */
export type Row = {
  readonly month: number;
  readonly band: string;
  readonly accepted: number | null;
  readonly refused: number | null;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
