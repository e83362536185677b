import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errors } from '../../src/lib/i18n/errors.ts';
import { everybodyLeaves, openPage, showsView, type Journey } from '../support/browser.ts';
import {
  alter,
  flipped,
  HELD,
  heldOnDevice,
  isKept,
  serve,
  startIntegrityJourney
} from '../support/integrity-site.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startIntegrityJourney();
});
/** One who has the first release, whole, and comes back in test after test: what is refused must leave it as it was. */
let returning: { page: Page; context: BrowserContext } | undefined;
const comesBack = async (): Promise<{ page: Page; context: BrowserContext }> =>
  (returning ??= await returningReader(HELD.first));
afterEach(() => everybodyLeaves(journey, returning?.context));
afterAll(() => journey.end());

const TABLE = /hospital\/\d{6}\/tables\/visits_by_age\.[0-9a-f]{12}\.parquet$/;
const MANIFEST = /hospital\/\d{6}\/manifest\.json$/;
const SIGNATURE = /hospital\/\d{6}\/manifest\.sig$/;
const SEED = 20260401;
/** A place whose figures the engine has to compute. */
const ISHINOMAKI = 'area=04202';

const open = (page: Page, query = ''): Promise<unknown> =>
  page.goto(`${journey.site.url}/?release=hospital${query ? `&${query}` : ''}`);
const banner = (page: Page) => page.locator('header .strip.failure');
const sealSays = (page: Page) => page.locator('a.seal').textContent();

/** A reader who has seen a release, whole, and comes back. */
async function returningReader(release: number): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await openPage(journey);
  await serve(context, release);
  await open(page);
  await showsView(page, 'hospital/2025/04/unit');
  await isKept(page, release);
  return { page, context };
}

/** The page shows a release kept on the device, and says why. */
async function showsKept(page: Page, release: number, code: string): Promise<void> {
  await banner(page).waitFor({ timeout: 30_000 });
  await expect.poll(() => banner(page).textContent()).toContain(code);
  const words = (await banner(page).textContent())!;
  expect(words).toContain(`検証済みの第${release}版（2026年5月${release}日現在）を表示`);
  expect(await sealSays(page)).toContain(`第${release}版`);
}

describe('a table that is not what was published', () => {
  it.each([1, 2])(
    'C01 with one bit flipped (%i) is refused, and the last verified release is shown',
    async (n) => {
      const { page, context } = await comesBack();
      await serve(context, HELD.second);
      await alter(context, TABLE, (body) => ({ body: flipped(body, (SEED * n * 7919) % (body.length * 8)) }));
      await open(page);
      await showsKept(page, HELD.first, 'E_DATA_HASH');
      await showsView(page, 'hospital/2025/04/unit');
      expect(await page.locator('.kpi').count()).toBe(4);
      expect(await heldOnDevice(page)).toMatchObject({ stores: ['care-atlas-verified-1/hospital/000001'] });
    }
  );

  it.each([
    ['truncated', 'E_DATA_HASH', (body: Buffer) => ({ body: body.subarray(0, body.length >> 1) })],
    ['not there', 'E_DATA_MISSING', () => ({ status: 404, body: Buffer.from('') })],
    ['a server error', 'E_DATA_MISSING', () => ({ status: 500, body: Buffer.from('') })],
    [
      'a page of HTML',
      'E_DATA_HASH',
      () => ({ body: Buffer.from('<!doctype html><p>login</p>'), contentType: 'text/html' })
    ]
  ] as const)(
    'C02 %s: the last verified release is shown, no half-drawn figure',
    async (_what, code, change) => {
      const { page, context } = await comesBack();
      await serve(context, HELD.second);
      await alter(context, TABLE, change);
      await open(page);
      await showsKept(page, HELD.first, code);
      await showsView(page, 'hospital/2025/04/unit');
      expect(await page.locator('.kpi').count()).toBe(4);
    }
  );

  it('C01 the served release is shown again when the reader tries again and it is right', async () => {
    const { page, context } = await returningReader(HELD.first);
    await serve(context, HELD.second);
    await alter(context, TABLE, (body) => ({ body: flipped(body, 4711) }));
    await open(page, ISHINOMAKI);
    await showsKept(page, HELD.first, 'E_DATA_HASH');
    await context.unroute(TABLE);
    await banner(page).getByRole('button', { name: 'もう一度試す' }).click();
    await banner(page).waitFor({ state: 'detached', timeout: 30_000 });
    expect(await sealSays(page)).toContain('第2版');
    await isKept(page, HELD.second);
    // the older one is let go once the newer is whole, a moment later
    await expect
      .poll(async () => (await heldOnDevice(page)).stores, { timeout: 10_000 })
      .toEqual(['care-atlas-verified-1/hospital/000002']);
  });
});

