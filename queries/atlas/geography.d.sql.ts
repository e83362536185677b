// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Every place the atlas can name, with its parent and register population. */
export type Row = {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  readonly area: string | null;
  readonly name_ja: string;
  readonly name_kana: string;
  readonly name_en: string;
  readonly population: number;
};
export type Params = Record<never, never>;
declare const query: Query<Row, Params>;
export default query;
