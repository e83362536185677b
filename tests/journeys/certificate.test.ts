import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../src/lib/release/certificate.ts';
import type { Manifest } from '../../src/lib/release/manifest.ts';
import { openPage, showsView, startJourney, type Journey } from '../support/browser.ts';
import { alter, flipped } from '../support/integrity-site.ts';

let journey: Journey;
let certificate: Certificate;
let manifest: Manifest;

beforeAll(async () => {
  journey = await startJourney();
  const folder = `${journey.site.url}/releases/region/000001/`;
  certificate = (await (await fetch(`${folder}certificate.json`)).json()) as Certificate;
  manifest = (await (await fetch(`${folder}manifest.json`)).json()) as Manifest;
});
afterAll(() => journey.end());

describe('the certificate page', () => {
  it.each([
    ['ja', '', '監査証明書', '見本の鍵', 'care-atlas verify'],
    ['en', 'en/', 'Audit certificate', 'demo key', 'care-atlas verify']
  ] as const)('reads whole in %s before any script runs', async (language, path, ...words) => {
    const html = await (await fetch(`${journey.site.url}/${path}certificate/`)).text();
    const { page, context, complaints } = await openPage(journey);
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(`${journey.site.url}/${path}certificate/`);
    const text = (await page.locator('article').textContent())!;
    for (const word of words) expect(text).toContain(word);
    for (const { tested } of certificate.steps) expect(text).toContain(tested[language]);
    for (const note of certificate.not_protected) expect(text).toContain(note.text[language]);
    expect(await page.locator('ol > li').count()).toBe(9);
    const narrowest = certificate.steps.flatMap((step) => step.narrowest ?? []);
    if (narrowest.length) expect(text).toContain(String(Math.min(...narrowest)));
    expect(text).toContain(manifest.policy.sha256);
    expect(text).toContain(manifest.signing.key_id);
    expect(html).toContain(`<html lang="${language}"`);
    expect(complaints.filter((line) => !/ERR_FAILED|dynamically imported module/.test(line))).toEqual([]);
    await context.close();
  });

  it('is a step away from the seal and from the page about the data, in the same release', async () => {
    const { page, context, complaints } = await openPage(journey);
    await page.goto(`${journey.site.url}/?release=hospital`);
    await showsView(page, /^hospital/);
    const seal = page.locator('a.seal');
    expect(await seal.textContent()).toContain('監査済み・見本の署名');
    expect(await seal.getAttribute('aria-label')).toContain('見本の鍵による署名を確かめました');
    await seal.click();
    await page.getByText('第1版（hospital）').waitFor();
    await page.getByRole('link', { name: 'データについて' }).first().click();
    await page.getByRole('link', { name: '監査証明書を見る' }).last().click();
    await page.getByText('第1版（hospital）').waitFor();
    expect(new URL(page.url()).search).toBe('?release=hospital');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('does not show a certificate that is not the one the manifest names', async () => {
    const { page, context } = await openPage(journey);
    await alter(context, /hospital\/\d{6}\/certificate\.json$/, (body) => ({ body: flipped(body, 4242) }));
    await page.goto(`${journey.site.url}/certificate/?release=hospital`);
    await page.getByRole('heading', { name: '証明書を表示できません' }).waitFor({ timeout: 20_000 });
    expect(await page.locator('article ol').count()).toBe(0);
    await context.close();
  });
});
