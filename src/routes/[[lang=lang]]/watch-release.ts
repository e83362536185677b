import type { Database } from '#lib/database/database.ts';
import { keepRelease } from '#lib/database/keep-release.ts';
import type { OpenRelease } from '#lib/database/open-release.ts';
import type { Served, Standing } from '#lib/database/release-reader.ts';
import { base } from '$app/paths';
import { live, reader } from './reader.ts';

/** The release on screen, as the layout has it. */
export interface OnScreen {
  readonly release: OpenRelease;
  readonly database: Database;
  readonly standing: Standing;
  /** Whether it came with the page. */
  readonly written: boolean;
}

/** How long after the engine's start a release is kept: the reader's first questions go first. */
const KEEP_AFTER_MS = 2_000;

const idle = (run: () => void): void =>
  void (window.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 300)))(run);

/** Releases already kept, and those already compared with the served one, as long as this page is open. */
const kept = new WeakSet<OpenRelease>();
const compared = new WeakSet<OpenRelease>();

/**
 * Starts the engine when nothing else waits, then sees to the release on screen: is it still the one served, are its
 * tables what was published, can it be kept on this device?
 * @param on `refused`: a table is not what was published; `served`: what the site serves now
 * @returns end of watching
 */
export function watchRelease(
  { release, database, standing, written }: OnScreen,
  on: { readonly refused: () => void; readonly served: (served: Served) => void }
): () => void {
  let ended = false;
  idle(() => {
    database.start();
    if (!written || compared.has(release)) return;
    compared.add(release);
    void reader.compare(release, live, base).then(on.served);
  });
  const stopStatus = database.onStatus(({ phase }) => {
    // keeping verifies every file by itself, so an engine that cannot start here does not matter
    const settled = phase === 'ready' || phase === 'failed';
    if (!settled || standing !== 'served' || kept.has(release)) return;
    kept.add(release);
    setTimeout(() => {
      if (!ended) idle(() => void keepRelease(release));
      else kept.delete(release);
    }, KEEP_AFTER_MS);
  });
  const stopRefused = database.onRefused((error) => {
    if (reader.refuse(release, error)) on.refused();
  });
  return () => {
    ended = true;
    stopStatus();
    stopRefused();
  };
}
