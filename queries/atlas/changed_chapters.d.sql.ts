// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Monthly visits of every municipality or ward by setting and ICD-10 chapter, one series a row, months joined by commas. */
export type Row = {
  readonly area: string;
  readonly city: string;
  readonly unit: string;
  readonly setting: string;
  readonly chapter: string;
  readonly first_month: number;
  readonly counts: string;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
