import type { Outcome } from './outcome.ts';
import { visitForecast, type ForecastRequest, type VisitForecast } from './visit-forecast.ts';

/** A question with its number, so that a stale answer can be told. */
export interface ForecastAsked {
  readonly id: number;
  readonly request: ForecastRequest;
}
export interface ForecastAnswered {
  readonly id: number;
  readonly outcome: Outcome<VisitForecast>;
}

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ForecastAsked>) => void) | null;
  postMessage(message: ForecastAnswered): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { id, request } }) => {
  scope.postMessage({ id, outcome: visitForecast(request) });
};
