// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Visits of one chapter in one setting in every month: for areas and the prefecture over the municipalities known in each month, and for one municipality. */
export type Row = {
  readonly month: number;
  readonly place: string;
  readonly visits: number;
  readonly units: number;
  readonly population: number;
};
export type Params = {
  readonly setting: string;
  readonly disease: string;
  readonly place: string;
};
declare const query: Query<Row, Params>;
export default query;
