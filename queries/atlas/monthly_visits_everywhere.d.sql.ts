// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: What monthly_visits tells of one place, for every place at once: read ahead, so that a change of place finds its answer. */
export type Row = {
  readonly place: string;
  readonly month: number;
  readonly visits: number | null;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
