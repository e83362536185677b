import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { chartsAreLive, openPage, startJourney, type Journey } from '../support/browser.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(async () => journey.end());

/** Every label of a figure's drawing with its place, and the extent of its lines. */
const drawing = (page: Page, id: string): Promise<string[]> =>
  page.evaluate((figure) => {
    const shown = [...document.querySelectorAll(`[data-figure=${figure}] .chart svg`)].filter(
      (svg) => svg.getBoundingClientRect().width > 0
    );
    return shown.flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const at = (element: Element): string => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left - frame.left, top - frame.top, width, height].map(Math.round).join(' ');
      };
      const lines = svg.querySelectorAll(
        'path[fill="none"][stroke="var(--accent)"], path[stroke="var(--ink)"]'
      );
      return [
        ...[...svg.querySelectorAll('text')].map((label) => `${label.textContent} ${at(label)}`),
        ...[...lines].map(at)
      ];
    });
  }, id);

describe('the prerendered drawing and the live one', () => {
  it.each([
    [1440, ''],
    [390, ''],
    [1440, 'en/'],
    [390, 'en/']
  ])('are the same at %i px in /%s', async (width, path) => {
    const [still, live] = [await openPage(journey, { width }), await openPage(journey, { width })];
    await still.page.route('**/*.js', (route) => route.abort());
    await still.page.goto(`${journey.site.url}/${path}`);
    await live.page.goto(`${journey.site.url}/${path}`);
    await chartsAreLive(live.page);
    for (const figure of ['trend', 'pyramid']) {
      const expected = await drawing(still.page, figure);
      expect(expected.length).toBeGreaterThan(12);
      expect(await drawing(live.page, figure)).toEqual(expected);
    }
    await still.context.close();
    await live.context.close();
  });

  it('stand beside their tables in the page as served', async () => {
    const html = await (await fetch(`${journey.site.url}/`)).text();
    const rows = (id: string): number => {
      const start = html.indexOf(`data-figure="${id}"`);
      return (html.slice(start, html.indexOf('</figure>', start)).match(/<tr>/g) ?? []).length;
    };
    expect(rows('map')).toBe(1 + 38);
    expect(rows('trend')).toBe(1 + 96);
    expect(rows('pyramid')).toBeGreaterThanOrEqual(1 + 19);
  });
});
