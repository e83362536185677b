import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Figure } from '../bench.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';
import { serveSite } from '../serve.ts';
import { figureOf, quantile } from './figure-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Places and years a planner goes through; each is new to the cache when first asked. */
const AREAS = [
  '0401',
  '0403',
  '0406',
  '0409',
  '04100',
  '04202',
  '04205',
  '04213',
  '04215',
  '04207',
  '04209',
  '04101',
  '04105',
  '04206~04302',
  '04341',
  '04445'
];
const YEARS = [2025, 2024, 2021];

/** Time from a click on a filter to the frame in which the new figures stand, with the engine running. */
export async function filterRedraws(): Promise<Figure[]> {
  const site = await serveSite({ directory: join(ROOT, 'build') });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // the loader that runs this script marks functions by a name the page does not know
    await page.addInitScript('globalThis.__name = (f) => f');
    await page.goto(`${site.url}/`);
    await page.waitForFunction(
      () => document.querySelector('main')?.dataset['engine'] === 'ready',
      undefined,
      { timeout: 60_000 }
    );
    // a reader looks at the page before choosing; the engine reads ahead meanwhile
    await page.waitForTimeout(1000);
    const times: number[] = [];
    const later: number[] = [];
    for (const [round, list] of [times, later].entries()) {
      // in the first round most answers are new, in the second all are known
      for (const year of YEARS) {
        for (const area of round === 0 ? AREAS : [...AREAS].reverse()) {
          list.push(
            await page.evaluate(
              ({ area, year }) =>
                new Promise<number>((done) => {
                  const wanted = `region/${year}/${area.replaceAll('~', '+')}/unit`;
                  const link = document.createElement('a');
                  link.href = `?${year === 2025 ? '' : `year=${year}&`}area=${area}`;
                  link.dataset['sveltekitReplacestate'] = link.dataset['sveltekitNoscroll'] = '';
                  document.querySelector('main')!.append(link);
                  const started = performance.now();
                  const look = () => {
                    if (document.querySelector('[data-view]')?.getAttribute('data-view') === wanted) {
                      // the frame after the one in which the new figures were set
                      requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
                    } else requestAnimationFrame(look);
                  };
                  link.click();
                  link.remove();
                  look();
                }),
              { area, year }
            )
          );
        }
      }
    }
    const p95 = (list: readonly number[]): number =>
      quantile(
        [...list].sort((a, b) => a - b),
        0.95
      );
    return [
      figureOf('filter → redrawn, 1 s after the engine is ready', 'ms', times),
      figureOf('filter → redrawn, 1 s after the engine is ready, p95', 'ms', [p95(times)]),
      figureOf('filter → redrawn, again', 'ms', later),
      figureOf('filter → redrawn, again, p95', 'ms', [p95(later)])
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}
