import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Figure } from '../bench.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';
import { precompress } from '../precompress.ts';
import { serveSite } from '../serve.ts';
import { figureOf } from './figure-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS = 7;

/** The link of a hospital's branch: 20 Mbit/s, 40 ms. */
const SLOW = {
  offline: false,
  latency: 40,
  downloadThroughput: (20e6 / 8) | 0,
  uploadThroughput: (20e6 / 8) | 0
};

/**
 * Cold visits to the overview: time to the first paint that holds the charts, compressed bytes until then, time
 * until the engine could answer.
 */
export async function firstChart(): Promise<Figure[]> {
  await precompress(join(ROOT, 'build'), join(ROOT, '.cache', 'compressed'));
  const site = await serveSite({ directory: join(ROOT, 'build') });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
  const figures: Figure[] = [];
  try {
    for (const [link, conditions] of [
      ['localhost', null],
      ['20 Mbit/s, 40 ms', SLOW]
    ] as const) {
      const paint: number[] = [];
      const bytes: number[] = [];
      const blocked: number[] = [];
      const engine: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Network.enable');
        if (conditions) await session.send('Network.emulateNetworkConditions', conditions);
        const received: { at: number; bytes: number }[] = [];
        session.on('Network.dataReceived', (event) =>
          received.push({ at: event.timestamp, bytes: event.encodedDataLength })
        );
        let start = Number.POSITIVE_INFINITY;
        session.on('Network.requestWillBeSent', (event) => (start = Math.min(start, event.timestamp)));
        await page.addInitScript(() => {
          const seen = ((window as unknown as { tasks: number[] }).tasks = []) as number[];
          new PerformanceObserver((list) =>
            list.getEntries().forEach((entry) => seen.push(entry.duration))
          ).observe({ type: 'longtask', buffered: true });
        });
        await page.goto(`${site.url}/`);
        const first = await page.evaluate(
          () =>
            new Promise<number>((done) =>
              new PerformanceObserver((list) =>
                done(list.getEntriesByName('first-contentful-paint')[0]!.startTime)
              ).observe({ type: 'paint', buffered: true })
            )
        );
        paint.push(first);
        bytes.push(
          received.filter(({ at }) => (at - start) * 1000 <= first).reduce((sum, r) => sum + r.bytes, 0) /
            1000
        );
        await page.waitForFunction(
          () => document.querySelector('main')?.dataset['engine'] === 'ready',
          undefined,
          { timeout: 60_000 }
        );
        engine.push(await page.evaluate(() => performance.now()));
        blocked.push(
          Math.max(0, ...(await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)))
        );
        await context.close();
      }
      figures.push(
        figureOf(`first chart, cold, ${link}`, 'ms', paint),
        figureOf(`bytes before it, ${link}`, 'kB', bytes),
        figureOf(`engine ready, cold, ${link}`, 'ms', engine),
        figureOf(`longest task of the main thread, ${link}`, 'ms', blocked)
      );
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return figures;
}
