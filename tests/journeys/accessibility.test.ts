import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chartsAreLive,
  openPage,
  showsView,
  startJourney,
  type Journey,
  type WatchedPage
} from '../support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Every route, and how its view begins where it has one. */
const ROUTES = [
  { path: '', view: /^region\/2025\/04\/unit$/ },
  { path: '?area=0409&year=2023&level=area', view: /^region\/2023\/0409\/area$/ },
  { path: 'disease/', view: /^region\/pneumonia\// },
  { path: 'visits/', view: /^region\/2025\/04\/all\// },
  { path: 'data/', view: null },
  { path: 'certificate/', view: null }
] as const;

/** A link of the site's own, followed within the page: the engine is started once for all routes. */
async function follow(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.querySelector('main')!.append(link);
    link.click();
    link.remove();
  }, href);
  await page.waitForURL((url) => url.pathname + url.search === href);
}

/** What axe finds on the page as it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  const found = (await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`)) as {
    violations: Violation[];
  };
  return found.violations.map(({ id, nodes }) => {
    const told = nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`);
    return `${id}: ${told.slice(0, 3).join(' | ')}`;
  });
}

describe.each(['ja', 'en'] as const)('accessibility of the pages in %s', (language) => {
  let journey: Journey;
  let reader: WatchedPage;
  const root = language === 'en' ? '/en/' : '/';
  beforeAll(async () => {
    journey = await startJourney();
    reader = await openPage(journey);
    await reader.page.goto(`${journey.site.url}${root}`);
    await showsView(reader.page, ROUTES[0].view);
  });
  afterAll(() => journey.end());

  async function looksAt(route: (typeof ROUTES)[number], width: number, theme: 'light' | 'dark') {
    const { page } = reader;
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: theme });
    const href = `${root}${route.path}`;
    const { pathname, search } = new URL(page.url());
    if (pathname + search !== href) await follow(page, href);
    if (route.view) {
      await showsView(page, route.view);
      await chartsAreLive(page);
    } else await page.locator('h1').waitFor();
    // charts follow a change of width or theme a frame later
    await page.waitForTimeout(150);
    return page;
  }

  // wide and narrow in turn, so that both are seen in every theme
  const views = ROUTES.flatMap((route, i) =>
    (['light', 'dark'] as const).map((theme, k) => ({
      ...route,
      route,
      theme,
      width: (i + k + (language === 'en' ? 1 : 0)) % 2 === 0 ? 1440 : 390
    }))
  );
  it.each(views)('axe finds nothing on /$path in $theme at $width px', async ({ route, theme, width }) => {
    expect(await violations(await looksAt(route, width, theme))).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });

  it.each(ROUTES)('/$path needs no sideways scrolling at 320 px', async (route) => {
    const page = await looksAt(route, 320, 'light');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
