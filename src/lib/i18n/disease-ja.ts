import { fiscalYearEra, monthLabel, type FiscalYear, type Month } from '../domain/period.ts';
import type { Setting } from '../domain/setting.ts';
import type { DiseaseAge, DiseaseMeasure, DiseaseSex, NotOffered } from '../release/disease-offer.ts';
import { formatNumber } from './number-format.ts';
import type { Sentence } from './overview.ts';

/** Why a method gives nothing here. */
export type Unfit = 'too_short' | 'all_withheld' | 'zero_rate' | 'gaps';

/** What the page's first sentence is made from. */
export interface DiseaseFacts {
  readonly subject: string;
  readonly fiscalYear: FiscalYear;
  readonly higher: readonly string[];
  readonly lower: readonly string[];
  readonly compared: number;
  /** Where the months are of; null for the whole prefecture. */
  readonly place: string | null;
  /** Months of the fiscal year that could be judged. */
  readonly tested: number;
  /** Latest of them above its expected range; null where none is, undefined while it is not known or none could be judged. */
  readonly above: Month | null | undefined;
  /** Whether months are of all ages and settings, wider than the subject. */
  readonly wider: boolean;
  /** What places are compared with: the prefecture at their ages, or the crude mean of those published. */
  readonly basis: 'standardised' | 'crude';
}

const percent = (value: number): string => formatNumber(value, 'percent', { sign: 'always' });
const range = (lower: number, upper: number): string => `${percent(lower)}～${percent(upper)}`;
const few = (names: readonly string[]): string =>
  names.slice(0, 3).join('・') + (names.length > 3 ? `など${names.length}地域` : '');

