// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: ICD-10 blocks of which the release holds at least one month. */
export type Row = {
  readonly block: string;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
