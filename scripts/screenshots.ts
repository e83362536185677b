/** `npm run screenshots`: the pictures of docs/, taken from the built site, so that they never age. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.ts';
import { serveSite } from './serve.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = [
  { name: 'overview-ja-light', path: '/', width: 1440, height: 900, theme: 'light' },
  { name: 'overview-en-dark', path: '/en/?area=0409&year=2023', width: 1440, height: 900, theme: 'dark' },
  { name: 'overview-ja-mobile', path: '/', width: 390, height: 844, theme: 'light' },
  { name: 'overview-hospital', path: '/?release=hospital', width: 1440, height: 900, theme: 'light' }
] as const;

const site = await serveSite({ directory: join(ROOT, 'build') });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
for (const { name, path, width, height, theme } of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await page.goto(`${site.url}${path}`);
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[data-drawn]').length > 0 &&
      !document.querySelector('[data-drawn="prerendered"]')
  );
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(ROOT, 'docs', `${name}.png`) });
  await page.close();
  console.log(`docs/${name}.png`);
}
await browser.close();
await site.close();
