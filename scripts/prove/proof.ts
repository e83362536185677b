import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where proofs keep what they have got to. */
export const CACHE = join(ROOT, '.cache', 'prove');
const PROOFS = join(ROOT, 'docs', 'proof');

/** What one proof found. */
export interface Proof {
  readonly holds: boolean;
  /** One line for a reader. */
  readonly line: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** One thing that can be proven. `budget`: stop after so many minutes and go on next time. */
export interface Prover {
  readonly name: string;
  readonly about: string;
  /** @returns null if there is more to do and the time is up */
  readonly prove: (until: () => boolean) => Promise<Proof | null> | Proof | null;
}

/** How far a proof has got, kept on the disk after every step so that it can be stopped at any moment. */
export class Progress<State> {
  readonly #path: string;
  state: State;

  constructor(name: string, fresh: State) {
    this.#path = join(CACHE, `${name}.json`);
    mkdirSync(CACHE, { recursive: true });
    try {
      this.state = JSON.parse(readFileSync(this.#path, 'utf8')) as State;
    } catch {
      this.state = fresh;
    }
  }

  keep(state: State): void {
    this.state = state;
    writeFileSync(this.#path, JSON.stringify(state));
  }

  /** Forgets everything: the next run starts anew. */
  forget(): void {
    rmSync(this.#path, { force: true });
  }
}

/** Keeps a result in docs/proof/: its figures as JSON, and a line in the list. */
export function keepProof(name: string, proof: Proof): void {
  const date = new Date().toISOString().slice(0, 10);
  const machine = {
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version
  };
  mkdirSync(PROOFS, { recursive: true });
  writeFileSync(
    join(PROOFS, `${name}.json`),
    `${JSON.stringify({ date, holds: proof.holds, line: proof.line, machine, figures: proof.figures }, null, 2)}\n`
  );
  const lines = readdirSync(PROOFS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const kept = JSON.parse(readFileSync(join(PROOFS, file), 'utf8')) as {
        date: string;
        holds: boolean;
        line: string;
      };
      return `| ${kept.date} | ${file.replace('.json', '')} | ${kept.holds ? 'holds' : '**fails**'} | ${kept.line} |`;
    });
  writeFileSync(
    join(PROOFS, 'README.md'),
    [
      '# What was proven, when',
      '',
      'Written by `npm run prove`; figures and machine stand in the JSON file of the same name.',
      '',
      '| date | proof | verdict | what was found |',
      '|---|---|---|---|',
      ...lines,
      ''
    ].join('\n')
  );
}
