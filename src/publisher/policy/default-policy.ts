import { AGE5, type Age5 } from '#lib/domain/age-band.ts';
import { MERGED_UNIT } from '#lib/domain/geography.ts';
import { PATIENTS_BANDS } from '#lib/domain/patients-band.ts';
import { PLANNING_GROUPS } from '#lib/domain/planning-group.ts';
import type { RollupTree } from '../protect/rollup-shape.ts';
import { readUnits } from '../reference/read-reference.ts';
import { AGE_TREE, DISEASE_TREE, GEOGRAPHY_TREE } from '../trees.ts';
import type { Policy, PolicyTree } from './policy-shape.ts';
import { defaultPullOrder } from './pull-order.ts';
import { SENSITIVE } from './sensitive-codes.ts';
import { LEVELS, TABLE_DECLARATIONS } from './table-declarations.ts';
import { TIERS, tierOf } from './tier.ts';

/** The register the thresholds of the scheme were judged by. */
export const REGISTER_DATE = '2025-01-01';

const treeOf = ({ children }: RollupTree): PolicyTree => Object.fromEntries(children);

/** The trees this version counts and rolls up by. */
export const TREES: Policy['trees'] = {
  geography: treeOf(GEOGRAPHY_TREE),
  age: treeOf(AGE_TREE),
  disease: treeOf(DISEASE_TREE)
};

const fiveYears = AGE5.filter((band): band is Exclude<Age5, 'unknown'> => band !== 'unknown').map(
  (band, i) => [band, i * 5, band === '90+' ? 130 : i * 5 + 4] as const
);

/** Five-year bands, six groups, three groups, as first and last age. */
export const AGE_GROUPS: Policy['age_groups'] = [
  fiveYears,
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
];

/** The published default: thresholds after the NDB guideline, pull order by official expected sizes (see the disclosure notes). */
export const defaultPolicy = (): Policy => (made ??= make());

let made: Policy | undefined;

function make(): Policy {
  const units = readUnits();
  return {
    version: '1',
    register_date: REGISTER_DATE,
    freeze_lag_months: 2,
    expires_after_days: 550,
    tiers: TIERS,
    default_threshold: 10,
    thresholds: Object.fromEntries(
      units
        .map((u) => [u.unit, tierOf(u.population_2025_register)!] as const)
        .filter(([, threshold]) => threshold !== 10)
    ),
    populations: Object.fromEntries(units.map((u) => [u.unit, u.population_2025_register])),
    merges: { '04302': MERGED_UNIT, '04206': MERGED_UNIT },
    levels: LEVELS,
    age_groups: AGE_GROUPS,
    trees: TREES,
    tables: TABLE_DECLARATIONS,
    patients_bands: PATIENTS_BANDS,
    structural_zeros: [],
    structural_links: [
      {
        chapter: 'XV',
        sex: 'female',
        ages: fiveYears.filter(([, first]) => first >= 10 && first < 60).map(([band]) => band)
      }
    ],
    sensitive: {
      ...SENSITIVE,
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
      quantile_product: 5000,
      rounding_variance: 16.5,
      significant_digits: 3
    },
    planning_groups: Object.fromEntries(PLANNING_GROUPS.map((group) => [group.id, group.codes])),
    pull_order: defaultPullOrder()
  };
}
