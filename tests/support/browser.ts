import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../../scripts/chromium.ts';
import { serveSite, type ServedSite } from '../../scripts/serve.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

/**
 * Every test opens a reader's browser afresh, and V8 would optimise the engine's code anew for each: ten seconds of a
 * core for a page looked at for five. The same code runs unoptimised here; `npm run bench` measures it optimised.
 */
const UNOPTIMISED = '--js-flags=--liftoff-only';

/** The built site, served, and a Chromium that can reach no other host. */
export interface Journey {
  readonly site: ServedSite;
  readonly browser: Browser;
  readonly end: () => Promise<void>;
}

/** Serves the built site (or a copy of it) and starts Chromium. */
export async function startJourney(directory: string = BUILD): Promise<Journey> {
  if (!existsSync(join(directory, 'index.html')))
    throw new Error('The site is not built: run "npm run build" before the journeys.');
  const site = await serveSite({ directory });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGUMENTS, UNOPTIMISED]
  });
  return {
    site,
    browser,
    end: async () => {
      await browser.close();
      await site.close();
    }
  };
}

/** A page that keeps what went wrong on it and whom it asked. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and warnings, uncaught errors. */
  readonly complaints: string[];
  /** Requests to any origin but the site's own. */
  readonly outside: string[];
  readonly requests: string[];
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** Opens a new page at a size and theme. */
export async function openPage(
  { site, browser }: Journey,
  { width = 1440, height = 900, theme = 'light' }: PageOptions = {}
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'ja-JP'
  });
  const page = await context.newPage();
  const watched: WatchedPage = { page, context, complaints: [], outside: [], requests: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(error.message));
  context.on('request', (request) => {
    watched.requests.push(request.url());
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(site.url))
      watched.outside.push(request.url());
  });
  return watched;
}

/**
 * Ends every reader's visit, the failed test's too: no engine runs on, no answer still on its way is missed.
 * @param staying a reader who comes back in the next test, to whom everything is answered as it is again
 */
export async function everybodyLeaves({ browser, site }: Journey, staying?: BrowserContext): Promise<void> {
  for (const context of browser.contexts()) {
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    if (context === staying) for (const page of context.pages()) await page.goto(`${site.url}/favicon.svg`);
    else await context.close();
  }
}

/** Waits until the page is alive and shows a view, given as channel/year/area/level. */
export async function showsView(page: Page, view: string | RegExp): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      new RegExp(wanted).test(document.querySelector('[data-view]')?.getAttribute('data-view') ?? '') &&
      'hydrated' in document.documentElement.dataset,
    typeof view === 'string' ? `^${view.replaceAll(/[+.]/g, '\\$&')}$` : view.source,
    { timeout: 20_000 }
  );
}

/** Waits until every chart on the page is the live one. */
export async function chartsAreLive(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[data-drawn]').length > 0 &&
      document.querySelectorAll('[data-drawn="prerendered"]').length === 0,
    undefined,
    { timeout: 20_000 }
  );
}
