import type { ChangedRows } from '#lib/release/changed-series.ts';
import { answerScan, type ScanMessage } from './scan-release.ts';

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ChangedRows>) => void) | null;
  postMessage(message: ScanMessage): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => answerScan(data, (message) => scope.postMessage(message));
