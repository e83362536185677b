import type { Column, TableSchema } from './table-schema.ts';

const text = (name: string, ja: string, en: string): Column => ({ name, type: 'VARCHAR', ja, en });
const whole = (name: string, ja: string, en: string): Column => ({ name, type: 'INTEGER', ja, en });
const rounded = (
  name: string,
  ja: string,
  en: string,
  unit: readonly [ja: string, en: string],
  nullable = false
): Column => ({
  name,
  type: 'INTEGER',
  ja: `${ja}（10単位に丸め${nullable ? '。空は秘匿または該当なし' : ''}）`,
  en: `${en} (rounded to tens${nullable ? '; empty: withheld or not applicable' : ''})`,
  unit: { ja: unit[0], en: unit[1] },
  ...(nullable ? { nullable } : {})
});

const MONTH = whole('month', '月（yyyymm）', 'month (yyyymm)');
const FISCAL_YEAR = whole('fiscal_year', '年度（4月の年）', 'fiscal year (the year of its April)');
const AREA = text(
  'area',
  '二次医療圏（04 は県全体。県外・不明を含まない）',
  'secondary medical area of residence (04: the prefecture; without outside and unknown)'
);
const SEX = text('sex', '性別（all は計）', 'sex (all: total)');
const SETTING = text('setting', '受診区分（all は計）', 'setting (all: total)');
const VISITS = rounded('visits', '受診件数', 'visits', ['件', 'visits']);
const PATIENTS = rounded('patients', '実患者数', 'distinct patients', ['人', 'patients']);

/** `disease_monthly`: month × area, and prefecture, × ICD-10 block × setting. */
export const DISEASE_MONTHLY: TableSchema = {
  name: 'disease_monthly',
  protection: 'rounded',
  period: 'month',
  ja: '月・医療圏・ICD-10 ブロック・受診区分ごとの受診',
  en: 'Visits by month, area, ICD-10 block and setting',
  columns: [
    MONTH,
    AREA,
    text('setting', '受診区分', 'setting'),
    text('chapter', 'ICD-10 章（ローマ数字、不明は unknown）', 'ICD-10 chapter (Roman numeral, or unknown)'),
    text(
      'block',
      'ICD-10 ブロック（I20-I25 など。章:other は配慮を要するブロックを含む合算）',
      'ICD-10 block such as I20-I25; chapter:other joins sensitive blocks with others'
    ),
    VISITS
  ],
  order: ['area', 'block', 'setting', 'month']
};

/** `disease_profile`: fiscal year × area × six age groups × sex × chapter × setting; five-year bands for the prefecture; two totals. */
export const DISEASE_PROFILE: TableSchema = {
  name: 'disease_profile',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・医療圏・年齢・性別・疾患章・受診区分ごとの受診',
  en: 'Visits by fiscal year, area, age, sex, ICD-10 chapter and setting',
  columns: [
    FISCAL_YEAR,
    AREA,
    text(
      'age',
      '年齢6区分（県全体は5歳階級。all は計）',
      'six age groups (five-year bands for the prefecture; all: total)'
    ),
    SEX,
    text('chapter', 'ICD-10 章（all は計）', 'ICD-10 chapter (all: total)'),
    SETTING,
    VISITS,
    PATIENTS,
    rounded('bed_days', '延べ在院日数', 'bed-days', ['人日', 'patient-days'], true)
  ],
  order: ['area', 'fiscal_year', 'setting', 'chapter', 'age', 'sex']
};

/** `planning_groups`: fiscal year × area × {0–64, 65–74, 75+} × sex × setting × planning group. */
export const PLANNING_GROUPS_YEARLY: TableSchema = {
  name: 'planning_groups',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・医療圏・年齢・性別・受診区分・計画疾患群ごとの受診',
  en: 'Visits by fiscal year, area, age, sex, setting and planning group',
  columns: [
    FISCAL_YEAR,
    text('area', '二次医療圏', 'secondary medical area of residence'),
    text('age', '年齢3区分（0-64、65-74、75+）', 'age: 0-64, 65-74, 75+'),
    text('sex', '性別', 'sex'),
    text('setting', '受診区分', 'setting'),
    text('planning_group', '計画疾患群（policy の一覧）', 'planning group (listed in the policy)'),
    VISITS,
    PATIENTS
  ],
  order: ['area', 'planning_group', 'setting', 'fiscal_year', 'age', 'sex']
};

