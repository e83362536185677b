import type { GeographyLevel } from '../domain/geography.ts';

/** How a table is protected; see the methods page. `public`: official figures, nothing to protect. */
export type Protection = 'exact' | 'rounded' | 'public';
export type ColumnType = 'INTEGER' | 'VARCHAR' | 'DOUBLE' | 'BOOLEAN';

/** One column of a released table: its name, engine type and meaning in both languages. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly ja: string;
  readonly en: string;
  /** Whether the column may be null; columns of exact tables never are. */
  readonly nullable?: boolean;
}

/** One released table. `order` is how its rows are sorted in the file: what the atlas filters by, first. */
export interface TableSchema {
  readonly name: string;
  readonly protection: Protection;
  readonly ja: string;
  readonly en: string;
  readonly columns: readonly Column[];
  readonly order: readonly string[];
}

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

/** `geography`: every place the atlas can name, with its parent and register population. */
export const GEOGRAPHY: TableSchema = {
  name: 'geography',
  protection: 'public',
  ja: '地域の名前・所属・人口',
  en: 'Places: names, parents, residents',
  columns: [
    {
      name: 'code',
      type: 'VARCHAR',
      ja: '符号（宮城県 04、医療圏 4桁、市区町村 5桁、合算は +）',
      en: 'code (04, four-digit area, five-digit municipality or ward, + for a merged unit)'
    },
    {
      name: 'level',
      type: 'VARCHAR',
      ja: '段階：prefecture area city unit municipality（municipality は 04206 04302 のみ。患者数の単位ではない）',
      en: 'level: prefecture, area, city, unit; municipality only for 04206 and 04302, which are no unit of patient counts'
    },
    { name: 'parent', type: 'VARCHAR', ja: '一つ上の符号', en: 'code one level up', nullable: true },
    {
      name: 'area',
      type: 'VARCHAR',
      ja: '二次医療圏の符号',
      en: 'its secondary medical area',
      nullable: true
    },
    { name: 'name_ja', type: 'VARCHAR', ja: '名称', en: 'Japanese name' },
    { name: 'name_kana', type: 'VARCHAR', ja: '読み', en: 'reading' },
    { name: 'name_en', type: 'VARCHAR', ja: '英語名', en: 'English name' },
    {
      name: 'population',
      type: 'INTEGER',
      ja: '住民基本台帳人口（2025年1月1日）',
      en: 'register population, 1 January 2025'
    }
  ],
  order: ['code']
};

/** `population`: residents by unit, sex and five-year band on 2025-01-01, the default denominator. */
export const POPULATION: TableSchema = {
  name: 'population',
  protection: 'public',
  ja: '住民基本台帳人口（2025年1月1日）',
  en: 'Register population, 1 January 2025',
  columns: [
    { name: 'prefecture', type: 'VARCHAR', ja: '都道府県', en: 'prefecture' },
    { name: 'area', type: 'VARCHAR', ja: '二次医療圏', en: 'secondary medical area' },
    { name: 'city', type: 'VARCHAR', ja: '市町村', en: 'city' },
    { name: 'unit', type: 'VARCHAR', ja: '市区町村の単位', en: 'municipality or ward' },
    { name: 'sex', type: 'VARCHAR', ja: '性別', en: 'sex' },
    {
      name: 'age5',
      type: 'VARCHAR',
      ja: '5歳階級（90+ まで。unknown は年齢を公表していない人）',
      en: 'five-year band to 90+; unknown: age not published at source'
    },
    { name: 'population', type: 'INTEGER', ja: '人口（人）', en: 'residents (persons)' }
  ],
  order: ['area', 'city', 'unit', 'sex', 'age5']
};

/** `icd10_chapters`: names and ranges of the 22 chapters. */
export const ICD10_CHAPTERS: TableSchema = {
  name: 'icd10_chapters',
  protection: 'public',
  ja: 'ICD-10 の章',
  en: 'ICD-10 chapters',
  columns: [
    { name: 'no', type: 'INTEGER', ja: '章の番号', en: 'chapter number' },
    { name: 'roman', type: 'VARCHAR', ja: '章（ローマ数字）', en: 'chapter (Roman numeral)' },
    {
      name: 'chapter',
      type: 'VARCHAR',
      ja: '公表単位（V+VI など）',
      en: 'group it is published in (V+VI …)'
    },
    { name: 'first', type: 'VARCHAR', ja: '最初の3桁分類', en: 'first three-character code' },
    { name: 'last', type: 'VARCHAR', ja: '最後の3桁分類', en: 'last three-character code' },
    { name: 'name_ja', type: 'VARCHAR', ja: '名称', en: 'Japanese name' },
    { name: 'name_en', type: 'VARCHAR', ja: '英語名', en: 'English name' }
  ],
  order: ['no']
};

/** Every table of a release, in the order the manifest lists them. The data dictionary is made from this list. */
export const TABLES: readonly TableSchema[] = [
  VISITS_BY_AGE,
  VISITS_BY_DISEASE,
  GEOGRAPHY,
  POPULATION,
  ICD10_CHAPTERS
];
