import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartsAreLive, openPage, showsView, startJourney, type Journey } from '../support/browser.ts';
import { sampleFolder, sampleManifest } from '../support/release-tables.ts';
import { join } from 'node:path';

let journey: Journey;
let native: DuckDBConnection;

beforeAll(async () => {
  journey = await startJourney();
  native = await (await DuckDBInstance.create(':memory:')).connect();
  for (const channel of ['region', 'hospital'] as const) {
    await native.run(`create schema ${channel}`);
    for (const table of sampleManifest(channel).tables)
      await native.run(
        `create view ${channel}.${table.name} as from read_parquet('${join(sampleFolder(channel), table.file)}')`
      );
  }
});
afterAll(async () => {
  native.closeSync();
  await journey.end();
});

/** Visits of a place in a fiscal year, straight from the released file. */
async function visits(channel: string, column: string, code: string, year: number): Promise<number> {
  const rows = await native.runAndReadAll(
    `select sum(visits)::integer from ${channel}.visits_by_age where ${column} = $1 and month between $2 and $3`,
    [code, year * 100 + 4, (year + 1) * 100 + 3]
  );
  return Number(rows.getRows()[0]![0]);
}
const grouped = (n: number): string => n.toLocaleString('en-US');

describe('the overview', () => {
  it('shows its charts and tables in the HTML, before any script runs', async () => {
    const html = await (await fetch(`${journey.site.url}/`)).text();
    expect(html).toContain('<html lang="ja"');
    expect(html).toContain(grouped(await visits('region', 'prefecture', '04', 2025)));
    expect(html.match(/<svg[^>]*viewBox="0 0 788 196"/g)).toHaveLength(1);
    expect(html).toContain('合成データ');
    expect(await (await fetch(`${journey.site.url}/en/`)).text()).toContain('<html lang="en"');
  });

  it('does not jump, warn or ask another host while it comes alive and the engine starts', async () => {
    const { page, complaints, outside, requests } = await openPage(journey);
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          (window as unknown as { shift: number }).shift =
            ((window as unknown as { shift?: number }).shift ?? 0) +
            (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await chartsAreLive(page);
    const tables = () => requests.flatMap((url) => /\/(\w+)\.[0-9a-f]{12}\.parquet$/.exec(url)?.[1] ?? []);
    await expect.poll(() => tables().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
    await page.waitForTimeout(1500);
    expect(requests.some((url) => url.includes('duckdb-eh'))).toBe(true);
    expect(tables().slice(0, 5).sort()).toEqual([
      'geography',
      'icd10_chapters',
      'population',
      'visits_by_age',
      'visits_by_disease'
    ]);
    expect(await page.evaluate(() => (window as unknown as { shift?: number }).shift ?? 0)).toBe(0);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });

  it('follows area and period, by the engine, and keeps the choice in the address', async () => {
    const { page, complaints, outside } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.getByRole('combobox', { name: '地域' }).selectOption('04202');
    await showsView(page, 'region/2025/04202/unit');
    expect(new URL(page.url()).search).toBe('?area=04202');
    await expect
      .poll(() => page.locator('.kpi').first().textContent())
      .toContain(grouped(await visits('region', 'unit', '04202', 2025)));
    await page.getByRole('combobox', { name: '期間' }).selectOption('2021');
    await showsView(page, 'region/2021/04202/unit');
    expect(await page.locator('.kpi').first().textContent()).toContain(
      grouped(await visits('region', 'unit', '04202', 2021))
    );
    expect(await page.locator('h1').textContent()).toMatch(/石巻市.*令和3年度/);
    // the other pages open at the same place and year
    expect(await page.getByRole('link', { name: '受診', exact: true }).getAttribute('href')).toBe(
      '/visits/?area=04202&year=2021'
    );
    await page.reload();
    await showsView(page, 'region/2021/04202/unit');
    await page.getByRole('link', { name: '条件を戻す' }).click();
    await showsView(page, 'region/2025/04/unit');
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });

  it('takes a click on the map as a link, a withheld unit to its medical area', async () => {
    const { page } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.locator('a[data-code="04213"] path').click();
    await showsView(page, 'region/2025/04213/unit');
    const onagawa = page.locator('a[data-code="04581"]');
    expect(await onagawa.getAttribute('href')).toContain('area=0409');
    expect(await onagawa.getAttribute('aria-label')).toMatch(/女川町、秘匿/);
    await page.getByRole('group', { name: '地図の単位' }).getByRole('link', { name: '医療圏' }).click();
    await showsView(page, 'region/2025/04213/area');
    expect(await page.locator('a[data-code]').count()).toBe(4);
    await page.context().close();
  });

  it('opens the hospital sample, which titles itself as share of care', async () => {
    const { page } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.getByRole('link', { name: '大学病院1施設' }).click();
    await showsView(page, 'hospital/2025/04/unit');
    expect(await page.locator('.kpi').first().textContent()).toContain(
      grouped(await visits('hospital', 'prefecture', '04', 2025))
    );
    expect(await page.locator('[data-figure="map"] h2').textContent()).toContain('この病院が担う割合');
    await page.context().close();
  });

  it('can be used by keyboard alone: skip link, map by arrows, table of the same rows', async () => {
    const { page } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ移動');
    await page.locator('a[data-code="04101"]').focus();
    await page.keyboard.press('ArrowUp');
    const next = await page.evaluate(
      () =>
        (document.activeElement as HTMLElement).dataset['code'] ??
        (document.activeElement as Element).getAttribute('data-code')
    );
    expect(next).not.toBe('04101');
    await page.keyboard.press('Enter');
    await showsView(page, `region/2025/${next}/unit`);
    expect(await page.locator('a[data-code][tabindex="0"]').count()).toBe(1);
    const trend = page.locator('[data-figure="trend"]');
    await trend.getByRole('button', { name: '表で見る' }).focus();
    await page.keyboard.press('Enter');
    expect(await trend.locator('tbody tr').count()).toBe(96);
    await page.context().close();
  });

  it('tells what changed once every series is scanned, and leads by keyboard to where it can be seen', async () => {
    const { page, complaints, outside } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    const changes = page.locator('[data-figure="what-changed"]');
    // the frame stands before the engine runs
    expect(await changes.locator('h2').textContent()).toContain('注目の変化');
    await page.waitForSelector('[data-scan="found"]', { timeout: 90_000 });
    // nothing injected into the sample shows at its grain in the latest year: it says so, and does not call chance a change
    expect(await changes.locator('h2').textContent()).toContain('偶然の範囲');
    expect(await changes.locator('.sub').textContent()).toMatch(
      /系列を走査、偽発見率5%以下。2025年4月～2026年3月/
    );
    const items = changes.locator('[data-change]');
    expect(await items.count()).toBeGreaterThan(0);
    for (const text of await items.allTextContents()) {
      expect(text).toMatch(/期待より\d+%(?:多い|少ない)/);
      expect(text).toMatch(/期待[\d,]+件に対し[\d,]+件（期待の範囲 [\d,]+–[\d,]+）/);
      expect(text).toContain('偶然の範囲');
    }
    await changes.getByRole('button', { name: '表で見る' }).focus();
    await page.keyboard.press('Enter');
    expect(await changes.locator('tbody tr').count()).toBeGreaterThanOrEqual(await items.count());
    await page.keyboard.press('Enter');
    // the scan is of the release: another choice does not begin it anew
    await page.getByRole('combobox', { name: '期間' }).selectOption('2024');
    await showsView(page, 'region/2024/04/unit');
    expect(await page.locator('[data-scan]').getAttribute('data-scan')).toBe('found');
    const link = items.first().getByRole('link');
    const { pathname, searchParams } = new URL((await link.getAttribute('href'))!, page.url());
    await link.focus();
    await page.keyboard.press('Enter');
    const [disease, year] = [searchParams.get('disease'), searchParams.get('year')!];
    expect(pathname.endsWith('/disease/')).toBe(disease !== null);
    await showsView(
      page,
      new RegExp(disease === null ? `^region/${year}/` : `^region/${disease}.*/${year}/`)
    );
    expect(await page.locator('.ignored').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });

  it('gives a picture that says 合成データ inside, and a file without numbers for withheld cells', async () => {
    const { page } = await openPage(journey);
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await chartsAreLive(page);
    const figure = page.locator('[data-figure="map"]');
    const save = async (name: string) => {
      await figure.getByText('書き出し').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name }).click()
      ]);
      const stream = await download.createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    const svg = (await save('SVG（図）')).toString('utf8');
    expect(svg).toContain('合成データ');
    expect(svg).not.toContain('var(--');
    const csv = (await save('CSV（表）')).toString('utf8');
    expect(csv).toContain('# 合成データ');
    expect(csv).toMatch(/女川町,,,\d+,秘匿 秘匿/);
    expect((await save('PNG（画像）')).subarray(1, 4).toString()).toBe('PNG');
    await page.context().close();
  });
});
