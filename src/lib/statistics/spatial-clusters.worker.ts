import type { Outcome } from './outcome.ts';
import { spatialClusters, type ClusterInput, type Clusters } from './spatial-clusters.ts';

/** What comes back: the clusters, or the message of what went wrong. */
export type ClustersFound = { readonly outcome: Outcome<Clusters> } | { readonly failed: string };

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ClusterInput>) => void) | null;
  postMessage(message: ClustersFound): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ outcome: spatialClusters(data) });
  } catch (cause) {
    scope.postMessage({ failed: cause instanceof Error ? cause.message : 'unknown' });
  }
};
