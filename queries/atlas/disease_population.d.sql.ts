// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Residents by sex and age: of every municipality, area and the prefecture in three groups, of areas in six, of the prefecture by five years; unknown ages are left out. */
export type Row = {
  readonly place: string;
  readonly grain: string;
  readonly sex: string;
  readonly age: string;
  readonly population: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
