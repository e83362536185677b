import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { everybodyLeaves, openPage, showsView, startJourney, type Journey } from '../support/browser.ts';
import { errors } from '../../src/lib/i18n/errors.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterEach(() => everybodyLeaves(journey));
afterAll(() => journey.end());

const TABLE = /visits_by_age\.[0-9a-f]{12}\.parquet$/;

describe('when the site itself fails', () => {
  it.each([
    [
      'a table with one byte changed',
      'E_DATA_HASH',
      (body: Buffer) => ({ body: Buffer.from(body.map((byte, i) => (i === 5000 ? byte ^ 1 : byte))) })
    ],
    ['a truncated table', 'E_DATA_HASH', (body: Buffer) => ({ body: body.subarray(0, body.length >> 1) })],
    ['a table that is not there', 'E_DATA_MISSING', () => ({ status: 404, body: Buffer.from('') })],
    [
      'a page of HTML instead of a table',
      'E_DATA_HASH',
      () => ({ body: Buffer.from('<!doctype html><p>login</p>') })
    ]
  ] as const)('%s gives one clear sentence and no half-drawn figure', async (_what, code, change) => {
    const { page, context } = await openPage(journey);
    await context.route(TABLE, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, ...change(await answer.body()) });
    });
    await page.goto(`${journey.site.url}/en/?area=04202`);
    await page.getByRole('heading', { name: errors.en[code].title }).waitFor({ timeout: 20_000 });
    expect(await page.locator('[data-figure="trend"], [data-figure="pyramid"], .kpi').count()).toBe(0);
    expect(await page.locator('.state small').textContent()).toContain(code);
    await page.getByRole('link', { name: errors.en.home }).click();
    await showsView(page, 'region/2025/04/unit');
    expect(await page.locator('.kpi').count()).toBe(4);
  });

  it('a snapshot that differs from the manifest is not shown', async () => {
    const { page, context } = await openPage(journey);
    await context.route(/hospital\/000001\/snapshot\.json$/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/[1-9]/, '7') });
    });
    await page.goto(`${journey.site.url}/?release=hospital`);
    await page.getByRole('heading', { name: errors.ja.E_DATA_HASH.title }).waitFor({ timeout: 20_000 });
    expect(await page.locator('.kpi').count()).toBe(0);
  });

  it('WebAssembly that is refused leaves the first view readable and says what to do', async () => {
    const { page } = await openPage(journey);
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
    });
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    expect(await page.locator('.kpi').count()).toBe(4);
    await page.getByRole('combobox', { name: '地域' }).selectOption('0401');
    await page.getByRole('heading', { name: errors.ja.E_UNSUPPORTED.title }).waitFor({ timeout: 20_000 });
    expect(await page.locator('.kpi').count()).toBe(0);
  });

  it('WebAssembly forbidden by the page’s policy ends in words, not in waiting', async () => {
    const { page, context } = await openPage(journey);
    await context.route(/duckdb-eh.*\.wasm$/, (route) => route.abort());
    await page.goto(`${journey.site.url}/?area=0401`);
    await page.getByRole('heading', { name: errors.ja.E_ENGINE_START.title }).waitFor({ timeout: 25_000 });
  });

  it('an address that asks for what is not there shows the default and says so, markup as text', async () => {
    const { page, complaints } = await openPage(journey);
    await page.goto(
      `${journey.site.url}/?area=99999&year=1850&level=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwn%3D1%3E&__proto__=1`
    );
    await showsView(page, 'region/2025/04/unit');
    const notes = await page.locator('.ignored').allTextContents();
    expect(notes.join()).toMatch(/99999[\s\S]*1850[\s\S]*<img src=x/);
    expect(await page.evaluate(() => (window as unknown as { pwn?: number }).pwn)).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('an unknown page is the site’s own 404, with its headers', async () => {
    const response = await fetch(`${journey.site.url}/nowhere/`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const { page } = await openPage(journey);
    await page.goto(`${journey.site.url}/nowhere/`);
    await page.getByRole('alert').waitFor();
  });

  it('every kind of response carries the policy, workers and engine too', async () => {
    const { requests, page } = await openPage(journey);
    await page.goto(`${journey.site.url}/?area=0401`);
    await showsView(page, 'region/2025/0401/unit');
    const kinds = [
      ...['worker', '.wasm', '.parquet', '/entry/'].map((kind) => requests.find((url) => url.includes(kind))),
      `${journey.site.url}/releases/region/000001/manifest.json`
    ];
    expect(kinds.every(Boolean)).toBe(true);
    for (const url of kinds) {
      const { headers } = await fetch(url!);
      expect(headers.get('content-security-policy'), url).toContain("connect-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
