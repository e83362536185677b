import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, startJourney, type Journey } from '../support/browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = join(ROOT, 'data-samples', 'records');

let journey: Journey;
const folder = mkdtempSync(join(tmpdir(), 'care-atlas-journey-'));

beforeAll(async () => {
  const channel = join(folder, 'hospital');
  execFileSync(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/publisher/cli.ts',
      'publish',
      '--source',
      RECORDS,
      '--optout',
      join(RECORDS, 'optout.csv'),
      '--as-of',
      '2026-06-30',
      '--audit-years',
      'sample',
      '--out',
      channel
    ],
    { cwd: ROOT, stdio: 'ignore' }
  );
  const site = join(folder, 'site');
  cpSync(join(ROOT, 'build'), site, { recursive: true });
  rmSync(join(site, 'releases', 'hospital'), { recursive: true });
  cpSync(channel, join(site, 'releases', 'hospital'), { recursive: true });
  journey = await startJourney(site);
});
afterAll(async () => {
  await journey.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('a release just published from the shipped records', () => {
  it('opens in the site that is already there, and shows every place, however little of it is published', async () => {
    const { page, context, complaints } = await openPage(journey);
    await page.goto(`${journey.site.url}/?release=hospital`);
    const codes = await page
      .locator('a[data-code]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-code')!));
    expect(codes).toHaveLength(38);
    await page.locator('[data-view="hospital/2025/04/unit"]').waitFor({ timeout: 20_000 });
    for (const code of codes) {
      await page.getByRole('combobox', { name: '地域' }).selectOption(code);
      await page.locator(`[data-view="hospital/2025/${code}/unit"]`).waitFor({ timeout: 20_000 });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