/** `planning_monthly`: month × area × planning group, all settings together. */
export const PLANNING_MONTHLY: TableSchema = {
  name: 'planning_monthly',
  protection: 'rounded',
  period: 'month',
  ja: '月・医療圏・計画疾患群ごとの受診',
  en: 'Visits by month, area and planning group',
  columns: [
    MONTH,
    text('area', '二次医療圏', 'secondary medical area of residence'),
    text('planning_group', '計画疾患群（policy の一覧）', 'planning group (listed in the policy)'),
    VISITS,
    PATIENTS
  ],
  order: ['area', 'planning_group', 'month']
};

/** `flows`: fiscal year × unit of residence × area of the facility × setting × chapter group; only where two areas have facilities. */
export const FLOWS: TableSchema = {
  name: 'flows',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・居住地・施設の医療圏・受診区分・疾患章ごとの受診',
  en: 'Visits by fiscal year, residence, area of the facility, setting and chapter',
  columns: [
    FISCAL_YEAR,
    text('unit', '居住地（市区町村の単位、県外、不明）', 'residence: municipality or ward, outside, unknown'),
    text('facility_area', '施設の二次医療圏', 'secondary medical area of the facility'),
    text('setting', '受診区分', 'setting'),
    text('chapter', 'ICD-10 章（V+VI、XVI+XVII は合算）', 'ICD-10 chapter (V+VI and XVI+XVII merged)'),
    VISITS
  ],
  order: ['unit', 'facility_area', 'setting', 'chapter', 'fiscal_year']
};

/** `rhythm`: fiscal year × weekday × hour × setting × arrival, over all visits. */
export const RHYTHM: TableSchema = {
  name: 'rhythm',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・曜日・時刻・受診区分・来院方法ごとの受診',
  en: 'Visits by fiscal year, weekday, hour, setting and arrival',
  columns: [
    FISCAL_YEAR,
    whole('weekday', '曜日（1 月曜 〜 7 日曜）', 'weekday (1 Monday – 7 Sunday)'),
    whole('hour', '時（0〜23）', 'hour (0–23)'),
    text('setting', '受診区分', 'setting'),
    text('arrival', '来院方法', 'arrival'),
    VISITS
  ],
  order: ['fiscal_year', 'setting', 'arrival', 'weekday', 'hour']
};

const REQUESTS = rounded('requests', '要請件数', 'requests', ['件', 'requests']);

/** `acceptance`: month × time band × accepted or not, over all facilities. */
export const ACCEPTANCE: TableSchema = {
  name: 'acceptance',
  protection: 'rounded',
  period: 'month',
  ja: '月・時間帯ごとの救急要請と応需',
  en: 'Emergency requests by month, time band and outcome',
  columns: [
    MONTH,
    text('band', '時間帯', 'time band'),
    text('outcome', '応需（accepted）か否か（refused）', 'accepted or refused'),
    REQUESTS
  ],
  order: ['band', 'outcome', 'month']
};

/** `acceptance_reasons`: fiscal year × area of the facility × time band × reason of refusal. */
export const ACCEPTANCE_REASONS: TableSchema = {
  name: 'acceptance_reasons',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・医療圏・時間帯・理由ごとの応需できなかった要請',
  en: 'Refused emergency requests by fiscal year, area, time band and reason',
  columns: [
    FISCAL_YEAR,
    text('area', '施設の二次医療圏', 'secondary medical area of the facility'),
    text('band', '時間帯', 'time band'),
    text('reason', '応需できなかった理由', 'reason of refusal'),
    REQUESTS
  ],
  order: ['area', 'band', 'reason', 'fiscal_year']
};

const LETTERS = rounded('letters', '紹介状の通数', 'letters', ['通', 'letters']);
const DEPARTMENT = text('department', '診療科群', 'department group');
const DIRECTION = text('direction', '紹介（in）か逆紹介（out）か', 'in: referral to us, out: referral back');

/** `referrals`: fiscal year × municipality or ward of the partner × department group × direction. */
export const REFERRALS: TableSchema = {
  name: 'referrals',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・連携先の市区町村・診療科群・方向ごとの紹介状',
  en: 'Letters by fiscal year, municipality of the partner, department group and direction',
  columns: [
    FISCAL_YEAR,
    text(
      'unit',
      '連携先の市区町村（県外、不明を含む）',
      'municipality or ward of the partner, outside, unknown'
    ),
    DEPARTMENT,
    DIRECTION,
    LETTERS
  ],
  order: ['unit', 'department', 'direction', 'fiscal_year']
};

