import { changedSeries, type ChangedRows } from '#lib/release/changed-series.ts';
import { followedDays } from '#lib/statistics/followed-days.ts';
import { scanSeries } from '#lib/statistics/scan-series.ts';
import { whatChanged, type ScannedSeries, type WhatChanged } from '#lib/statistics/what-changed.ts';

/** What the worker tells: how far it is, what it found, or that it could not. */
export type ScanMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'found'; readonly found: WhatChanged; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** Series between two reports of progress. */
const STRIDE = 100;

/** Scans every series of a release and tells what changed. @param tell called with the share done, 0–1, now and then */
export function scanRelease(rows: ChangedRows, tell: (share: number) => void): WhatChanged {
  const all = changedSeries(rows);
  const scanned = all.map((series, i): ScannedSeries => {
    if (i % STRIDE === 0) tell(i / all.length);
    const openDays = followedDays(series.subject, series.firstMonth, series.counts.length);
    return { series, scan: scanSeries(series, openDays ? { openDays } : {}) };
  });
  return whatChanged(scanned);
}

/** Answers one request of the worker: reports while it scans, then one message more. */
export function answerScan(
  rows: ChangedRows,
  post: (message: ScanMessage) => void,
  clock: () => number = () => performance.now()
): void {
  const started = clock();
  try {
    const found = scanRelease(rows, (share) => post({ kind: 'progress', share }));
    post({ kind: 'found', found, milliseconds: clock() - started });
  } catch (cause) {
    post({ kind: 'failed', reason: cause instanceof Error ? cause.message : 'unknown' });
  }
}
