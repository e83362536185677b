// Written by `npm run queries`. Do not edit.
import type { Query } from '#lib/release/query.ts';

/** One row: Published estimates of one disease in one setting, by municipality or by area, for every fiscal year and indicator. */
export type Row = {
  readonly fiscal_year: number;
  readonly place: string;
  readonly indicator: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly events_band: string;
  readonly method: string;
};
export type Params = {
  readonly disease: string;
  readonly setting: string;
  readonly level: string;
  readonly standardised: string;
};
declare const query: Query<Row, Params>;
export default query;
