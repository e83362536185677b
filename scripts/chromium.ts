/** Finds a Chromium to drive: CHROMIUM_PATH, the system's, Playwright's; installs one where that is possible. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

function found(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const own = chromium.executablePath();
  return [...SYSTEM, own].find((path) => path !== '' && existsSync(path));
}

function attempt(command: string, ...args: string[]): void {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 300_000 });
  } catch {
    // the next way is tried; what remains missing is said at the end
  }
}

/** Path of a Chromium. @throws Error that says in one line what to do */
export function findChromium(): string {
  const first = found();
  if (first) return first;
  attempt(process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium');
  const second = found();
  if (second) return second;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('apt-get', 'update');
    attempt('apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  }
  const third = found();
  if (third) return third;
  throw new Error(
    'No Chromium was found: install one ("apt-get install chromium fonts-noto-cjk") or set CHROMIUM_PATH to its path.'
  );
}

/** Arguments for a quiet headless Chromium that asks no other host for anything. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
];
