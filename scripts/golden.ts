/**
 * Runs every case file of one folder against the library and names what it does not reproduce.
 * Usage: npm run golden -- DIR. Exit 0 when all pass, 1 when any fails, 2 when nothing can be read.
 */
import { type Difference } from './golden/agreement.ts';
import { caseFiles, casesOf, UnreadableError } from './golden/case-files.ts';
import type { GoldenCase } from './golden/statistics-cases.ts';

/** Differences printed for one case before the rest are only counted. */
const SHOWN = 5;

async function missesOf({ misses }: GoldenCase): Promise<readonly Difference[]> {
  try {
    return await misses();
  } catch (error) {
    return [{ at: 'run', got: String(error), expected: 'a result' }];
  }
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined)
    throw new UnreadableError('Name the folder of case files: npm run golden -- DIR.');
  const cases = caseFiles(folder).flatMap(casesOf);
  let failed = 0;
  for (const golden of cases) {
    const misses = await missesOf(golden);
    if (misses.length === 0) continue;
    failed++;
    console.log(`FAILED ${golden.id}`);
    for (const { at, got, expected } of misses.slice(0, SHOWN))
      console.log(`  ${at}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
    if (misses.length > SHOWN) console.log(`  and ${misses.length - SHOWN} more`);
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof UnreadableError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
