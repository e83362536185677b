import type { GeographyLevel } from '../../domain/geography.ts';
import type { Column, TableSchema } from './table-schema.ts';

const GEOGRAPHY_COLUMNS: readonly (Column & { name: GeographyLevel })[] = [
  {
    name: 'prefecture',
    type: 'VARCHAR',
    ja: '都道府県（04 宮城県、outside 県外、unknown 不明、*REST）',
    en: 'prefecture: 04 Miyagi, outside, unknown, *REST'
  },
  { name: 'area', type: 'VARCHAR', ja: '二次医療圏、または *REST', en: 'secondary medical area, or *REST' },
  {
    name: 'city',
    type: 'VARCHAR',
    ja: '市町村（仙台市は 04100）、または *REST',
    en: 'city (Sendai is 04100), or *REST'
  },
  {
    name: 'unit',
    type: 'VARCHAR',
    ja: '市区町村の単位、または 節点*REST（その月の合算）',
    en: 'municipality or ward, or node*REST: the units merged that month'
  }
];

const BLOCK_COLUMNS: readonly Column[] = [
  {
    name: 'level',
    type: 'VARCHAR',
    ja: 'この行が分かっている最も細かい段階',
    en: 'the finest level at which this row is known'
  },
  {
    name: 'hidden_leaves',
    type: 'INTEGER',
    ja: 'この行に秘匿された葉の数（0 は通常の行）',
    en: 'leaves withheld inside this row (0: an ordinary row)'
  },
  { name: 'visits', type: 'INTEGER', ja: '受診件数', en: 'visits' },
  {
    name: 'patients_band',
    type: 'VARCHAR',
    ja: '実患者数の階級（合計しない）',
    en: 'distinct patients as a band (never summed)'
  }
];

/** `visits_by_age`: month × unit × (three groups → six groups → sex → five-year band), exact by roll-up. */
export const VISITS_BY_AGE: TableSchema = {
  name: 'visits_by_age',
  protection: 'exact',
  period: 'month',
  ja: '月・居住地・年齢・性別ごとの受診',
  en: 'Visits by month, residence, age and sex',
  columns: [
    { name: 'month', type: 'INTEGER', ja: '月（yyyymm）', en: 'month (yyyymm)' },
    ...GEOGRAPHY_COLUMNS,
    { name: 'age3', type: 'VARCHAR', ja: '年齢3区分、または *REST', en: 'three age groups, or *REST' },
    { name: 'age6', type: 'VARCHAR', ja: '年齢6区分、または *REST', en: 'six age groups, or *REST' },
    { name: 'sex', type: 'VARCHAR', ja: '性別、または *REST', en: 'sex, or *REST' },
    {
      name: 'age5',
      type: 'VARCHAR',
      ja: '5歳階級（90+ まで）、または *REST',
      en: 'five-year band (to 90+), or *REST'
    },
    ...BLOCK_COLUMNS
  ],
  order: ['area', 'city', 'unit', 'month', 'age3', 'age6', 'sex', 'age5']
};

/** `visits_by_disease`: month × unit × setting → ICD-10 chapter group, exact by roll-up. */
export const VISITS_BY_DISEASE: TableSchema = {
  name: 'visits_by_disease',
  protection: 'exact',
  period: 'month',
  ja: '月・居住地・受診区分・疾患章ごとの受診',
  en: 'Visits by month, residence, setting and ICD-10 chapter',
  columns: [
    { name: 'month', type: 'INTEGER', ja: '月（yyyymm）', en: 'month (yyyymm)' },
    ...GEOGRAPHY_COLUMNS,
    { name: 'setting', type: 'VARCHAR', ja: '受診区分、または *REST', en: 'setting, or *REST' },
    {
      name: 'chapter',
      type: 'VARCHAR',
      ja: 'ICD-10 章（V+VI、XVI+XVII は合算）、または *REST',
      en: 'ICD-10 chapter (V+VI and XVI+XVII merged), or *REST'
    },
    ...BLOCK_COLUMNS
  ],
  order: ['area', 'city', 'unit', 'month', 'setting', 'chapter']
};
