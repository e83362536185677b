import { AGE5, type Age5 } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { PLANNING_GROUPS } from '#lib/domain/planning-group.ts';
import { MERGED_UNIT, OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import {
  readChapters,
  readPopulation,
  readUnits,
  readUtilisationByChapter,
  readUtilisationModel
} from './reference/read-reference.ts';
import { PublisherError } from './publisher-error.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES, SENDAI } from './trees.ts';

/** One table as the policy declares it. */
export interface TableDeclaration {
  readonly name: string;
  readonly protection: 'exact' | 'rounded';
  readonly separator: readonly string[];
  readonly variables: readonly string[];
  /** Totals that are rows of their own: each a list of the variables summed over. None but these is published. */
  readonly totals?: readonly (readonly string[])[];
  /** Columns of the released table, in order. */
  readonly columns?: readonly string[];
}

/** What counts as sensitive (配慮を要する) and how it may appear. */
export interface SensitivePolicy {
  /** Three-character categories, first and last of each range. */
  readonly codes: readonly (readonly [first: string, last: string])[];
  /** Major diagnostic categories of DPC. */
  readonly mdc: readonly number[];
  /** Patients a sensitive cell needs. */
  readonly threshold: number;
  /** By chapter (Roman numeral): the blocks joined in its row `<chapter>:other`, sensitive ones and the others that cover them. */
  readonly chapter_other: Readonly<Record<string, readonly string[]>>;
}

/** Rules of rounded tables. */
export interface RoundingPolicy {
  readonly base: number;
  /** Requests of the emergency log, which names no person, a cell needs. */
  readonly request_threshold: number;
  /** Magnitudes: facilities with a contribution above 0, p of the p% rule, n and k of the dominance rule. */
  readonly minimum_facilities: number;
  readonly p_percent: number;
  readonly n_k: readonly [n: number, k: number];
  /** Events an indicator needs. */
  readonly minimum_events: number;
  /** Least product of patients and the smaller tail in per mille for a quantile. */
  readonly quantile_product: number;
}

/** A chapter that only some people can have, so that the two exact tables are linked by it. */
export interface StructuralLink {
  readonly chapter: string;
  readonly sex: 'male' | 'female' | null;
  /** Five-year bands its patients can be in. */
  readonly ages: readonly string[];
}

/** sdc.policy.json: every parameter of disclosure control. Published with the release, hashed into its manifest. */
export interface Policy {
  readonly version: string;
  readonly register_date: string;
  readonly freeze_lag_months: number;
  readonly expires_after_days: number;
  /** Patients a cell of a unit needs, by unit. Anything not listed is `default_threshold`. */
  readonly default_threshold: number;
  readonly thresholds: Readonly<Record<string, number>>;
  /** Register population the thresholds were judged by. */
  readonly populations: Readonly<Record<string, number>>;
  /** Municipalities under 2,000 residents, and the unit each is merged into. */
  readonly merges: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Age groups of every level as [first, last] ages; the coarser must be made of the finer. */
  readonly age_groups: readonly (readonly (readonly [string, number, number])[])[];
  readonly tables: readonly TableDeclaration[];
  readonly structural_zeros: readonly string[];
  readonly structural_links: readonly StructuralLink[];
  readonly sensitive: SensitivePolicy;
  readonly rounding: RoundingPolicy;
  /** Planning groups and their codes, so that a release says what its names mean. */
  readonly planning_groups: Readonly<Record<string, readonly (readonly [first: string, last: string])[]>>;
  readonly pull_order: {
    readonly geography: readonly string[];
    readonly age: readonly string[];
    readonly disease: readonly string[];
  };
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function ascending(leaves: readonly string[], size: (leaf: string) => number): string[] {
  return [...leaves].sort((a, b) => size(a) - size(b) || bytes(a, b));
}

/** The published default: thresholds after the NDB guideline, pull order by official expected sizes (see the disclosure notes). */
export function defaultPolicy(): Policy {
  const units = readUnits();
  const population = new Map(units.map((u) => [u.unit, u.population_2025_register]));
  const elsewhere = new Map([
    [UNKNOWN, 0],
    [SENDAI, 0],
    [OUTSIDE, Number.MAX_SAFE_INTEGER]
  ]);

  const chapterRate = new Map(
    readUtilisationByChapter()
      .filter((r) => r.region === 'miyagi')
      .map((r) => [`${r.chapter_no}/${r.setting}`, r.rate_per_100k])
  );
  const groups = new Map<string, number[]>();
  for (const chapter of readChapters())
    groups.set(chapter.group, [...(groups.get(chapter.group) ?? []), chapter.no]);
  const settingOrder = ['emergency', 'inpatient', 'outpatient'];
  const diseaseSize = (leaf: string): number => {
    const [setting, group] = leaf.split('|') as [string, string];
    const survey = setting === 'emergency' ? 'outpatient' : setting;
    const rate = (groups.get(group) ?? []).reduce(
      (sum, no) => sum + (chapterRate.get(`${no}/${survey}`) ?? 0),
      0
    );
    return settingOrder.indexOf(setting) * 1e6 + rate;
  };

  const people = new Map<string, number>();
  for (const row of readPopulation()) {
    if (row.code !== '04000' || row.age_band === 'unpublished') continue;
    const band = AGE5[Math.min(18, Math.floor(Number.parseInt(row.age_band, 10) / 5))]!;
    people.set(`${row.sex}|${band}`, (people.get(`${row.sex}|${band}`) ?? 0) + row.population);
  }
  const model = new Map<string, number>();
  for (const row of readUtilisationModel())
    model.set(
      `${row.sex}|${row.age_band}`,
      (model.get(`${row.sex}|${row.age_band}`) ?? 0) + row.rate_per_100k
    );
  const ageSize = (leaf: string): number => (people.get(leaf) ?? 0) * (model.get(leaf) ?? 0);

  return {
    version: '1',
    register_date: '2025-01-01',
    freeze_lag_months: 2,
    expires_after_days: 550,
    default_threshold: 10,
    thresholds: Object.fromEntries(units.filter((u) => u.threshold !== 10).map((u) => [u.unit, u.threshold])),
    populations: Object.fromEntries(units.map((u) => [u.unit, u.population_2025_register])),
    merges: { '04302': MERGED_UNIT, '04206': MERGED_UNIT },
    levels: {
      age: ['age5', 'age6', 'age3', 'all'],
      sex: ['sex', 'all'],
      icd: ['icd_block', 'icd_chapter', 'all'],
      setting: ['setting', 'all'],
      unit: ['unit', 'city', 'area', 'prefecture', 'all'],
      month: ['month', 'quarter', 'fiscal_year']
    },
    age_groups: [
      AGE5.filter((band): band is Exclude<Age5, 'unknown'> => band !== 'unknown').map(
        (band, i) => [band, i * 5, band === '90+' ? 130 : i * 5 + 4] as const
      ),
      [
        ['0-14', 0, 14],
        ['15-39', 15, 39],
        ['40-64', 40, 64],
        ['65-74', 65, 74],
        ['75-84', 75, 84],
        ['85+', 85, 130]
      ],
      [
        ['0-14', 0, 14],
        ['15-64', 15, 64],
        ['65+', 65, 130]
      ]
    ],
    tables: [
      { name: 'visits_by_age', protection: 'exact', separator: ['month', 'unit'], variables: ['age', 'sex'] },
      {
        name: 'visits_by_disease',
        protection: 'exact',
        separator: ['month', 'unit'],
        variables: ['setting', 'icd']
      }
    ],
    structural_zeros: [],
    structural_links: [
      {
        chapter: 'XV',
        sex: 'female',
        ages: ['10-14', '15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50-54', '55-59']
      }
    ],
    sensitive: {
      codes: [
        ['A50', 'A64'],
        ['B20', 'B24'],
        ['F00', 'F99'],
        ['O00', 'O08'],
        ['Q00', 'Q99'],
        ['X60', 'X84'],
        ['Z21', 'Z21']
      ],
      mdc: [14, 17],
      threshold: 20,
      // each sensitive block stands with others that together are common enough to cover it
      chapter_other: {
        I: ['A50-A64', 'B20-B24', 'A30-A49', 'B25-B34'],
        XV: ['O00-O08', 'O20-O29'],
        XX: ['X60-X84', 'W00-W19'],
        XXI: ['Z20-Z29', 'Z80-Z99']
      }
    },
    rounding: {
      base: 10,
      request_threshold: 20,
      minimum_facilities: 3,
      p_percent: 10,
      n_k: [2, 0.9],
      minimum_events: 20,
      quantile_product: 5000
    },
    planning_groups: Object.fromEntries(PLANNING_GROUPS.map((group) => [group.id, group.codes])),
    pull_order: {
      geography: ascending(GEOGRAPHY_LEAVES, (leaf) => elsewhere.get(leaf) ?? population.get(leaf)!),
      age: ascending(AGE_LEAVES, ageSize),
      disease: ascending(DISEASE_LEAVES, diseaseSize)
    }
  };
}

/** The threshold of a geography leaf. */
export const thresholdOf = (policy: Policy, leaf: string): number =>
  policy.thresholds[leaf] ?? policy.default_threshold;

function minimumThreshold(population: number): number {
  return population < 25_000 ? 20 : 10;
}

/**
 * Refuses a policy that protects less than the scheme asks for.
 * @throws PublisherError E_POLICY_WEAK, E_GEO_POP_LT_2000, E_HIER_NOT_NESTED, E_TABLES_NOT_STAR, E_POLICY_ORDER
 */
export function checkPolicy(policy: Policy): void {
  if (policy.default_threshold < 10) {
    throw new PublisherError(
      'E_POLICY_WEAK',
      `The policy asks for ${policy.default_threshold} patients a cell, at least 10 are needed; raise default_threshold.`
    );
  }
  if (policy.freeze_lag_months < 2)
    throw new PublisherError(
      'E_POLICY_WEAK',
      `The policy closes a month after ${policy.freeze_lag_months} months, at least 2 are needed; raise freeze_lag_months.`
    );
  const register = new Map(readUnits().map((u) => [u.unit, u.population_2025_register]));
  for (const unit of Object.keys({ ...policy.populations, ...policy.thresholds })) {
    const population = register.get(unit);
    if (population === undefined || population < 2000) {
      throw new PublisherError(
        'E_GEO_POP_LT_2000',
        `The policy lists ${unit} as a unit of its own; a municipality under 2,000 residents is shown only inside a merged unit such as ${MERGED_UNIT}.`
      );
    }
  }
  for (const [unit, population] of register) {
    const threshold = thresholdOf(policy, unit);
    if (threshold < minimumThreshold(population)) {
      throw new PublisherError(
        'E_POLICY_WEAK',
        `The policy asks for ${threshold} patients in unit ${unit}, at least ${minimumThreshold(population)} are needed at its population; raise its threshold.`
      );
    }
  }
  checkNesting(policy.age_groups);
  for (const [code, unit] of Object.entries({ '04302': MERGED_UNIT, '04206': MERGED_UNIT })) {
    if (policy.merges[code] !== unit)
      throw new PublisherError(
        'E_GEO_POP_LT_2000',
        `The policy does not merge ${code} into ${unit}; add it to merges.`
      );
  }
  checkStar(policy.tables, policy.levels);
  checkOrder('geography', policy.pull_order.geography, GEOGRAPHY_LEAVES);
  checkOrder('age', policy.pull_order.age, AGE_LEAVES);
  checkOrder('disease', policy.pull_order.disease, DISEASE_LEAVES);
  if (
    SETTINGS.length * CHAPTER_GROUPS.length !== DISEASE_LEAVES.length ||
    SEXES.length * AGE5.length !== AGE_LEAVES.length
  ) {
    throw new PublisherError('E_HIER_NOT_NESTED', 'The trees do not hold every leaf once.');
  }
}

/** Every coarser age group must be a union of finer ones. @throws PublisherError E_HIER_NOT_NESTED */
export function checkNesting(levels: Policy['age_groups']): void {
  for (let level = 1; level < levels.length; level++) {
    for (const [name, first, last] of levels[level]!) {
      const parts = levels[level - 1]!.filter(([, from, to]) => from <= last && to >= first);
      const whole =
        parts.length > 0 &&
        parts.every(([, from, to]) => from >= first && to <= last) &&
        parts[0]![1] === first &&
        parts.at(-1)![2] === last;
      if (!whole)
        throw new PublisherError(
          'E_HIER_NOT_NESTED',
          `Age group ${name} is not made of whole groups of the level below; change its bounds.`
        );
    }
  }
}

/**
 * Exact tables share exactly {month, unit} and nothing else; two levels of one tree are one variable.
 * @throws PublisherError E_TABLES_NOT_STAR
 */
export function checkStar(tables: readonly TableDeclaration[], levels: Policy['levels']): void {
  const exact = tables.filter((table) => table.protection === 'exact');
  const variableOf = (name: string): string =>
    Object.keys(levels).find((v) => v === name || levels[v]!.includes(name)) ?? name;
  for (const table of exact) {
    const separator = [...table.separator].sort().join(',');
    if (separator !== 'month,unit')
      throw new PublisherError(
        'E_TABLES_NOT_STAR',
        `Exact table ${table.name} has the separator {${table.separator.join(', ')}}; it must be exactly {month, unit}, or the table rounded.`
      );
    if (table.variables.some((v) => ['month', 'unit'].includes(variableOf(v))))
      throw new PublisherError(
        'E_TABLES_NOT_STAR',
        `Exact table ${table.name} crosses its own separator; declare it rounded.`
      );
  }
  const owner = new Map<string, string>();
  for (const table of exact) {
    for (const variable of new Set(table.variables.map(variableOf))) {
      const other = owner.get(variable);
      if (other !== undefined)
        throw new PublisherError(
          'E_TABLES_NOT_STAR',
          `Exact tables ${other} and ${table.name} share ${variable}; only month and unit may be shared. Declare one of them rounded.`
        );
      owner.set(variable, table.name);
    }
  }
}

function checkOrder(tree: string, order: readonly string[], leaves: readonly string[]): void {
  const listed = new Set(order);
  const missing = leaves.filter((leaf) => !listed.has(leaf)).length;
  const repeated = order.length - listed.size;
  const extra = [...listed].filter((leaf) => !leaves.includes(leaf)).length;
  if (missing || repeated || extra) {
    throw new PublisherError(
      'E_POLICY_ORDER',
      `The pull order of ${tree} lacks ${missing} leaves, repeats ${repeated} and names ${extra} unknown; list every leaf once.`
    );
  }
}
