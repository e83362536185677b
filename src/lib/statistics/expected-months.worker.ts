import { expectedMonths, type ExpectedMonth } from './expected-months.ts';

type Series = readonly (number | null)[];
/** Series to judge, under the number of their question. */
export interface MonthsAsked {
  readonly id: number;
  readonly series: readonly Series[];
}
/** Their verdicts, or the message of what went wrong. */
export type MonthsJudged =
  | { readonly id: number; readonly verdicts: readonly (readonly ExpectedMonth[])[] }
  | { readonly id: number; readonly failed: string };

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<MonthsAsked>) => void) | null;
  postMessage(message: MonthsJudged): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { id, series } }) => {
  try {
    scope.postMessage({ id, verdicts: series.map(expectedMonths) });
  } catch (cause) {
    scope.postMessage({ id, failed: cause instanceof Error ? cause.message : 'unknown' });
  }
};
