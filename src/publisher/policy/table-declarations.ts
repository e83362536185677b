import { TABLES } from '#lib/release/tables.ts';
import type { Policy, TableDeclaration } from './policy-shape.ts';

/** Levels of every variable. */
export const LEVELS: Policy['levels'] = {
  age: ['age5', 'age6', 'age_planning', 'age3', 'all'],
  sex: ['sex', 'all'],
  icd: ['icd_block', 'icd_chapter', 'planning_group', 'disease', 'all'],
  setting: ['setting', 'all'],
  unit: ['unit', 'city', 'area', 'prefecture', 'all'],
  month: ['month', 'quarter', 'fiscal_year']
};

type Declared = Pick<TableDeclaration, 'separator' | 'variables' | 'totals' | 'places'>;

const exact = (...variables: string[]): Declared => ({
  separator: ['month', 'unit'],
  variables,
  places: ['unit']
});
const keyed = (variables: readonly string[], more: Pick<Declared, 'totals' | 'places'> = {}): Declared => ({
  separator: [],
  variables,
  ...more
});

const DECLARED: Readonly<Record<string, Declared>> = {
  visits_by_age: exact('age', 'sex'),
  visits_by_disease: exact('setting', 'icd'),
  disease_monthly: keyed(['month', 'area', 'setting', 'icd_block'], { places: ['area', 'prefecture'] }),
  disease_profile: keyed(['fiscal_year', 'area', 'age', 'sex', 'icd_chapter', 'setting'], {
    totals: [
      ['icd_chapter', 'setting'],
      ['age', 'sex']
    ],
    places: ['area', 'prefecture']
  }),
  planning_groups: keyed(['fiscal_year', 'area', 'age_planning', 'sex', 'setting', 'planning_group'], {
    places: ['area']
  }),
  planning_monthly: keyed(['month', 'area', 'planning_group'], { places: ['area'] }),
  flows: keyed(['fiscal_year', 'unit', 'facility_area', 'setting', 'icd_chapter'], { places: ['unit'] }),
  rhythm: keyed(['fiscal_year', 'weekday', 'hour', 'setting', 'arrival']),
  acceptance: keyed(['month', 'time_band', 'outcome']),
  acceptance_reasons: keyed(['fiscal_year', 'facility_area', 'time_band', 'reason'], { places: ['area'] }),
  referrals: keyed(['fiscal_year', 'partner_unit', 'department', 'direction'], { places: ['unit'] }),
  referrals_quarterly: keyed(['quarter', 'partner_area', 'department', 'direction'], { places: ['area'] }),
  stays: keyed(['fiscal_year', 'area', 'mdc', 'age6'], { places: ['area'] }),
  indicators: keyed(['fiscal_year', 'unit', 'indicator', 'disease', 'setting'], {
    totals: [['disease']],
    places: ['unit', 'area']
  }),
  geography: keyed(['unit'], { places: ['unit', 'area', 'prefecture'] }),
  population: keyed(['unit', 'sex', 'age5'], { places: ['unit'] }),
  icd10_chapters: keyed(['icd_chapter'])
};

/** Every table of a release as the scheme declares it: what tells its rows apart, its totals, its columns. */
export const TABLE_DECLARATIONS: readonly TableDeclaration[] = TABLES.map(
  ({ name, protection, columns }) => ({
    name,
    protection,
    ...DECLARED[name]!,
    columns: columns.map((column) => column.name)
  })
);
