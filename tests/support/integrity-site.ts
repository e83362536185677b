import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { MANIFEST_SCHEMA } from '../../src/lib/release/manifest.ts';
import { startJourney, type Journey } from './browser.ts';
import { pointTo, writeRelease } from './signed-release.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

/** Releases of the channel `hospital` that the site under test holds, by what is special about them. */
export const HELD = {
  first: 1,
  second: 2,
  stranger: 3,
  expired: 4,
  tooNew: 5,
  tooOld: 6,
  lacking: 7,
  withdrawn: 8
} as const;

/** The day each release was made, so that what is shown can be told by its date. */
const asOf = (release: number): string => `2026-05-0${release}`;

/** The built site with a channel of good and bad releases beside the one it was built on. */
export async function startIntegrityJourney(): Promise<Journey> {
  const folder = mkdtempSync(join(tmpdir(), 'care-atlas-integrity-'));
  const site = join(folder, 'site');
  cpSync(BUILD, site, { recursive: true });
  const hospital = join(site, 'releases', 'hospital');
  rmSync(hospital, { recursive: true, force: true });
  mkdirSync(hospital, { recursive: true });
  const make = (release: number, more: Parameters<typeof writeRelease>[1] = {}) =>
    writeRelease(hospital, { sample: 'hospital', release, as_of: asOf(release), ...more });
  await make(HELD.first);
  await make(HELD.second);
  await make(HELD.stranger, { signer: 'stranger' });
  await make(HELD.expired, { expires_on: '2026-06-01' });
  await make(HELD.tooNew, { change: (manifest) => ({ ...manifest, schema: MANIFEST_SCHEMA + 1 }) });
  await make(HELD.tooOld, { change: (manifest) => ({ ...manifest, schema: MANIFEST_SCHEMA - 2 }) });
  await make(HELD.lacking, { without: { visits_by_disease: ['setting'] } });
  await make(HELD.withdrawn, { withdrawn: [202106, 202107] });
  pointTo(hospital, HELD.first);
  // the page holds the first release of this channel; a second one lies ready to be served
  const region = join(site, 'releases', 'region');
  await writeRelease(region, { sample: 'region', release: HELD.second, as_of: asOf(HELD.second) });
  pointTo(region, HELD.first);
  const journey = await startJourney(site);
  return {
    ...journey,
    end: async () => {
      await journey.end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Answers current.json of a channel with a release number. */
export async function serve(context: BrowserContext, release: number, channel = 'hospital'): Promise<void> {
  const pattern = new RegExp(`/releases/${channel}/current\\.json$`);
  await context.unroute(pattern);
  await context.route(pattern, (route) => route.fulfill({ json: { release } }));
}

/** Changes what the site answers on its way to the browser. */
export async function alter(
  context: BrowserContext,
  pattern: RegExp,
  change: (body: Buffer) => { status?: number; body?: Buffer; contentType?: string }
): Promise<void> {
  await context.route(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...change(await response.body()) });
  });
}

/** Bytes with one bit turned over. */
export function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
  return changed;
}

/** Waits until a release is whole on the device. */
export async function isKept(page: Page, release: number, channel = 'hospital'): Promise<void> {
  const place = `${channel}/${String(release).padStart(6, '0')}`;
  const whole = () =>
    page.evaluate(async (at) => {
      const name = `care-atlas-verified-1/${at}`;
      if (!(await caches.has(name))) return false;
      return (await (await caches.open(name)).match(`/releases/${at}/verified`)) !== undefined;
    }, place);
  for (let tries = 0; !(await whole()); tries++) {
    if (tries === 240) throw new Error(`release ${release} of ${channel} was not kept within a minute`);
    await page.waitForTimeout(250);
  }
}

/** What this device remembers and keeps. */
export const heldOnDevice = (page: Page): Promise<{ newest: string | null; stores: string[] }> =>
  page.evaluate(async () => ({
    newest: localStorage.getItem('care-atlas/newest/hospital'),
    stores: (await caches.keys()).sort()
  }));
