import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { monthsFrom, type Month } from '#lib/domain/period.ts';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import { writeOmopTables, RAW_TABLE } from './omop-tables.ts';
import { profileOf } from './profile.ts';
import { Cohorts, placesOf } from './residents.ts';
import { truthOf } from './truth.ts';
import { MonthOfVisits } from './month-of-visits.ts';
import { appendVisits } from './append-visits.ts';

export interface SynthesiseOptions {
  readonly profile: 'hospital' | 'region';
  readonly from: Month;
  readonly to: Month;
  /** 1 is the full size of the profile; less takes that share of its visits. */
  readonly scale: number;
  readonly seed: number;
  /** Folder to write the source into; made if missing, its files replaced. */
  readonly out: string;
}

export interface SynthesiseEffects {
  /** Called after each month. */
  readonly progress: (done: number, total: number) => void;
}

/** What was written. */
export interface SynthesiseResult {
  readonly visits: number;
  readonly persons: number;
}

/** The tables of a synthetic source, in the order they are written. */
export const OMOP_FILES = [
  'location',
  'care_site',
  'person',
  'visit_occurrence',
  'condition_occurrence',
  'observation_period',
  'death'
] as const;

/**
 * Invents a source: OMOP CDM v5.4 as Parquet, with `truth.json` (what was put in), `source.json` and `optout.csv`.
 * Same options, same bytes. Months are drawn one by one, so memory does not grow with their number.
 */
export async function synthesise(
  options: SynthesiseOptions,
  effects: SynthesiseEffects
): Promise<SynthesiseResult> {
  const profile = profileOf(options.profile);
  const places = placesOf(profile);
  const cohorts = new Cohorts(places, profile.activeShare, options.scale);
  const months = monthsFrom(options.from, options.to);
  const generator = new MonthOfVisits(profile, cohorts, options.scale, options.seed);

  mkdirSync(options.out, { recursive: true });
  const scratch = join(options.out, '.scratch.duckdb');
  rmSync(scratch, { force: true });
  const instance = await DuckDBInstance.create(scratch, { threads: '1', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(RAW_TABLE);
  try {
    let done = 0;
    for (const month of months) {
      await appendVisits(connection, generator.draw(month));
      effects.progress(++done, months.length);
    }
    const persons = await writeOmopTables(connection, {
      out: options.out,
      profile,
      cohorts,
      seen: generator.seen,
      options
    });
    const files = Object.fromEntries(
      OMOP_FILES.map((name) => [`${name}.parquet`, sha256(join(options.out, `${name}.parquet`))])
    );
    writeFileSync(
      join(options.out, 'truth.json'),
      canonicalJson(truthOf(profile, places, options, generator.totals))
    );
    writeFileSync(
      join(options.out, 'source.json'),
      canonicalJson({
        synthetic: true,
        profile: profile.name,
        name_ja: profile.name_ja,
        name_en: profile.name_en,
        facilities: profile.facilities.length,
        seed: options.seed,
        scale: options.scale,
        from: options.from,
        to: options.to,
        files
      })
    );
    return { visits: generator.totals.visits, persons };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(scratch, { force: true });
    rmSync(`${scratch}.wal`, { force: true });
  }
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
