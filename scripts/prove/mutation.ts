import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, Progress, ROOT, type Prover } from './proof.ts';

/** What Stryker reports of one mutant. */
interface Mutant {
  readonly status: string;
}
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}
interface Config {
  readonly thresholds: { readonly break: number };
}

/** Faults of one file, as it was when they were tried. */
interface Tried {
  readonly sha256: string;
  readonly found: number;
  readonly missed: number;
}

const CONFIG = 'stryker.config.json';
const FOUND = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);
/** Modules whose faults are tried: all of a folder, or those of these names. */
const MUTATED: Readonly<Record<string, RegExp>> = {
  'src/publisher/protect': /^(rollup|rollup-shape|rule-test|structural-link|protect-tree)\.ts$/,
  'src/publisher/policy': /^(check-[a-z-]+|json-parser|sensitive-codes|tier)\.ts$/
};

/** Runs Stryker on one file after the other; those already tried as they stand are not tried again. */
export const MUTATION: Prover = {
  name: 'mutation',
  about: 'faults put into the disclosure code one by one are found by its tests',
  prove: (until) => {
    const wanted = (JSON.parse(readFileSync(join(ROOT, CONFIG), 'utf8')) as Config).thresholds.break;
    const progress = new Progress<Readonly<Record<string, Tried>>>('mutation', {});
    // the configuration of the compiler refers to a file that Kit writes
    spawnSync(join(ROOT, 'node_modules', '.bin', 'svelte-kit'), ['sync'], { cwd: ROOT, stdio: 'inherit' });
    const files = filesToMutate();
    for (const file of files) {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(ROOT, file)))
        .digest('hex');
      if (progress.state[file]?.sha256 === sha256) continue;
      if (until()) return null;
      const tried = { sha256, ...tryFaults(file) };
      progress.keep({ ...progress.state, [file]: tried });
      console.log(`  ${file}: ${tried.found} of ${tried.found + tried.missed} faults found`);
    }
    const all = files.map((file) => ({ file, ...progress.state[file]! }));
    const sum = (key: 'found' | 'missed') => all.reduce((total, file) => total + file[key], 0);
    const score = (100 * sum('found')) / (sum('found') + sum('missed'));
    progress.forget();
    return {
      holds: score >= wanted,
      line: `${sum('found')} of ${sum('found') + sum('missed')} faults found (${score.toFixed(1)} %, at least ${wanted} %) in ${files.length} files`,
      figures: { score, wanted, files: all.map(({ file, found, missed }) => ({ file, found, missed })) }
    };
  }
};

const filesToMutate = (): string[] =>
  Object.entries(MUTATED).flatMap(([folder, names]) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => names.test(name) && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name}`)
  );

function tryFaults(file: string): { found: number; missed: number } {
  const folder = join(CACHE, 'mutation');
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `${file.replaceAll('/', '.')}.json`);
  rmSync(kept, { force: true });
  spawnSync(
    join(ROOT, 'node_modules', '.bin', 'stryker'),
    ['run', CONFIG, '--mutate', file, '--incrementalFile', kept],
    { cwd: ROOT, stdio: 'inherit' }
  );
  if (!existsSync(kept))
    throw new Error(`Stryker ended without a report of ${file}; its last lines say why.`);
  const { mutants } = (JSON.parse(readFileSync(kept, 'utf8')) as Report).files[file]!;
  return {
    found: mutants.filter((mutant) => FOUND.has(mutant.status)).length,
    missed: mutants.filter((mutant) => MISSED.has(mutant.status)).length
  };
}