/** Japanese words of the disease page; the English ones have the same shape. */
export const diseaseJa = {
  title: '疾患',
  label: {
    disease: '疾患',
    age: '年齢',
    sex: '性別',
    setting: '区分',
    measure: '指標',
    standard: '基準人口',
    year: '期間',
    compare: '比較',
    area: '地域',
    level: '地図の単位',
    view: '地図の値',
    limits: '管理限界',
    seed: '乱数の種',
    vs: '並べる疾患'
  },
  age: { all: '全年齢', '0-64': '0～64歳', '65-74': '65～74歳', '75+': '75歳以上' } satisfies Record<
    DiseaseAge,
    string
  >,
  sex: { all: '男女計', male: '男', female: '女' } satisfies Record<DiseaseSex, string>,
  setting: { inpatient: '入院', outpatient: '外来', emergency: '救急' } satisfies Record<Setting, string>,
  allSettings: '入院・外来・救急の計',
  measure: {
    visits: '件数',
    patients: '患者数（階級・丸め）',
    crude: '粗率（人口10万対）',
    asr: '年齢調整率（人口10万対）',
    sir: '標準化比（間接法）'
  } satisfies Record<DiseaseMeasure, string>,
  standard: { '2015': '平成27年モデル人口', '1985': '昭和60年モデル人口', who: 'WHO世界標準人口' },
  compare: { before: '前年度', '2019': '2019年度（2020年より前）' },
  level: { unit: '市区町村', area: '医療圏' },
  refused: {
    ages_only_of_planning_groups: '計画疾患群だけ',
    units_without_ages: '市区町村別は全年齢・男女計だけ',
    units_only_inpatient: '市区町村別は入院だけ',
    blocks_only_by_area: 'ブロックは医療圏別だけ',
    patients_only_of_planning_groups: '計画疾患群だけ',
    patients_only_by_area: '医療圏別だけ',
    standardised_only_whole: '全年齢・男女計だけ',
    no_expected_of_chapters_by_unit: '章の年齢別の率が市区町村に足りない',
    no_rates_of_blocks: 'ブロックには年齢別の値がない',
    counts_as_bands: '市区町村別の件数は階級だけ'
  } satisfies Record<NotOffered, string>,
  option: (label: string, why: string) => `${label}（公表なし：${why}）`,
  favourite: { add: '☆ お気に入りに入れる', remove: '★ お気に入りから外す' },
  picker: {
    open: '疾患を選ぶ',
    search: '病名（日本語・英語）かICD-10コードで探す',
    recent: '最近見た疾患',
    favourites: 'お気に入り',
    planning: '5疾病6事業などの計画疾患群',
    chapter: (roman: string, name: string) => `${roman}章　${name}`,
    chapterAll: '章全体',
    found: (n: number) => `${n}件の候補`,
    none: '当てはまる疾患がありません。別の名前かコードで探してください。',
    withheld: '公表なし',
    close: '閉じる',
    vs: '推移に並べる疾患を選ぶ',
    noVs: '並べるのをやめる'
  },
  ignored: (name: string, asked: string) =>
    `${name}「${asked}」は、この公開データのこの単位にはありません。代わりの条件で表示しています。`,
  pending: '計算エンジンを準備しています。疾患の値は公開データの表から計算します。',
  finding: (f: DiseaseFacts): Sentence => {
    const start = `${fiscalYearEra(f.fiscalYear)}の${f.subject}は`;
    const than = f.basis === 'crude' ? '公表地域の平均（年齢未調整）' : '県';
    const of = `${f.place === null ? '' : `${f.place}の`}月別の${f.wider ? '受診全体' : '件数'}では`;
    const month = f.above ? [`。${of}`, { accent: monthLabel(f.above, 'ja') }, 'が期待の範囲を超えた'] : [];
    const quiet =
      f.above === null ? `。${of}この年度に期待の範囲を超えた月はない（判定した${f.tested}か月）` : '';
    if (f.compared === 0) return [`${f.subject}の地域差は比べられない`, ...month, quiet];
    if (f.higher.length > 0) return [start, { accent: few(f.higher) }, `で${than}より多い`, ...month, quiet];
    if (f.lower.length > 0) return [start, { accent: few(f.lower) }, `で${than}より少ない`, ...month, quiet];
    return [start, '地域の差が', { accent: '偶然の範囲' }, ...month, quiet];
  },
  cover: {
    region: (name: string) =>
      `${name}の全施設の受診をまとめたものです。県内すべての医療機関ではなく、罹患率でもありません。原因は示しません。`,
    hospital: (name: string) =>
      `${name}だけの受診で、「この病院が担う割合」を示します。病気の多さ（罹患率）ではありません。原因は示しません。`
  },
  facts: {
    numerator: '分子',
    denominator: '分母',
    denominatorText: '住民基本台帳人口 2025年1月1日',
    standard: '基準',
    standardOf: {
      sir: '宮城県の年齢・性別の率＝100',
      crude: '年齢調整なし',
      visits: '年齢調整なし',
      patients: '年齢調整なし'
    },
    interval: '区間',
    intervalOf: {
      byar: '95%（Byar法）',
      rounded: '95%（Byar法、丸めの分だけ広げたもの）',
      gamma: '95%（ガンマ法）'
    },
    exact: '丸めない値',
    rounded: '丸めた値',
    definitions: '定義と方法',
    count: (n: string, unit: string) => `${n}${unit}`
  },
  unit: { visits: '件', patients: '人', rate: '人口10万対' },
  trend: {
    above: (month: Month) => `${monthLabel(month, 'ja')}に期待の範囲を超えた`,
    within: (year: string, tested: number) => `${year}に期待の範囲を超えた月はない（判定した${tested}か月）`,
    untested: (year: string) => `${year}には判定できる月がない`,
    short: '期待の範囲を出すには年数が足りない',
    judging: '月ごとの推移。期待の範囲を計算している',
    allWithheld: '月ごとの値はすべて秘匿',
    sub: (place: string, what: string, unit: string, coarser: boolean) =>
      `${place}${coarser ? '（市区町村の月別は公表されないため医療圏で示す）' : ''}、${what}、${unit}。淡い帯は95%区間、灰色は期待値から上限（99%）まで`,
    panel: (place: string, units: number) => `${place}（毎月公表されている${units}市区町村の計）`,
    sumOfAreas: '4医療圏の丸めた値の計',
    covid: '感染対策期',
    withheld: '秘匿',
    gone: '公表取り下げ',
    expectedTo: (expected: string, limit: string) => `期待値${expected}、上限${limit}`,
    flagged: (month: string, value: string, expected: string, upper: string) =>
      `${month}　${value}\n期待${expected}、上限${upper}`,
    yearsOf: (subject: string) => `${subject}の年度の件数：`,
    yearChange: (now: string, change: number, lower: number, upper: number, before: string) =>
      `${now}は${before}と比べて${percent(change)}（95%信頼区間 ${range(lower, upper)}）。`,
    apc: (change: number, lower: number, upper: number, from: string, to: string) =>
      `${from}から${to}まで、年${percent(change)}（95%信頼区間 ${range(lower, upper)}）の変化。${lower <= 0 && upper >= 0 ? '増減の向きは偶然の範囲。' : ''}`,
    bends: (years: readonly string[]) =>
      years.length
        ? `${years.join('、')}に傾きが変わった（BICで選んだ折れ線）。`
        : '折れ曲がりはない（BICで選んだ直線）。',
    stl: '季節調整（STL）を見る',
    stlParts: { trend: '趨勢', seasonal: '季節', remainder: '残り' },
    stlNote: (scale: string) => `${scale}の上で分けた。欠けた月は前後からの直線で補う`,
    scale: { log: '対数', square_root: '平方根' },
    vs: (name: string) => `破線は${name}。`,
    noVs: (name: string) => `${name}は同じ指標の月別の値がここでは公表されていないため、並べられない。`,
    summary: (
      place: string,
      what: string,
      from: string,
      to: string,
      low: string,
      high: string,
      flagged: number,
      withheld: number
    ) =>
      `${place}の${what}の月別の折れ線。${from}から${to}。最小${low}、最大${high}。期待の範囲を超えた月は${flagged}、値のない月は${withheld}。`,
    cols: ['月', '値', '下限', '上限', '期待値', '期待の上限', '判定'],
    verdict: { above: '超えた', within: '範囲内', none: '判定なし' },
    define: [
      '値：その月の件数、または件数÷住民人口×10万。',
      '95%区間：Byar法（10件未満は正確法）。10単位に丸めた値は丸めの分散だけ広げる。',
      '期待の範囲：Farringtonの柔軟法を月に当てはめた片側99%の上限。前の3～7年の同じ季節から求める。',
      '公表は2か月遅れるため、流行の監視ではなく「注目の変化」を示す。',
      '2020年2月～2023年5月は感染対策の期間として網をかける。'
    ]
  },
  change: {
    title: (place: string, change: number, beyond: boolean, year: string) =>
      beyond
        ? `${year}に最も${change > 0 ? '増えた' : '減った'}のは${place}（${percent(change)}）、偶然を超える`
        : `${year}の増減はどの医療圏も偶然の範囲（最大は${place} ${percent(change)}）`,
    none: '比べられる医療圏がない',
    sub: (what: string, now: string, before: string) =>
      `${what}、医療圏ごとの${now}と${before}の比。横線は95%信頼区間、塗りつぶしは偶然を超える差（4医療圏で偽発見率5%）`,
    noYear: {
      title: '比べる年度がありません',
      text: '公開データにその年度がないか、同じ年度です。別の年度か比べ方を選んでください。'
    },
    zero: '増減なし',
    withheld: '秘匿',
    row: (name: string, change: number, lower: number, upper: number, beyond: boolean) =>
      `${name} ${percent(change)}、${range(lower, upper)}、${beyond ? '偶然を超える' : '偶然の範囲'}`,
    cols: (unit: string) => [
      '地域',
      `比べる年度（${unit}）`,
      `この年度（${unit}）`,
      '増減',
      '下限',
      '上限',
      '判定'
    ],
    verdict: { beyond: '偶然を超える', chance: '偶然の範囲' },
    note: '人口は両年度とも2025年1月1日',
    panels: (units: string) => `毎月公表されている市区町村の計（${units}）`,
    cut: '矢印の先は目盛の外',
    define: [
      '増減＝この年度の値÷比べる年度の値−1。人口は両年度とも同じ基準日の値を使うため、率の比と等しい。',
      '区間：二項分布による正確な率比の区間を、10単位の丸めの分だけ対数の上で広げる。',
      '「偶然を超える」は、4医療圏のp値を偽発見率（FDR、Benjamini–Hochberg 1995）5%で補正した判定。宮城県全体は単独で判定する。',
      '同じ人の再入院は独立でないため、区間は狭めに出ることがある。'
    ]
  },
  multiples: {
    title: (up: readonly string[], down: readonly string[], compared: number) =>
      compared === 0
        ? '前年度と比べられる医療圏がない'
        : up.length === 0 && down.length === 0
          ? '前年度との差は、どの医療圏も偶然の範囲'
          : [
              ...(up.length ? [`前年度より増えたのは${up.join('・')}`] : []),
              ...(down.length ? [`減ったのは${down.join('・')}`] : [])
            ].join('、'),
    sub: (what: string) => `${what}、人口10万対、月ごと。縦軸は共通、点線は宮城県`,
    yearOnYear: (change: number, beyond: boolean) =>
      `受診の前年度比 ${percent(change)}${beyond ? '' : '（偶然の範囲）'}`,
    none: '前年度比 …',
    empty: '月別の値は秘匿',
    cols: (names: readonly string[]) => ['月', ...names],
    summary: (name: string, change: string) => `${name}の月別の折れ線。${change}`,
    define: [
      '値：件数÷住民人口（2025年1月1日）×10万。4医療圏を同じ縦軸で並べる。',
      '前年度比：年度の件数の合計どうしの比。月が欠ける年度は比べない。増減は4医療圏で偽発見率5%を超えて確かなものだけを述べる。'
    ]
  },
  season: {
    title: (months: readonly string[]) => `多いのは${months.join('・')}`,
    flat: '季節による差は小さい',
    none: '季節を示せる月がない',
    sub: (place: string, what: string, unit: string) =>
      `${place}、${what}、年度×月、${unit}。橙の枠は期待の範囲を超えた月`,
    total: '年度計',
    cols: (months: readonly string[], total: string) => ['年度', ...months, total],
    summary: (from: string, to: string, most: string) =>
      `年度と月の升目。${from}から${to}。最も大きいのは${most}。`,
    define: [
      '升目：その月の値。濃いほど多い。区分は値の五分位。',
      '年度計：12か月すべてが公表された年度だけ示す。',
      '橙の枠：期待の範囲（片側99%）を超えた月。'
    ]
  },
  unfit: {
    too_short: {
      title: '年数が足りません',
      text: '期待の範囲には、その月より前に3年と1か月以上の値が要ります。それより短い系列では判定しません。'
    },
    all_withheld: {
      title: 'すべて秘匿です',
      text: '10人未満のため（小さな町は20人未満）、この単位の値は公表されていません。医療圏か、より広い疾患を選んでください。'
    },
    zero_rate: {
      title: '年変化率を計算できません',
      text: '0の年があるため、対数の直線を当てはめられません。'
    },
    gaps: { title: '年変化率を計算できません', text: '12か月がそろう年度が6年に足りません。' }
  } satisfies Record<Unfit, { title: string; text: string }>,
  noPlaces: {
    title: '地域別の値は公表されていません',
    text: 'この疾患と区分では、市区町村や医療圏の推計値を出せる件数に届かないか、公表の単位にありません。計画疾患群か章を選ぶと比べられます。'
  },
  noPyramid: {
    title: '年齢・性別の値は公表されていません',
    text: 'ICD-10ブロックには年齢別の表がありません。計画疾患群か章を選んでください。'
  },
  noPyramidOfTwo: {
    title: '年齢・性別の値は2つの章の計では示せません',
    text: '患者数は章ごとに公表されています。両方の章にかかった人がいるため、足すことはできません。'
  },
  failedJudging: '期待の範囲を計算できませんでした。ページを読み直してください。'
};
export type DiseaseWords = typeof diseaseJa;
