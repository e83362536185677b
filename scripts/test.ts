/** `npm test`: types, lint, query types, units, build, journeys in a real Chromium. Ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const started = Date.now();
let passed = 0;
let failed = 0;

function bin(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name);
}

function step(name: string, command: string, ...args: string[]): boolean {
  const from = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: process.env['CHROMIUM_PATH'] ?? chromium }
  });
  const ok = status === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  return ok;
}

/** A check that is one test by itself. */
function check(name: string, command: string, ...args: string[]): void {
  if (step(name, command, ...args)) passed++;
  else failed++;
}

/** A vitest project, counted by its own report. */
function suite(project: string): void {
  const report = join(RESULTS, `${project}.json`);
  const ok = step(
    `${project} tests`,
    bin('vitest'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`
  );
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    passed += numPassedTests;
    failed += numFailedTests;
    if (!ok && numFailedTests === 0) failed++;
  } catch {
    failed++;
  }
}

let chromium: string;
try {
  chromium = findChromium();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
check('releases staged', process.execPath, '--import', 'tsx', 'scripts/stage-releases.ts');
check('types', 'npm', 'run', '-s', 'check');
check('lint', 'npm', 'run', '-s', 'lint');
check(
  'query types agree with their SQL',
  process.execPath,
  '--import',
  'tsx',
  'scripts/queries.ts',
  '--check'
);
suite('unit');
check('build', bin('vite'), 'build', '--logLevel', 'error');
suite('e2e');
console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
