import type { Outcome } from './outcome.ts';
import type { ClusterInput, Clusters } from './spatial-clusters.ts';
import ClusterWorker from './spatial-clusters.worker.ts?worker';
import type { ClustersFound } from './spatial-clusters.worker.ts';

const known = new Map<string, Outcome<Clusters>>();
/** Answers kept: a reader going back and forth over the years finds them. */
const KEPT = 32;

/** The answer to the same question asked before, or undefined. */
export const clustersFoundBefore = (input: ClusterInput): Outcome<Clusters> | undefined =>
  known.get(JSON.stringify(input));

/**
 * Searches for clusters in a worker of its own, off the main thread. Aborting ends the worker and leaves the promise
 * unanswered, so that no stale answer is ever drawn.
 * @throws Error when the worker cannot be started or fails
 */
export function findClusters(input: ClusterInput, signal: AbortSignal): Promise<Outcome<Clusters>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return;
    const worker = new ClusterWorker();
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.onmessage = ({ data }: MessageEvent<ClustersFound>) => {
      end();
      if ('failed' in data) return reject(new Error(data.failed));
      if (known.size >= KEPT) known.delete(known.keys().next().value!);
      known.set(JSON.stringify(input), data.outcome);
      resolve(data.outcome);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message || 'cluster worker'));
    };
    worker.postMessage(input);
  });
}
