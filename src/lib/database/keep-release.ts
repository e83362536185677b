import KeepReleaseWorker from './keep-release.worker.ts?worker';
import type { KeepRelease, ReleaseKept } from './keep-release.worker.ts';
import { storesInBrowser } from './device-stores.ts';
import type { OpenRelease } from './open-release.ts';

/**
 * Keeps a release on this device once every byte of it is verified: the reader sees it when the served one fails.
 * Works in a worker and behind everything else; gives up without a word where storing is refused.
 * @returns whether the release is whole on this device
 */
export function keepRelease({ channel, folder, manifest, bytes, kept }: OpenRelease): Promise<boolean> {
  if (kept !== null || !storesInBrowser() || typeof Worker !== 'function') return Promise.resolve(false);
  const worker = new KeepReleaseWorker();
  return new Promise<boolean>((done) => {
    worker.onmessage = ({ data }: MessageEvent<ReleaseKept>) => done(data.kept);
    worker.onerror = () => done(false);
    worker.postMessage({
      channel,
      release: manifest.release,
      folder: new URL(folder, location.href).href,
      given: {
        'manifest.json': bytes.manifest,
        'manifest.sig': bytes.signature,
        [manifest.snapshot.file]: bytes.snapshot
      },
      files: [manifest.certificate, ...manifest.tables]
    } satisfies KeepRelease);
  }).finally(() => worker.terminate());
}
