import type { FileEntry } from '#lib/release/manifest.ts';
import { forgetOthers, fromStore, storeName, WHOLE } from './device-stores.ts';
import { patiently, verifiedBytes } from './verified-bytes.ts';

/** A release to keep on this device. */
export interface KeepRelease {
  readonly channel: string;
  readonly release: number;
  /** Whole address of the release's folder, ending with a slash. */
  readonly folder: string;
  /** Files already verified, by name. */
  readonly given: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** Files still to be fetched and verified. */
  readonly files: readonly FileEntry[];
}

/** Whether the release is whole on this device now. */
export interface ReleaseKept {
  readonly kept: boolean;
}

/** The part of a worker's scope used here; the DOM library of the pages does not name it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<KeepRelease>) => void) | null;
  postMessage(message: ReleaseKept): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = async ({ data }) => {
  try {
    await keep(data);
    scope.postMessage({ kept: true });
  } catch {
    // a file is not right, the disk is full, or storing is refused: what was kept before stays
    scope.postMessage({ kept: false });
  }
};

async function keep({ channel, release, folder, given, files }: KeepRelease): Promise<void> {
  const store = await caches.open(storeName(channel, release));
  const held = fromStore(store, folder);
  const put = (file: string, bytes: Uint8Array<ArrayBuffer>) =>
    store.put(`${folder}${file}`, new Response(bytes));
  // the same number with another manifest is another release: nothing of the old one may pass for it
  const before = await held.bytes('manifest.json').catch(() => null);
  if (before && !equal(before, given['manifest.json']!))
    for (const request of await store.keys()) await store.delete(request);
  for (const entry of files) {
    const there = await held.verified(entry).catch(() => null);
    if (!there)
      await put(
        entry.file,
        await verifiedBytes(
          `${folder}${entry.file}`,
          entry,
          patiently((url) => fetch(url))
        )
      );
  }
  for (const [file, bytes] of Object.entries(given)) await put(file, bytes);
  await put(WHOLE, new Uint8Array());
  await forgetOthers(caches, channel, release);
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
