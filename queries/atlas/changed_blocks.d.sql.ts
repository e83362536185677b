// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Monthly visits of every medical area, and the prefecture, by setting and ICD-10 block, one series a row, months joined by commas. */
export type Row = {
  readonly area: string;
  readonly setting: string;
  readonly chapter: string;
  readonly block: string;
  readonly first_month: number;
  readonly counts: string;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