/** `referrals_quarterly`: fiscal quarter × area of the partner × department group × direction. */
export const REFERRALS_QUARTERLY: TableSchema = {
  name: 'referrals_quarterly',
  protection: 'rounded',
  period: 'quarter',
  ja: '四半期・連携先の医療圏・診療科群・方向ごとの紹介状',
  en: 'Letters by fiscal quarter, area of the partner, department group and direction',
  columns: [
    FISCAL_YEAR,
    whole('quarter', '四半期（1 は4〜6月）', 'fiscal quarter (1: April–June)'),
    text('area', '連携先の二次医療圏', 'secondary medical area of the partner'),
    DEPARTMENT,
    DIRECTION,
    LETTERS
  ],
  order: ['area', 'department', 'direction', 'fiscal_year', 'quarter']
};

const days = (name: string, ja: string, en: string): Column => ({
  name,
  type: 'INTEGER',
  ja: `${ja}（日。空は秘匿）`,
  en: `${en} (days; empty: withheld)`,
  unit: { ja: '日', en: 'days' },
  nullable: true
});

/** `stays`: fiscal year of admission × area × MDC × six age groups. */
export const STAYS: TableSchema = {
  name: 'stays',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・医療圏・MDC・年齢ごとの入院と在院日数',
  en: 'Admissions and length of stay by fiscal year, area, MDC and age',
  columns: [
    FISCAL_YEAR,
    text('area', '二次医療圏', 'secondary medical area of residence'),
    text('mdc', '主要診断群（01〜18）', 'major diagnostic category (01–18)'),
    text('age', '年齢6区分', 'six age groups'),
    rounded('admissions', '入院件数', 'admissions', ['件', 'admissions']),
    rounded('bed_days', '延べ在院日数', 'bed-days', ['人日', 'patient-days'], true),
    days('los_q25', '在院日数の第1四分位', 'first quartile of stay'),
    days('los_median', '在院日数の中央値', 'median stay'),
    days('los_q75', '在院日数の第3四分位', 'third quartile of stay'),
    days('los_p90', '在院日数の90パーセンタイル', '90th percentile of stay')
  ],
  order: ['area', 'mdc', 'age', 'fiscal_year']
};

const estimate = (name: string, ja: string, en: string, nullable = false): Column => ({
  name,
  type: 'DOUBLE',
  ja,
  en,
  ...(nullable ? { nullable } : {})
});

/** `indicators`: fiscal year × unit or area × indicator, from rounded numerators, with widened intervals. */
export const INDICATORS: TableSchema = {
  name: 'indicators',
  protection: 'rounded',
  period: 'fiscal_year',
  ja: '年度・地域・指標ごとの推計値と区間',
  en: 'Estimates with intervals by fiscal year, place and indicator',
  columns: [
    FISCAL_YEAR,
    text('place', '地域（市区町村の単位または二次医療圏）', 'place: municipality or ward, or area'),
    text('place_level', '地域の段階（unit、area）', 'unit or area'),
    text(
      'indicator',
      '指標（crude 粗率、asr_2015・asr_1985・asr_who 年齢調整率、sir 標準化比）',
      'crude rate, age-standardised rates (asr_2015, asr_1985, asr_who), sir'
    ),
    text('disease', '疾患（all、章、計画疾患群）', 'all, chapter group or planning group'),
    SETTING,
    estimate(
      'value',
      '推計値（率は人口10万人あたり、SIR は県=100）',
      'estimate (rates per 100,000 residents, SIR prefecture = 100)'
    ),
    estimate('lower', '95%信頼区間の下限', 'lower 95 % limit'),
    estimate('upper', '95%信頼区間の上限', 'upper 95 % limit'),
    text('events_band', '件数の階級（合計しない）', 'events as a band (never summed)'),
    text('method', '方法の識別名', 'method id')
  ],
  order: ['place_level', 'place', 'indicator', 'disease', 'setting', 'fiscal_year']
};

/** Every rounded table, in the order the manifest lists them. */
export const ROUNDED_TABLES: readonly TableSchema[] = [
  DISEASE_MONTHLY,
  DISEASE_PROFILE,
  PLANNING_GROUPS_YEARLY,
  PLANNING_MONTHLY,
  FLOWS,
  RHYTHM,
  ACCEPTANCE,
  ACCEPTANCE_REASONS,
  REFERRALS,
  REFERRALS_QUARTERLY,
  STAYS,
  INDICATORS
];
