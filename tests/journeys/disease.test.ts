import { DuckDBInstance } from '@duckdb/node-api';
import jStat from 'jstat';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Admissions of people of 75 and over with pneumonia by area, straight from the released file. */
async function admissions(year: number): Promise<Map<string, number>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const { file } = sampleManifest('region').tables.find(({ name }) => name === 'planning_groups')!;
  const rows = await connection.runAndReadAll(
    `select area, sum(visits)::integer from read_parquet('${join(sampleFolder('region'), file)}')
     where planning_group = 'pneumonia' and age = '75+' and setting = 'inpatient' and fiscal_year = $1
     group by area having count(*) = 2`,
    [year]
  );
  connection.closeSync();
  return new Map(rows.getRows().map(([area, visits]) => [String(area), Number(visits)]));
}

const change = () => page.locator('[data-figure="change"]');

describe('the disease page', () => {
  it('tells from the front page, by clicks alone, where pneumonia admissions over 75 rose most in fiscal 2024, and whether beyond chance', async () => {
    await page.goto(`${journey.site.url}/`);
    await showsView(page, 'region/2025/04/unit');
    await page.getByRole('navigation', { name: '主なページ' }).getByRole('link', { name: '疾患' }).click();
    await showsView(page, 'region/pneumonia/all/inpatient/sir/2025/04/unit');
    await page.getByRole('combobox', { name: '年齢' }).selectOption({ label: '75歳以上' });
    await showsView(page, 'region/pneumonia/75+/inpatient/sir/2025/04/area');
    await page.getByRole('combobox', { name: '期間' }).selectOption('2024');
    await showsView(page, 'region/pneumonia/75+/inpatient/sir/2024/04/area');
    const [now, before] = [await admissions(2024), await admissions(2023)];
    // women and men of a year are two cells rounded to tens; four areas are judged together (Benjamini and Hochberg)
    const variance = (count: number): number => 1 / count + (2 * 16.5) / count ** 2;
    const areas = [...now]
      .map(([code, visits]) => {
        const ratio = visits / before.get(code)!;
        const z = Math.log(ratio) / Math.sqrt(variance(visits) + variance(before.get(code)!));
        return { code, ratio, p: 2 * jStat.normal.cdf(-Math.abs(z), 0, 1) };
      })
      .sort((a, b) => a.p - b.p);
    const found = areas.slice(0, areas.findLastIndex(({ p }, i) => p <= (0.05 * (i + 1)) / areas.length) + 1);
    const most = (found.length ? found : areas).reduce((top, row) =>
      Math.abs(row.ratio - 1) > Math.abs(top.ratio - 1) ? row : top
    );
    const name = await change().locator(`[data-change="${most.code}"] text`).first().textContent();
    const percent = `${most.ratio > 1 ? '+' : '−'}${Math.abs(100 * (most.ratio - 1)).toFixed(1)}%`;
    const title = await change().locator('h2').textContent();
    expect(title).toBe(
      found.length
        ? `令和6年度に最も${most.ratio > 1 ? '増えた' : '減った'}のは${name}（${percent}）、偶然を超える`
        : `令和6年度の増減はどの医療圏も偶然の範囲（最大は${name} ${percent}）`
    );
  });

  it('keeps the choice in the address and draws the same after a reload', async () => {
    expect(new URL(page.url()).search).toBe('?age=75~&year=2024');
    const title = await change().locator('h2').textContent();
    await page.reload();
    await showsView(page, 'region/pneumonia/75+/inpatient/sir/2024/04/area');
    expect(await change().locator('h2').textContent()).toBe(title);
  });

  it('judges the months in a worker and says in words what it found', async () => {
    await page.locator('[data-judged="done"]').waitFor({ timeout: 20_000 });
    const flagged = (await page.locator('[data-judged]').getAttribute('data-flagged'))!
      .split(' ')
      .filter(Boolean);
    // of the fiscal year on screen, not of the release's last months
    const last = flagged.filter((month) => Number(month) >= 202404 && Number(month) <= 202503).at(-1);
    const title = await page.locator('[data-figure="trend"] h2').textContent();
    expect(title).toContain(
      last ? `${last.slice(0, 4)}年${Number(last.slice(4))}月` : '期待の範囲を超えた月はない'
    );
  });

  it('finds a disease by keyboard, in English or by code', async () => {
    await page.getByRole('button', { name: /^疾患/ }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: /探す/ });
    await field.fill('i63');
    await page.keyboard.press('Enter');
    await showsView(page, /^region\/stroke\//);
    await page.getByRole('button', { name: /^疾患/ }).click();
    await field.fill('respiratory system');
    expect(await page.getByRole('option').first().textContent()).toContain('呼吸器系');
    await page.keyboard.press('Enter');
    await showsView(page, /^region\/X\/all\//);
    await page.getByRole('button', { name: /^疾患/ }).click();
    expect(await page.getByRole('group', { name: '最近見た疾患' }).getByRole('option').count()).toBe(2);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('says why a measure or an age is not offered', async () => {
    const option = page.getByRole('combobox', { name: '年齢' }).locator('option[value="75+"]');
    expect(await option.isDisabled()).toBe(true);
    expect(await option.textContent()).toContain('計画疾患群だけ');
  });

  it('says in words what an address asks for in vain, and what is withheld', async () => {
    await page.goto(`${journey.site.url}/disease/?disease=A65-A69&age=75~&year=1999`);
    await showsView(page, 'region/A65-A69/all/inpatient/crude/2025/04/area');
    const text = (await page.locator('main').textContent())!;
    expect(text).toContain('年齢「75+」');
    expect(text).toContain('期間「1999」');
    expect(await page.locator('[data-figure="trend"]').textContent()).toContain('すべて秘匿');
    expect(await page.locator('[data-figure="season"]').textContent()).toContain('すべて秘匿');
  });

  it('titles a hospital release as share of care, without a complaint of the browser on the whole way', async () => {
    await page.goto(`${journey.site.url}/disease/?release=hospital&disease=stroke`);
    await showsView(page, /^hospital\/stroke\//);
    expect(await page.locator('header.finding').textContent()).toContain('この病院が担う割合');
    expect(watched.complaints).toEqual([]);
    expect(watched.outside).toEqual([]);
  });
});
