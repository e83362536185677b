// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Residents of every municipality and area, and of the prefecture, by sex and age in three groups; persons of unknown age are left out. */
export type Row = {
  readonly place: string;
  readonly sex: string;
  readonly age: string;
  readonly population: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
