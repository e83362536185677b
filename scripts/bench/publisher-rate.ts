import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Figure } from '../bench.ts';
import { figureOf } from './figure-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = join(ROOT, '.cache', 'source', 'bench');
const RUNS = 3;

/** The publisher on two million visits of one year, beside a plain GROUP BY of the same cells in the same run. */
export async function publisherRate(): Promise<Figure[]> {
  const cli = (...args: string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', 'src/publisher/cli.ts', ...args], {
      cwd: ROOT,
      stdio: 'ignore'
    });
  if (!existsSync(join(SOURCE, 'source.json')))
    cli('synthesise', '--profile', 'region', '--from', '2025-04', '--to', '2026-03', '--out', SOURCE);
  const whole: number[] = [];
  const plain: number[] = [];
  let visits = 0;
  for (let run = 0; run < RUNS; run++) {
    const out = mkdtempSync(join(tmpdir(), 'care-atlas-bench-'));
    const started = performance.now();
    cli(
      'publish',
      '--source',
      SOURCE,
      '--optout',
      join(SOURCE, 'optout.csv'),
      '--as-of',
      '2026-06-30',
      '--out',
      out
    );
    whole.push((performance.now() - started) / 1000);
    rmSync(out, { recursive: true, force: true });

    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    const connection = await instance.connect();
    const began = performance.now();
    const from = (name: string) => `read_parquet('${join(SOURCE, `${name}.parquet`)}')`;
    const people = `select person_id, location_source_value as place, gender_concept_id as sex, birth_datetime from ${from('person')} left join ${from('location')} using (location_id)`;
    const month = 'year(visit_start_date) * 100 + month(visit_start_date)';
    await connection.run(
      `create table a as select ${month} as month, place, sex, date_sub('year', birth_datetime::date, visit_start_date) // 5 as band, count(*) as visits, count(distinct person_id) as patients from ${from('visit_occurrence')} join (${people}) using (person_id) group by all`
    );
    await connection.run(
      `create table d as select ${month} as month, place, visit_concept_id, left(condition_source_value, 1) as chapter, count(*) as visits, count(distinct v.person_id) as patients from ${from('visit_occurrence')} v join (${people}) p on p.person_id = v.person_id left join ${from('condition_occurrence')} c using (visit_occurrence_id) group by all`
    );
    plain.push((performance.now() - began) / 1000);
    visits = Number((await connection.runAndReadAll('select sum(visits) from a')).getRows()[0]![0]);
    connection.closeSync();
    instance.closeSync();
  }
  return [
    figureOf('publish, read to release', 's', whole),
    figureOf('plain GROUP BY of the same cells', 's', plain),
    figureOf(
      'publish / plain GROUP BY',
      'ratio',
      whole.map((seconds, i) => seconds / plain[i]!)
    ),
    figureOf(
      'publisher',
      'visits/s',
      whole.map((seconds) => visits / seconds)
    )
  ];
}
