import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartsAreLive, openPage, showsView, startJourney, type Journey } from '../support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

const ROUTES = [
  '',
  'disease/',
  'visits/',
  'data/',
  'certificate/',
  '?area=0409&year=2023&level=area'
] as const;
/** Every route in each language and theme; wide and narrow in turn, so that both are seen in every language and theme. */
const views = ROUTES.flatMap((path, i) =>
  (['ja', 'en'] as const).flatMap((language, j) =>
    (['light', 'dark'] as const).map((theme, k) => {
      const [width, height] = (i + j + k) % 2 === 0 ? [1440, 900] : [390, 844];
      return { language, theme, path, width, height };
    })
  )
);

describe('accessibility', () => {
  it.each(views)(
    'axe finds nothing on $language /$path in $theme at $width px',
    async ({ language, theme, path, width, height }) => {
      const { page, context, complaints } = await openPage(journey, { theme, width, height });
      await page.goto(`${journey.site.url}/${language === 'en' ? 'en/' : ''}${path}`);
      if (path !== 'data/' && path !== 'certificate/') {
        await showsView(page, /./);
        await chartsAreLive(page);
      }
      const { violations } = (await page.evaluate(
        `${axe}; axe.run(document, { resultTypes: ['violations'] })`
      )) as { violations: Violation[] };
      expect(
        violations.map(
          (v) =>
            `${v.id}: ${v.nodes
              .map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`)
              .slice(0, 3)
              .join(' | ')}`
        )
      ).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  );

  it('nothing needs sideways scrolling at 320 px', async () => {
    const { page, context } = await openPage(journey, { width: 320, height: 700 });
    for (const path of [
      '',
      'disease/',
      'visits/',
      'data/',
      'certificate/',
      'en/',
      'en/disease/',
      'en/visits/',
      'en/data/',
      'en/certificate/'
    ]) {
      await page.goto(`${journey.site.url}/${path}`);
      if (/(disease|visits)\/$/.test(path)) await showsView(page, /./);
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
    await context.close();
  });
});