describe('a manifest nobody can vouch for', () => {
  const cases: readonly {
    readonly what: string;
    readonly spoil: (context: BrowserContext) => Promise<void>;
  }[] = [
    {
      what: 'with one bit flipped',
      spoil: async (context) => {
        await serve(context, HELD.second);
        await alter(context, MANIFEST, (body) => ({ body: flipped(body, SEED) }));
      }
    },
    {
      what: 'with the signature of another release',
      spoil: async (context) => {
        await serve(context, HELD.second);
        const url = `${journey.site.url}/releases/hospital/000001/manifest.sig`;
        await context.route(SIGNATURE, async (route) =>
          route.fulfill({ response: await route.fetch({ url }) })
        );
      }
    },
    {
      what: 'without a signature',
      spoil: async (context) => {
        await serve(context, HELD.second);
        await alter(context, SIGNATURE, () => ({ status: 404, body: Buffer.from('') }));
      }
    },
    { what: 'signed by a key this site does not know', spoil: (context) => serve(context, HELD.stranger) }
  ];

  it.each(cases)(
    'C03 $what: nothing of it is stored, the last verified release is shown',
    async ({ spoil }) => {
      const { page, context } = await comesBack();
      const before = await heldOnDevice(page);
      await spoil(context);
      await open(page);
      await showsKept(page, HELD.first, 'E_MANIFEST_SIGNATURE');
      await showsView(page, 'hospital/2025/04/unit');
      expect(await heldOnDevice(page)).toEqual(before);
    }
  );

  it.each(cases)('C03 $what: a first visit ends in words, and nothing is stored', async ({ spoil }) => {
    const { page, context } = await openPage(journey);
    await spoil(context);
    await open(page);
    await page
      .getByRole('heading', { name: errors.ja.E_MANIFEST_SIGNATURE.title })
      .waitFor({ timeout: 20_000 });
    expect(await page.locator('.kpi, [data-figure]').count()).toBe(0);
    expect(await heldOnDevice(page)).toEqual({ newest: null, stores: [] });
  });
});

describe('a release that is right and still not wanted', () => {
  it('C04 older than one seen before is refused', async () => {
    const { page, context } = await returningReader(HELD.second);
    await serve(context, HELD.first);
    await open(page);
    await showsKept(page, HELD.second, 'E_ROLLBACK');
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await open(page);
    await page.getByRole('heading', { name: errors.ja.E_ROLLBACK.title }).waitFor({ timeout: 20_000 });
  });

  it('C05 that has expired is shown, with its date', async () => {
    const { page, context } = await openPage(journey);
    await serve(context, HELD.expired);
    await open(page);
    await showsView(page, 'hospital/2025/04/unit');
    expect(await page.locator('header .strip.notice').textContent()).toMatch(/古いデータ.*2026年6月1日/);
    expect(await page.locator('.kpi').count()).toBe(4);
  });

  it.each([
    ['newer', HELD.tooNew, 'E_SCHEMA_TOO_NEW', /読み直す/],
    ['older', HELD.tooOld, 'E_SCHEMA_TOO_OLD', /形式2以上/]
  ] as const)('C06 of a %s form than this page reads says which', async (_form, release, code, says) => {
    const first = await openPage(journey);
    await serve(first.context, release);
    await open(first.page);
    await first.page.getByRole('heading', { name: errors.ja[code].title }).waitFor({ timeout: 20_000 });
    expect(await first.page.locator('.state').textContent()).toMatch(says);
    await first.context.close();
    const { page, context } = await comesBack();
    await serve(context, release);
    await open(page);
    await showsKept(page, HELD.first, code);
  });

  it('C07 that lacks a column fails where it is needed, by name; the rest works', async () => {
    const { page, context } = await openPage(journey);
    await serve(context, HELD.lacking);
    await open(page, ISHINOMAKI);
    await page
      .getByRole('heading', { name: errors.ja.E_SCHEMA_MISSING_COLUMN.title })
      .waitFor({ timeout: 20_000 });
    expect(await page.locator('.state small').textContent()).toMatch(/visits_by_disease.*setting/);
    expect(await page.locator('a[data-code]').count()).toBe(38);
    expect(await banner(page).count()).toBe(0);
    await page.locator('a.seal').click();
    await page.getByRole('heading', { name: /少なくとも/ }).waitFor();
  });
});

