import { describe, expect, it } from 'vitest';
import { ForecastAnswers, type ForecastAnswer, type ForecastWorker } from './forecast-answers.ts';

const outcome = { kind: 'withheld', reason: 'too_short' } as const;
const key = (visits: number): string => JSON.stringify({ months: [202504], visits: [visits], days: [20] });

/** A store of answers and the workers it made. */
function setUp() {
  const workers: (ForecastWorker & { ended: boolean; asked: unknown[] })[] = [];
  const answers = new ForecastAnswers(() => {
    const worker = {
      onmessage: null,
      onerror: null,
      ended: false,
      asked: [] as unknown[],
      postMessage: (asked: unknown) => void worker.asked.push(asked),
      terminate: () => void (worker.ended = true)
    };
    workers.push(worker);
    return worker;
  });
  const given: ForecastAnswer[] = [];
  return { answers, workers, given, take: (answer: ForecastAnswer) => void given.push(answer) };
}

describe('the answers of the forecast', () => {
  it('are computed once for a series, whatever else is chosen meanwhile', () => {
    const { answers, workers, given, take } = setUp();
    answers.ask(key(1), take);
    workers[0]!.onmessage!({ data: { id: 0, outcome } } as MessageEvent);
    answers.ask(key(1), take);
    expect(given).toEqual([outcome, outcome]);
    expect(workers).toHaveLength(1);
    expect(workers[0]!.ended).toBe(true);
    expect(workers[0]!.asked).toEqual([{ id: 0, request: JSON.parse(key(1)) as unknown }]);
    expect([answers.known(key(1)), answers.known(key(2))]).toEqual([outcome, undefined]);
  });

  it('end the work on a series nobody looks at any more', () => {
    const { answers, workers, given, take } = setUp();
    answers.ask(key(1), take)();
    expect(workers[0]!.ended).toBe(true);
    expect(given).toEqual([]);
  });

  it('do not keep a failure: the next to ask gets a fresh attempt', () => {
    const { answers, workers, given, take } = setUp();
    answers.ask(key(1), take);
    workers[0]!.onerror!({} as ErrorEvent);
    expect(given).toEqual([null]);
    answers.ask(key(1), take);
    expect(workers).toHaveLength(2);
  });
});
