import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AGE_PLANNING } from '../src/lib/domain/planning-group.ts';
import { AGE6 } from '../src/lib/domain/age-band.ts';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import { TABLES } from '../src/lib/release/tables.ts';
import {
  checkNesting,
  checkPartition,
  checkPolicy,
  checkStar,
  checkTiersKept,
  defaultPolicy,
  parsePolicy,
  policySha256,
  thresholdOf,
  tierOf,
  type Policy,
  type TableDeclaration
} from '../src/publisher/policy.ts';
import { PublisherError, type PublisherErrorCode } from '../src/publisher/publisher-error.ts';
import { readUnits } from '../src/publisher/reference/read-reference.ts';

const policy = defaultPolicy();

/** What a check ends with: 'ok', or the code with its sentence. */
function outcome(check: () => void): { code: PublisherErrorCode | 'ok'; message: string; exit: number } {
  try {
    check();
    return { code: 'ok', message: '', exit: 0 };
  } catch (error) {
    if (!(error instanceof PublisherError)) throw error;
    expect(error.message).toMatch(/^[^.]+.*\.$/);
    return { code: error.code, message: error.message, exit: error.exitCode };
  }
}
const refused = (change: Partial<Policy>) => outcome(() => checkPolicy({ ...policy, ...change }));
const withRounding = (change: Partial<Policy['rounding']>) =>
  refused({ rounding: { ...policy.rounding, ...change } });
const withSensitive = (change: Partial<Policy['sensitive']>) =>
  refused({ sensitive: { ...policy.sensitive, ...change } });
const withTable = (name: string, change: Partial<TableDeclaration>) =>
  refused({ tables: policy.tables.map((table) => (table.name === name ? { ...table, ...change } : table)) });
const withTree = (name: keyof Policy['trees'], change: Record<string, readonly string[]>) =>
  refused({ trees: { ...policy.trees, [name]: { ...policy.trees[name], ...change } } });

interface StarCase {
  id: string;
  why: string;
  tables?: TableDeclaration[];
  levels?: Policy['levels'];
  partition_fine?: string[];
  partition_coarse?: string[];
  expect: { ok?: boolean; code?: string; exit?: number };
}
const starCases = JSON.parse(
  readFileSync(new URL('golden/star.json', import.meta.url), 'utf8')
) as StarCase[];
const golden = JSON.parse(readFileSync(new URL('golden/measures.json', import.meta.url), 'utf8')) as {
  tiers: { code: string; register_2025_01_01: number; T: number | null }[];
};

describe('declarations of the golden cases', () => {
  it.each(starCases.map((c) => [c.id, c.why, c] as const))('%s: %s', (_id, _why, c) => {
    const { code, exit } = outcome(() =>
      c.tables ? checkStar(c.tables, c.levels!) : checkPartition(c.partition_fine!, c.partition_coarse!)
    );
    expect(code).toBe(c.expect.ok ? 'ok' : c.expect.code);
    expect(exit).toBe(c.expect.exit ?? 0);
  });

  it.each(golden.tiers.map((t) => [t.code, t] as const))('the tier of %s', (_code, t) => {
    expect(tierOf(t.register_2025_01_01)).toBe(t.T);
  });
});

describe('tiers', () => {
  it('change at 2,000 and 25,000 residents', () => {
    expect([0, 1_999, 2_000, 24_999, 25_000, 2_224_980].map(tierOf)).toEqual([null, null, 20, 20, 10, 10]);
  });

  it('give every unit the threshold of its reference table', () => {
    for (const { unit, threshold } of readUnits()) expect(thresholdOf(policy, unit)).toBe(threshold);
    expect(thresholdOf(policy, 'outside')).toBe(10);
    expect(thresholdOf(policy, 'constructor')).toBe(10);
  });
});

describe('the default policy', () => {
  it('is not refused', () => {
    expect(outcome(() => checkPolicy(policy))).toMatchObject({ code: 'ok' });
  });

  it('reads back from its JSON, and has one hash however its keys stand', () => {
    const reversed = (value: unknown): unknown =>
      value === null || typeof value !== 'object' || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, reversed(v)])
          );
    const back = parsePolicy(JSON.stringify(reversed(policy)));
    expect(back).toEqual(policy);
    expect(policySha256(back)).toBe(policySha256(policy));
    expect(policySha256(policy)).toBe(createHash('sha256').update(canonicalJson(policy)).digest('hex'));
    expect(policySha256({ ...policy, freeze_lag_months: 3 })).not.toBe(policySha256(policy));
  });

  it('declares every table of a release, with its columns', () => {
    expect(policy.tables.map(({ name, protection, columns }) => ({ name, protection, columns }))).toEqual(
      TABLES.map(({ name, protection, columns }) => ({
        name,
        protection,
        columns: columns.map((c) => c.name)
      }))
    );
    for (const table of policy.tables) expect(table.variables.length).toBeGreaterThan(0);
  });

  it('counts exactly what the scheme does: two exact tables, two totals of the profile, women of 10 to 59 for XV', () => {
    expect(policy.tables.filter((t) => t.protection === 'exact').map((t) => t.name)).toEqual([
      'visits_by_age',
      'visits_by_disease'
    ]);
    expect(policy.tables.filter((t) => t.totals).map((t) => [t.name, t.totals])).toEqual([
      [
        'disease_profile',
        [
          ['icd_chapter', 'setting'],
          ['age', 'sex']
        ]
      ],
      ['indicators', [['disease']]]
    ]);
    expect(policy.structural_links.map((l) => [l.chapter, l.sex, l.ages.at(0), l.ages.at(-1)])).toEqual([
      ['XV', 'female', '10-14', '55-59']
    ]);
  });

  it('pulls the emergency before the inpatient before the outpatient, towns before cities, 県外 last', () => {
    const { geography, disease, age } = policy.pull_order;
    expect([...new Set(disease.map((leaf) => leaf.split('|')[0]))]).toEqual([
      'emergency',
      'inpatient',
      'outpatient'
    ]);
    expect(geography.slice(0, 3)).toEqual(['04100', 'unknown', '04424']);
    expect(geography.slice(-2)).toEqual(['04101', 'outside']);
    expect(disease.at(-1)).toBe('outpatient|XI');
    expect(age.slice(0, 2)).toEqual(['female|unknown', 'male|unknown']);
    expect(age.at(-1)).toBe('female|75-79');
  });
});
