import type { TableEntry } from '#lib/release/manifest.ts';
import { ReleaseError, type ReleaseErrorCode } from '#lib/release/release-error.ts';
import { arrowOfParquet } from './arrow-of-parquet.ts';
import { releaseFile } from './release-file.ts';
import { patiently } from './verified-bytes.ts';

/** A table to fetch, verify and decode. */
export interface LoadTable {
  /** Whole address of the release's folder, ending with a slash. */
  readonly folder: string;
  /** The store on this device to look in first. */
  readonly kept: string | null;
  readonly entry: TableEntry;
}

/** What comes back: the Arrow stream (transferred), or what stood in the way. */
export type TableLoaded =
  | { readonly name: string; readonly ipc: Uint8Array }
  | {
      readonly name: string;
      readonly code: ReleaseErrorCode;
      readonly details: Readonly<Record<string, string>>;
    };

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LoadTable>) => void) | null;
  postMessage(message: TableLoaded, transfer?: Transferable[]): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = async ({ data: { folder, kept, entry } }) => {
  try {
    const bytes = await releaseFile(
      { folder, kept },
      entry,
      patiently((url) => fetch(url))
    );
    const ipc = await arrowOfParquet(bytes, entry);
    scope.postMessage({ name: entry.name, ipc } satisfies TableLoaded, [ipc.buffer as ArrayBuffer]);
  } catch (cause) {
    const error =
      cause instanceof ReleaseError
        ? cause
        : new ReleaseError('E_DATA_HASH', {
            file: entry.file,
            reason: cause instanceof Error ? cause.name : 'unknown'
          });
    scope.postMessage({ name: entry.name, code: error.code, details: error.details } satisfies TableLoaded);
  }
};