describe('while the site changes', () => {
  it('C09 a release published between manifest and tables does not mix with the one on screen', async () => {
    const { page, context, requests } = await openPage(journey);
    let asked = 0;
    await context.route(/hospital\/current\.json$/, (route) =>
      route.fulfill({ json: { release: asked++ === 0 ? HELD.first : HELD.second } })
    );
    await open(page, ISHINOMAKI);
    await showsView(page, 'hospital/2025/04202/unit');
    const tables = requests.filter((url) => url.endsWith('.parquet'));
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.every((url) => url.includes('/hospital/000001/'))).toBe(true);
    expect(await sealSays(page)).toContain('第1版');
    expect(await banner(page).count()).toBe(0);
  });

  it('a manifest that is wrong behind a page with its release inside is told, and the figures stay', async () => {
    const { page, context } = await openPage(journey);
    await alter(context, /region\/\d{6}\/manifest\.json$/, (body) => ({ body: flipped(body, 999) }));
    await page.goto(`${journey.site.url}/`);
    await banner(page).waitFor({ timeout: 20_000 });
    expect(await banner(page).textContent()).toMatch(/E_MANIFEST_SIGNATURE/);
    expect(await page.locator('.kpi').count()).toBe(4);
  });

  it('a release newer than the one inside the page is told quietly, shown on request, and then from the start', async () => {
    const { page, context, complaints } = await openPage(journey);
    await serve(context, HELD.second, 'region');
    await page.goto(`${journey.site.url}/`);
    const line = page.locator('.newer');
    await line.waitFor({ timeout: 20_000 });
    expect(await sealSays(page)).toContain('第1版');
    await line.getByRole('button', { name: '第2版を表示' }).click();
    await expect.poll(() => sealSays(page), { timeout: 20_000 }).toContain('第2版');
    expect(await line.count()).toBe(0);
    await page.reload();
    await showsView(page, 'region/2025/04/unit');
    expect(await sealSays(page)).toContain('第2版');
    expect(await banner(page).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('a month that was taken back breaks the line, is named, and its year is not offered', async () => {
    const { page, context, complaints } = await openPage(journey);
    await serve(context, HELD.withdrawn);
    await open(page);
    await showsView(page, 'hospital/2025/04/unit');
    const years = await page.getByRole('combobox', { name: '期間' }).locator('option').allTextContents();
    expect(years.join()).not.toContain('2021年度');
    const trend = page.locator('[data-figure="trend"]');
    await trend.getByRole('button', { name: '表で見る' }).click();
    expect(await trend.locator('tr', { hasText: '2021年6月' }).textContent()).toContain('公表取り下げ');
    await page.goto(`${journey.site.url}/data/?release=hospital`);
    await page.getByText('2021年6月、2021年7月').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the tables every page needs come first; a rounded one when a page asks for it, or to be kept', async () => {
    const { page, context, requests } = await openPage(journey);
    const asked = () => requests.flatMap((url) => /\/(\w+)\.[0-9a-f]{12}\.parquet$/.exec(url)?.[1] ?? []);
    await serve(context, HELD.first);
    await open(page, ISHINOMAKI);
    await showsView(page, 'hospital/2025/04202/unit');
    expect(asked().slice(0, 5).sort()).toEqual([
      'geography',
      'icd10_chapters',
      'population',
      'visits_by_age',
      'visits_by_disease'
    ]);
    await page.getByRole('link', { name: '受診', exact: true }).click();
    await showsView(page, /^hospital\/2025\/04202\//);
    await expect.poll(asked, { timeout: 20_000 }).toContain('rhythm');
  });
});
