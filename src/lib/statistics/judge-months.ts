import type { ExpectedMonth } from './expected-months.ts';
import type { MonthsJudged } from './expected-months.worker.ts';
import MonthsWorker from './expected-months.worker.ts?worker';

type Series = readonly (number | null)[];
type Verdicts = readonly (readonly ExpectedMonth[])[];

const known = new Map<string, Verdicts>();
/** Answers kept: a reader going back and forth finds them. */
const KEPT = 40;
let worker: Worker | undefined;
let last = 0;

const keyOf = (series: readonly Series[]): string => JSON.stringify(series);

/** The verdicts on the same series asked for before, or undefined. */
export const judgedBefore = (series: readonly Series[]): Verdicts | undefined => known.get(keyOf(series));

/**
 * Judges every month of several series in a worker, off the main thread. A newer question ends the one under way:
 * its promise stays unanswered, so that no stale answer is drawn.
 * @throws Error when the worker cannot be started or fails
 */
export function judgeMonths(series: readonly Series[], signal: AbortSignal): Promise<Verdicts> {
  const kept = judgedBefore(series);
  if (kept) return Promise.resolve(kept);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return;
    const id = ++last;
    const asked = (worker ??= new MonthsWorker());
    const end = (): void => {
      asked.terminate();
      if (worker === asked) worker = undefined;
    };
    signal.addEventListener('abort', end, { once: true });
    asked.onmessage = ({ data }: MessageEvent<MonthsJudged>) => {
      if (data.id !== id) return;
      signal.removeEventListener('abort', end);
      if ('failed' in data) return reject(new Error(data.failed));
      if (known.size >= KEPT) known.delete(known.keys().next().value!);
      known.set(keyOf(series), data.verdicts);
      resolve(data.verdicts);
    };
    asked.onerror = (event) => {
      end();
      reject(new Error(event.message || 'months worker'));
    };
    asked.postMessage({ id, series });
  });
}
