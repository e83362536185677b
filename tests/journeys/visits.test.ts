import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSAL_REASON_NAMES, type TimeBand } from '../../src/lib/domain/emergency-request.ts';
import { monthsOfFiscalYear } from '../../src/lib/domain/period.ts';
import { openDays } from '../../src/lib/statistics/open-days.ts';
import { openPage, showsView, startJourney, type Journey, type WatchedPage } from '../support/browser.ts';
import { sampleFolder, sampleManifest } from '../support/release-tables.ts';

let journey: Journey;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  watched = await openPage(journey);
  page = watched.page;
});
afterAll(() => journey.end());

/** Rows of a released table, straight from its file. */
async function released(table: string, sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const { file } = sampleManifest('region').tables.find(({ name }) => name === table)!;
  const answer = await connection.runAndReadAll(
    sql.replace('$table', `read_parquet('${join(sampleFolder('region'), file)}')`)
  );
  connection.closeSync();
  return answer.getRows() as unknown[][];
}

const figure = (id: string) => page.locator(`[data-figure="${id}"]`);

/** From the front page to the page of visits, as a reader goes. */
async function openVisits(): Promise<void> {
  await page.getByRole('navigation', { name: '主なページ' }).getByRole('link', { name: '受診' }).click();
  await showsView(page, /^region\/2025\/04\/all\//);
}

describe('the page of visits', () => {
  it('tells from the front page, by clicks alone, how emergency requests at night were answered and why some were not', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await openVisits();
    await page.getByRole('link', { name: /^深夜/ }).click();
    await showsView(page, 'region/2025/04/all/night');
    const [[reason, requests]] = (await released(
      'acceptance_reasons',
      `select reason, sum(requests)::integer from $table where fiscal_year = 2025 and band = 'night'
       group by reason order by 2 desc, 1 limit 1`
    )) as [[keyof typeof REFUSAL_REASON_NAMES, number]];
    expect(await figure('reasons').locator('h2').textContent()).toContain(REFUSAL_REASON_NAMES[reason].ja);
    expect(await figure('reasons').textContent()).toContain(requests.toLocaleString('en-US'));
    const [[rate]] = (await released(
      'acceptance',
      `select round(100 * sum(requests) filter (where outcome = 'accepted') / sum(requests))::integer
       from $table where month = 202601 and band = 'night'`
    )) as [[number]];
    await figure('acceptance').getByText('表で見る').click();
    const january = figure('acceptance').locator('tr', { hasText: '2026年1月' }).first();
    expect(await january.textContent()).toMatch(new RegExp(`${rate}|${rate - 1}\\.\\d|${rate}\\.\\d`));
  });

  it('tells, by clicks from the front page, in which hours emergency visits come and when requests are met least', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await openVisits();
    await page.getByRole('combobox', { name: '区分' }).selectOption('emergency');
    await showsView(page, /^region\/2025\/04\/emergency\//);
    const hours = (await released(
      'rhythm',
      `select weekday, hour, sum(visits)::integer from $table
       where fiscal_year = 2025 and setting = 'emergency' group by all order by 3 desc, 1, 2`
    )) as [number, number, number][];
    const title = await figure('rhythm').locator('h2').textContent();
    // 19:00 on Sunday and on Saturday are 20 visits apart: the title may name no single hour
    expect(title).toContain(`${'月火水木金土日'[hours[0]![0] - 1]}曜${hours[0]![1]}時台など`);
    const all = hours.reduce((sum, [, , visits]) => sum + visits, 0);
    const off = hours.reduce(
      (sum, [day, hour, visits]) => sum + (day > 5 || hour < 8 || hour >= 17 ? visits : 0),
      0
    );
    expect(title).toContain(`平日日中の外は${((100 * off) / all).toFixed(1)}%`);
    const bands = (await released(
      'acceptance',
      `select band, 100.0 * sum(requests) filter (where outcome = 'accepted') / sum(requests) from $table
       where month between 202504 and 202603 group by band order by 2`
    )) as [TimeBand, number][];
    const told = await figure('acceptance').locator('[data-bands]').textContent();
    const short = { weekday_day: '平日日中', holiday_day: '休日日中', evening: '準夜', night: '深夜' };
    expect(told).toContain(`応需率が最も低いのは${short[bands[0]![0]]}`);
    for (const [band, rate] of bands) expect(told).toContain(`${short[band]} ${Number(rate).toFixed(1)}%（`);
  });

  it('tells, by clicks from the front page, whether outpatients per open day fall and what to expect, with what doubt', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await openVisits();
    await page.locator('.cards').getByRole('link', { name: /^外来/ }).click();
    await showsView(page, /^region\/2025\/04\/outpatient\//);
    const years = (await released(
      'visits_by_disease',
      `select month >= 202504, sum(visits)::integer from $table
       where setting = 'outpatient' and prefecture = '04' and month between 202404 and 202603 group by 1 order by 1`
    )) as [boolean, number][];
    const days = [2024, 2025].map((year) =>
      monthsOfFiscalYear(year).reduce((sum, month) => sum + openDays(month), 0)
    );
    const [before, now] = years.map(([, visits], i) => visits / days[i]!) as [number, number];
    const change = 100 * (now / before - 1);
    expect(await page.locator('[data-setting="outpatient"]').textContent()).toContain(
      years[1]![1].toLocaleString('en-US')
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      `診療日1日あたりでは前年度より${Math.abs(change).toFixed(1)}%${change > 0 ? '多い' : '少ない'}`
    );
    await page.locator('[data-forecast="shown"]').waitFor({ timeout: 30_000 });
    const title = await figure('forecast').locator('h2').textContent();
    const [lower, upper] = /95%の範囲 ([−+±]\d+\.\d)%～([−+±]\d+\.\d)%/
      .exec(title!)!
      .slice(1)
      .map((value) => Number(value.replace('−', '-').replace('±', ''))) as [number, number];
    expect(lower).toBeLessThan(upper);
    // a direction is told only where the range leaves no doubt of it
    expect(/増減どちらもありうる/.test(title!)).toBe(lower <= 0 && upper >= 0);
    await figure('forecast').getByText('表で見る').click();
    const total = await figure('forecast').locator('tr', { hasText: '12か月の計' }).textContent();
    expect(total).toContain(years[1]![1].toLocaleString('en-US'));
  });

  it('tells a clinic, by clicks from the front page, how many letters come from its town and how many go back', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await openVisits();
    await page.getByRole('combobox', { name: '地域' }).selectOption({ label: '亘理町' });
    await showsView(page, /^region\/2025\/04361\//);
    const letters = Object.fromEntries(
      (await released(
        'referrals',
        `select direction, sum(letters)::integer from $table
         where fiscal_year = 2025 and unit = '04361' group by direction`
      )) as [string, number][]
    );
    const title = await figure('letters').locator('h2').textContent();
    expect(title).toContain(
      `亘理町の連携先からの紹介は${letters['in']!.toLocaleString('en-US')}通、逆紹介は${letters['out']!.toLocaleString('en-US')}通`
    );
    // whether the hospitals send patients back as a whole, and what cannot be told
    expect(await figure('shares').locator('h2').textContent()).toMatch(/^逆紹介割合は\d+\.\d‰/);
    expect(await figure('shares').textContent()).toContain('紹介割合（％）は計算できません');
  });

  it('forecasts in a worker and sets the forecast beside its own test', async () => {
    await page.locator('[data-forecast="shown"]').waitFor({ timeout: 30_000 });
    const words = await page.locator('[data-forecast]').textContent();
    expect(words).toContain('MASE');
    expect(words).toMatch(/前年同(期|月)/);
  });

  it('opens the hospital release as its share of care, and says what it cannot show', async () => {
    await page.goto(`${journey.site.url}/en/visits/?release=hospital&setting=emergency`);
    await showsView(page, /^hospital\/2025\/04\/emergency\//);
    expect(await page.locator('header.finding, .finding').first().textContent()).toMatch(/hospital/i);
    expect(await figure('shares').textContent()).toMatch(/first visits/i);
    expect(watched.complaints).toEqual([]);
  });

  it('takes what is not there for the default, and says so', async () => {
    await page.goto(`${journey.site.url}/visits/?band=noon&year=1066`);
    await showsView(page, /^region\/2025\/04\/all\//);
    expect(await page.locator('.ignored').count()).toBe(2);
  });
});
