import { readFileSync } from 'node:fs';
import { AGE3, AGE5, AGE6 } from '#lib/domain/age-band.ts';
import { ARRIVALS } from '#lib/domain/arrival.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { DEPARTMENTS } from '#lib/domain/department.ts';
import { REFUSAL_REASONS, TIME_BANDS } from '#lib/domain/emergency-request.ts';
import { MIYAGI, OUTSIDE, REST, UNKNOWN } from '#lib/domain/geography.ts';
import { PATIENTS_BANDS } from '#lib/domain/patients-band.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import type { Policy } from '../policy.ts';
import { readChapters } from '../reference/read-reference.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { GEOGRAPHY_LEAVES, SENDAI } from '../trees.ts';

const BLOCKS = new URL('../../../data-samples/reference/icd10_blocks.csv', import.meta.url);

/** First and last category of every ICD-10 block, as A00-A09. */
function icdBlocks(): string[] {
  return readFileSync(BLOCKS, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(',').slice(1, 3).join('-'));
}

/** Ids of methods are our own words: small letters, digits and dashes, never a sentence. */
const METHOD = /^[a-z0-9_]+(?:-[a-z0-9_]+){0,5}$/;

/** Every text a column of a protected table may hold: anything else is free text, and free text may name somebody. */
export function releasedVocabulary(policy: Policy): (column: string, text: string) => boolean {
  const places = [
    MIYAGI,
    OUTSIDE,
    UNKNOWN,
    SENDAI,
    ...AREA_CODES,
    ...GEOGRAPHY_LEAVES,
    ...Object.keys(policy.merges)
  ];
  const rests = [REST, ...['all', MIYAGI, SENDAI, ...AREA_CODES].map((node) => `${node}${REST}`)];
  const romans = readChapters().map((chapter) => chapter.roman);
  const chapters = [...CHAPTER_GROUPS, ...romans, 'all', UNKNOWN, REST];
  const ages = [...AGE3, ...AGE5, ...AGE6, '0-64', '75+', 'all', REST];
  const words: Readonly<Record<string, readonly string[]>> = {
    prefecture: [...places, ...rests],
    area: [...places, ...rests],
    city: [...places, ...rests],
    unit: [...places, ...rests],
    place: places,
    facility_area: [...AREA_CODES, UNKNOWN],
    age: ages,
    age3: ages,
    age5: ages,
    age6: ages,
    sex: [...SEXES, 'all', REST],
    setting: [...SETTINGS, 'all', REST],
    chapter: chapters,
    block: [...icdBlocks(), ...romans.map((roman) => `${roman}:other`), UNKNOWN],
    planning_group: Object.keys(policy.planning_groups),
    disease: [...chapters, ...Object.keys(policy.planning_groups)],
    level: ['unit', 'age3', 'age6', 'sex', 'age5', 'setting', 'chapter'],
    place_level: ['unit', 'area'],
    patients_band: PATIENTS_BANDS,
    events_band: PATIENTS_BANDS,
    arrival: ARRIVALS,
    band: TIME_BANDS,
    outcome: ['accepted', 'refused'],
    reason: REFUSAL_REASONS,
    department: DEPARTMENTS,
    direction: ['in', 'out'],
    mdc: Array.from({ length: 18 }, (_, i) => String(i + 1).padStart(2, '0')),
    indicator: ['crude', 'asr_2015', 'asr_1985', 'asr_who', 'sir']
  };
  const sets = new Map(Object.entries(words).map(([column, list]) => [column, new Set(list)]));
  return (column, text) => (column === 'method' ? METHOD.test(text) : (sets.get(column)?.has(text) ?? false));
}
