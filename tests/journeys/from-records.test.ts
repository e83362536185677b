import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/lib/release/manifest.ts';
import { readUnits } from '../../src/publisher/reference/read-reference.ts';
import { openPage, startJourney, type Journey } from '../support/browser.ts';
import { ask } from '../support/publishing.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = join(ROOT, 'data-samples', 'records');

let journey: Journey;
let told: string;
const folder = mkdtempSync(join(tmpdir(), 'care-atlas-journey-'));

beforeAll(async () => {
  const channel = join(folder, 'hospital');
  const published = spawnSync(
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
    { cwd: ROOT, encoding: 'utf8' }
  );
  told = published.stderr;
  if (published.status !== 0) throw new Error(told);
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
  it('P35 gives both exact tables the visits of the source, in every month and unit, and no block under its threshold', async () => {
    const release = join(folder, 'hospital', '000001');
    const thresholds = new Map(readUnits().map((unit) => [unit.unit, unit.threshold]));
    const read = Number(/^Read (\d+) visits/m.exec(told)?.[1]);
    const sums = await ask(
      release,
      'select (select sum(visits) from visits_by_age)::integer as age, (select sum(visits) from visits_by_disease)::integer as disease'
    );
    expect(sums).toEqual([{ age: read, disease: read }]);
    const manifest = parseManifest(readFileSync(join(release, 'manifest.json'), 'utf8'));
    expect(manifest.coverage.visits).toBe(read);
    const unequal = await ask(
      release,
      'select month, unit, sum(v)::integer from (select month, unit, visits as v from visits_by_age union all select month, unit, -visits from visits_by_disease) group by all having sum(v) <> 0'
    );
    expect(unequal).toEqual([]);
    const bands = await ask(
      release,
      'select distinct unit, patients_band from visits_by_age union select distinct unit, patients_band from visits_by_disease'
    );
    const low = bands.filter(
      (row) => row['patients_band'] === '10-19' && thresholds.get(String(row['unit'])) === 20
    );
    expect(low).toEqual([]);
  });

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
