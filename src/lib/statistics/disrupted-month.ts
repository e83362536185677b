import type { Month } from '#lib/domain/period.ts';

/** What set months apart from any season: the Great East Japan Earthquake and the years of COVID-19 measures. */
export type Disruption = 'earthquake_2011' | 'covid_2020';

const SPANS = [
  { disruption: 'earthquake_2011', from: 201103, to: 201105 },
  { disruption: 'covid_2020', from: 202002, to: 202305 }
] as const satisfies readonly { disruption: Disruption; from: Month; to: Month }[];

/** Why a month is flagged in every decomposition, which may leave it out; null for an ordinary month. */
export const disruptionOf = (month: Month): Disruption | null =>
  SPANS.find(({ from, to }) => month >= from && month <= to)?.disruption ?? null;
