/**
 * `npm run bench`: measures on this machine and prints one table; keeps the numbers in docs/bench/. Absolute times
 * depend on the machine, so each stands beside a reference measured in the same run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filterRedraws } from './bench/filter-redraws.ts';
import { firstChart } from './bench/first-chart.ts';
import { publisherRate } from './bench/publisher-rate.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** One measured figure with its spread over the runs. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly runs: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

const figures: Figure[] = [];
for (const [name, measure] of [
  ['first chart', firstChart],
  ['filter and redraw', filterRedraws],
  ['publisher', publisherRate]
] as const) {
  console.log(`measuring ${name} …`);
  figures.push(...(await measure()));
}
const round = (n: number): number => Number(n.toPrecision(4));
console.table(
  Object.fromEntries(
    figures.map(({ name, unit, runs, min, median, max }) => [
      name,
      { unit, runs, min: round(min), median: round(median), max: round(max) }
    ])
  )
);
const date = new Date().toISOString().slice(0, 10);
mkdirSync(join(ROOT, 'docs', 'bench'), { recursive: true });
const machine = { cores: cpus().length, memory_gib: Math.round(totalmem() / 2 ** 30), node: process.version };
writeFileSync(
  join(ROOT, 'docs', 'bench', `${date}.json`),
  `${JSON.stringify({ date, machine, figures }, null, 2)}\n`
);
console.log(`kept in docs/bench/${date}.json`);
process.exit(0);
