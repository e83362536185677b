import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSAL_REASON_NAMES } from '../../src/lib/domain/emergency-request.ts';
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

describe('the page of visits', () => {
  it('tells from the front page, by clicks alone, how emergency requests at night were answered and why some were not', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.getByRole('navigation', { name: '主なページ' }).getByRole('link', { name: '受診' }).click();
    await showsView(page, /^region\/2025\/04\/all\//);
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
