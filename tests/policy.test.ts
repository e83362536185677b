import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AGE5, AGE6 } from '../src/lib/domain/age-band.ts';
import { AGE_PLANNING } from '../src/lib/domain/planning-group.ts';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import { TABLES } from '../src/lib/release/tables.ts';
import {
  checkNesting,
  checkPartition,
  checkPolicy,
  checkStar,
  parsePolicy,
  policySha256,
  thresholdOf,
  tierOf,
  type Policy,
  type TableDeclaration
} from '../src/publisher/policy.ts';
import { readUnits } from '../src/publisher/reference/read-reference.ts';
import { outcome, policy, refused, withTree } from './support/policy-outcome.ts';

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

describe('a policy weaker than the scheme is refused', () => {
  const { thresholds, populations, trees } = policy;

  it('P11 nine patients, or ten in a town under 25,000 residents', () => {
    expect(refused({ default_threshold: 9 })).toMatchObject({ code: 'E_POLICY_WEAK', exit: 4 });
    expect(refused({ thresholds: { ...thresholds, '04581': 10 } }).message).toMatch(/10 .*04581.*20/);
    expect(refused({ thresholds: { ...thresholds, '04321': 19 } }).code).toBe('E_POLICY_WEAK');
    const { '04581': _, ...others } = thresholds;
    expect(refused({ thresholds: others }).code).toBe('E_POLICY_WEAK');
    expect(refused({ thresholds: { ...thresholds, '0401': 9 } }).message).toMatch(/9 patients in 0401.*10/);
    expect(refused({ thresholds: { ...thresholds, outside: 9 } }).code).toBe('E_POLICY_WEAK');
  });

  it('P11 a town that the policy says has more residents than the register, or fewer than its threshold allows', () => {
    expect(
      refused({
        thresholds: { ...thresholds, '04581': 10 },
        populations: { ...populations, '04581': 30_000 }
      }).code
    ).toBe('E_POLICY_WEAK');
    expect(refused({ populations: { ...populations, '04208': 24_999 } }).message).toMatch(/04208.*20/);
    expect(refused({ populations: { ...populations, '04208': 25_000 } }).code).toBe('ok');
    expect(refused({ populations: {} }).code).toBe('ok');
  });

  it('tiers below those of the scheme, at any number of residents', () => {
    const tiers = (below: number | null, threshold: number | null) => ({ below, threshold });
    expect(refused({ tiers: [tiers(1_999, null), tiers(25_000, 20), tiers(null, 10)] }).message).toMatch(
      /20 patients at 1999 residents, who may have no cell/
    );
    expect(refused({ tiers: [tiers(2_000, null), tiers(24_999, 20), tiers(null, 10)] }).message).toMatch(
      /10 patients at 24999 residents, at least 20/
    );
    expect(refused({ tiers: [tiers(2_000, null), tiers(25_000, 20), tiers(null, 9)] }).code).toBe(
      'E_POLICY_WEAK'
    );
    expect(refused({ tiers: [tiers(2_000, null), tiers(50_000, 20), tiers(null, 10)] }).message).toMatch(
      /unit 04216|unit 04\d{3}/
    );
    expect(refused({ tiers: [] }).code).toBe('E_POLICY_WEAK');
  });

  it('stricter thresholds are not', () => {
    expect(refused({ default_threshold: 11 }).code).toBe('ok');
    expect(refused({ thresholds: { ...thresholds, '04581': 21, '04101': 12, '0401': 10 } }).code).toBe('ok');
    expect(
      refused({
        tiers: [
          { below: 3_000, threshold: null },
          { below: 25_000, threshold: 20 },
          { below: null, threshold: 10 }
        ]
      }).code
    ).toBe('ok');
    expect(refused({ freeze_lag_months: 3, register_date: '2026-01-01' }).code).toBe('ok');
  });

  it('P12 七ヶ宿町, or its partner, as a unit of its own', () => {
    expect(refused({ populations: { ...populations, '04302': 1213 } })).toMatchObject({
      code: 'E_GEO_POP_LT_2000',
      exit: 4
    });
    expect(refused({ thresholds: { ...thresholds, '04302': 20 } }).code).toBe('E_GEO_POP_LT_2000');
    expect(refused({ thresholds: { ...thresholds, '04206': 20 } }).code).toBe('E_GEO_POP_LT_2000');
    expect(refused({ populations: { ...populations, '04424': 1_999 } }).message).toMatch(/04424/);
    expect(withTree('geography', { '0401': [...trees.geography['0401']!, '04302'] }).code).toBe(
      'E_GEO_POP_LT_2000'
    );
    expect(refused({ merges: { '04302': '04206+04302' } }).message).toMatch(/04206 into 04206\+04302/);
    expect(refused({ merges: { ...policy.merges, '04302': '04301' } }).code).toBe('E_GEO_POP_LT_2000');
    expect(refused({ thresholds: { ...thresholds, '99999': 20 } }).code).toBe('E_POLICY_SHAPE');
  });

  it('an older register, or months closed too early', () => {
    expect(refused({ register_date: '2024-01-01' }).code).toBe('E_POLICY_WEAK');
    expect(refused({ freeze_lag_months: 1 }).message).toMatch(/after 1 months, at least 2/);
  });

  it('P13 ages that do not nest, overlap, leave a gap or an end out', () => {
    const ages = (...levels: [string, number, number][][]) => outcome(() => checkNesting(levels)).code;
    const coarse: [string, number, number][] = [
      ['0-14', 0, 14],
      ['15+', 15, 130]
    ];
    expect(
      ages(
        [
          ['0-9', 0, 9],
          ['10-19', 10, 19],
          ['20+', 20, 130]
        ],
        coarse
      )
    ).toBe('E_HIER_NOT_NESTED');
    expect(
      ages(
        [
          ['15+', 15, 130],
          ['0-14', 0, 14]
        ],
        coarse
      )
    ).toBe('ok');
    expect(
      ages(
        [
          ['0-14', 0, 14],
          ['16+', 16, 130]
        ],
        coarse
      )
    ).toBe('E_HIER_NOT_NESTED');
    expect(
      ages([
        ['0-14', 0, 14],
        ['14+', 14, 130]
      ])
    ).toBe('E_HIER_NOT_NESTED');
    expect(
      ages([
        ['0-14', 0, 14],
        ['16+', 16, 130]
      ])
    ).toBe('E_HIER_NOT_NESTED');
    expect(ages([['30-15', 30, 15]])).toBe('E_HIER_NOT_NESTED');
    expect(ages(coarse, [['0-14', 0, 14]])).toBe('E_HIER_NOT_NESTED');
    expect(ages(coarse, [['15+', 15, 130]])).toBe('E_HIER_NOT_NESTED');
    expect(
      ages(
        [
          ['0-14', 0, 14],
          ['15-64', 15, 64],
          ['65+', 65, 130]
        ],
        coarse,
        coarse
      )
    ).toBe('ok');
    expect(refused({ age_groups: [coarse] }).code).toBe('E_POLICY_SHAPE');
    expect(
      refused({
        age_groups: [
          [
            ['0-9', 0, 9],
            ['10+', 10, 130]
          ],
          coarse
        ]
      }).message
    ).toMatch(/0-14/);
  });

  it('P13 labels are read as ages, and planning ages are whole six groups', () => {
    expect(outcome(() => checkPartition(AGE5, AGE6)).code).toBe('ok');
    expect(outcome(() => checkPartition(AGE6, AGE_PLANNING)).code).toBe('ok');
    expect(outcome(() => checkPartition(AGE6, ['0-64', '65+'])).code).toBe('ok');
    expect(outcome(() => checkPartition(AGE_PLANNING, AGE6)).code).toBe('E_HIER_NOT_NESTED');
    expect(outcome(() => checkPartition(['0-14', '15+'], ['young', '15+'])).message).toMatch(/0-4/);
    expect(outcome(() => checkPartition(['0-14', 'x15+'], ['0+'])).code).toBe('E_HIER_NOT_NESTED');
    expect(outcome(() => checkPartition(['0-14', '15+x'], ['0+'])).code).toBe('E_HIER_NOT_NESTED');
  });

  it('P13 a catchment that cuts a municipality, a unit in two areas, a tree without a leaf', () => {
    const { geography } = trees;
    const wards = geography['04100/']!;
    const cut = withTree('geography', {
      '0403': [...geography['0403']!, wards[0]!],
      '04100/': wards.slice(1)
    });
    expect(cut).toMatchObject({ code: 'E_HIER_NOT_NESTED', exit: 4 });
    expect(cut.message).toMatch(/cuts 04100/);
    expect(withTree('geography', { '0401': [...geography['0401']!, '04212'] }).message).toMatch(
      /04212 twice/
    );
    expect(withTree('geography', { '0409': geography['0409']!.slice(1) }).message).toMatch(/lacks 1 leaves/);
    expect(withTree('age', { S: trees.age['S']!.slice(1) }).code).toBe('E_HIER_NOT_NESTED');
    expect(withTree('age', { 'age3:0-14': ['age6:0-14', 'age6:15-39'] }).code).toBe('E_HIER_NOT_NESTED');
    expect(withTree('disease', { S: ['inpatient', 'outpatient'] }).code).toBe('E_HIER_NOT_NESTED');
    expect(withTree('disease', { S: [...trees.disease['S']!, 'dentist'] }).message).toMatch(/invents 1/);
  });

  it('a tree that nests but is not the one counted by', () => {
    const { '04100/': wards, ...flat } = trees.geography;
    const spread = { ...flat, '0403': [...flat['0403']!.filter((n) => n !== '04100/'), ...wards!] };
    expect(refused({ trees: { ...trees, geography: spread } })).toMatchObject({ code: 'E_POLICY_SHAPE' });
    const reordered = Object.fromEntries(
      Object.entries(trees.disease).map(([node, children]) => [node, [...children].reverse()])
    );
    expect(refused({ trees: { ...trees, disease: reordered } }).code).toBe('ok');
  });
});
