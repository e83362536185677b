import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { monthsFrom, type Month } from '#lib/domain/period.ts';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import { appendColumns } from './append-columns.ts';
import { Courses } from './courses.ts';
import { EmergencyLog } from './emergency-log.ts';
import { LETTER_TABLE, LOG_FILES, REQUEST_TABLE, writeLogTables } from './log-tables.ts';
import { MonthOfVisits } from './month-of-visits.ts';
import { OMOP_FILES, VISIT_TABLE, writeOmopTables } from './omop-tables.ts';
import { People } from './people.ts';
import { profileOf } from './profile.ts';
import { hash } from './random.ts';
import { ReferralLog } from './referral-log.ts';
import { Cohorts, placesOf } from './residents.ts';
import { withScratch } from './scratch.ts';
import { truthOf } from './truth.ts';

export interface SynthesiseOptions {
  readonly profile: 'hospital' | 'region';
  readonly from: Month;
  readonly to: Month;
  /** 1 is the full size of the profile; less takes that share of its visits. */
  readonly scale: number;
  readonly seed: number;
  /** Folder to write the source into; made if missing, its files replaced. */
  readonly out: string;
  /** Whether outbreaks and level shifts are put in, as `truth.json` then tells; default yes. */
  readonly injections?: boolean;
}

export interface SynthesiseEffects {
  /** Called after each month. */
  readonly progress: (done: number, total: number) => void;
}

/** What was written. */
export interface SynthesiseResult {
  readonly visits: number;
  readonly persons: number;
  readonly emergencyRequests: number;
  readonly letters: number;
}

/** Persons who asked to stop, one in this many. */
const OPTED_OUT_ONE_IN = 4000;

/**
 * Invents a source: OMOP CDM v5.4 and the emergency and referral logs as Parquet, with `truth.json` (what was put in),
 * `source.json` and `optout.csv`. Same options, same bytes. Months are drawn one by one, so memory does not grow with
 * their number.
 */
export async function synthesise(
  options: SynthesiseOptions,
  effects: SynthesiseEffects
): Promise<SynthesiseResult> {
  const profile = profileOf(options.profile);
  const places = placesOf(profile);
  const people = new People(new Cohorts(places, profile.activeShare, options.scale));
  const injections = options.injections ?? true;
  const draws = new MonthOfVisits(profile, people, options.scale, options.seed, injections);
  const courses = new Courses(profile, people, options.seed, options.from);
  const emergencies = new EmergencyLog(profile, options.seed);
  const referrals = new ReferralLog(people.cohorts, options.seed);
  const months = monthsFrom(options.from, options.to);

  mkdirSync(options.out, { recursive: true });
  return withScratch(options.out, async (scratch) => {
    for (const table of [VISIT_TABLE, REQUEST_TABLE, LETTER_TABLE]) await scratch.connection.run(table);
    let emergencyRequests = 0;
    let letters = 0;
    for (const [done, month] of months.entries()) {
      const visits = courses.of(month, draws.draw(month));
      const asked = emergencies.of(visits);
      const written = referrals.of(visits);
      const append = (table: string, count: number, ...columns: Int32Array[]) =>
        appendColumns(scratch.connection, table, count, columns);
      await append('raw', visits.count, visits.person, visits.minute, visits.packed, visits.extra);
      await append('request', asked.count, asked.minute, asked.packed);
      await append('letter', written.count, written.day, written.person, written.packed);
      emergencyRequests += asked.count;
      letters += written.count;
      effects.progress(done + 1, months.length);
    }
    const persons = await writeOmopTables(scratch, profile, people);
    await writeLogTables(scratch, referrals.partners, places);
    writeOptOuts(options, people);
    const drawn = { ...draws.totals, visits: courses.visits, emergencyRequests, letters };
    writeFileSync(
      join(options.out, 'truth.json'),
      canonicalJson(truthOf(profile, places, options, drawn, draws.injected))
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
        injections,
        files: await hashesOf(options.out)
      })
    );
    return { visits: courses.visits, persons, emergencyRequests, letters };
  });
}

function writeOptOuts({ out, seed }: SynthesiseOptions, { lastVisit }: People): void {
  const optOuts: number[] = [];
  for (let person = 0; person < lastVisit.length; person++)
    if (lastVisit[person]! > 0 && hash(5, person, seed) % OPTED_OUT_ONE_IN === 0) optOuts.push(person + 1);
  writeFileSync(
    join(out, 'optout.csv'),
    ['# exported_at: 2026-06-30T09:00:00+09:00', 'person_id', ...optOuts, ''].join('\n')
  );
}

async function hashesOf(out: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of [...OMOP_FILES, ...LOG_FILES].map((table) => `${table}.parquet`)) {
    const sha256 = createHash('sha256');
    await pipeline(createReadStream(join(out, name)), sha256);
    hashes[name] = sha256.digest('hex');
  }
  return hashes;
}
