import type { Outcome } from '#lib/statistics/outcome.ts';
import type { ForecastRequest, VisitForecast } from '#lib/statistics/visit-forecast.ts';
import type { ForecastAnswered, ForecastAsked } from '#lib/statistics/visit-forecast.worker.ts';

/** The part of a `Worker` used here. */
export interface ForecastWorker {
  onmessage: ((event: MessageEvent<ForecastAnswered>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(asked: ForecastAsked): void;
  terminate(): void;
}

/** What became of a request: an outcome, or null where the computation stopped. */
export type ForecastAnswer = Outcome<VisitForecast> | null;

/**
 * Forecasts by what was asked: a series is computed once, in a worker of its own, however often a choice that does not
 * touch it redraws the page. A failure is not kept.
 */
export class ForecastAnswers {
  readonly #known = new Map<string, Outcome<VisitForecast>>();

  constructor(private readonly makeWorker: () => ForecastWorker) {}

  /** The answer known already. */
  known(key: string): Outcome<VisitForecast> | undefined {
    return this.#known.get(key);
  }

  /**
   * Asks for a forecast. @param key the request as text @param answer called once, unless given up
   * @returns gives it up
   */
  ask(key: string, answer: (answer: ForecastAnswer) => void): () => void {
    const known = this.#known.get(key);
    if (known) {
      answer(known);
      return () => {};
    }
    const worker = this.makeWorker();
    worker.onmessage = ({ data }) => {
      worker.terminate();
      this.#known.set(key, data.outcome);
      answer(data.outcome);
    };
    worker.onerror = () => {
      worker.terminate();
      answer(null);
    };
    worker.postMessage({ id: 0, request: JSON.parse(key) as ForecastRequest });
    return () => worker.terminate();
  }
}
