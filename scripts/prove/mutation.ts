import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Prover } from './proof.ts';

/** What Stryker reports of one mutant. */
interface Mutant {
  readonly status: string;
}
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}
interface Config {
  readonly incrementalFile: string;
  readonly thresholds?: { readonly break?: number | null };
}

const CONFIG = 'stryker.config.json';
const FOUND = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/** Runs the mutation tests of stryker.config.json; Stryker itself goes on where it stopped. */
export const MUTATION: Prover = {
  name: 'mutation',
  about: 'faults put into the disclosure code one by one are found by its tests',
  prove: () => {
    const path = join(ROOT, CONFIG);
    if (!existsSync(path)) throw new Error(`${CONFIG} is missing`);
    const config = JSON.parse(readFileSync(path, 'utf8')) as Config;
    // the configuration of the compiler refers to a file that Kit writes
    spawnSync(join(ROOT, 'node_modules', '.bin', 'svelte-kit'), ['sync'], { cwd: ROOT, stdio: 'inherit' });
    const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', 'stryker'), ['run', CONFIG], {
      cwd: ROOT,
      stdio: 'inherit'
    });
    // the file it goes on from holds every mutant, with its verdict
    const report = JSON.parse(readFileSync(join(ROOT, config.incrementalFile), 'utf8')) as Report;
    const files = Object.entries(report.files).map(([file, { mutants }]) => ({
      file,
      found: mutants.filter((mutant) => FOUND.has(mutant.status)).length,
      missed: mutants.filter((mutant) => MISSED.has(mutant.status)).length
    }));
    const sum = (key: 'found' | 'missed') => files.reduce((total, file) => total + file[key], 0);
    const score = (100 * sum('found')) / (sum('found') + sum('missed'));
    const wanted = config.thresholds?.break ?? 0;
    return {
      holds: status === 0 && score >= wanted,
      line: `${sum('found')} of ${sum('found') + sum('missed')} faults found (${score.toFixed(1)} %, at least ${wanted} %) in ${files.length} files`,
      figures: { score, wanted, files }
    };
  }
};
