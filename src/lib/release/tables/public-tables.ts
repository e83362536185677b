import type { TableSchema } from './table-schema.ts';

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
