import { fiscalYearEra, fiscalYearLabel } from '../domain/period.ts';
import { formatNumber, formatSentenceCount } from './number-format.ts';

/** A sentence in pieces; accented ones are set in the accent colour. */
export type Sentence = readonly (string | { readonly accent: string })[];
/** A sentence without its accents. */
export const plain = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : part.accent)).join('');

/** The facts the overview's first sentence is made from. */
export interface FindingFacts {
  /** Null for the whole prefecture. */
  readonly place: string | null;
  readonly fiscalYear: number;
  /** Null where a month of the year is withheld. */
  readonly visits: number | null;
  /** Per cent on the year before; null where it cannot be told. */
  readonly change: number | null;
  /** Tenths of a rise that people of 75 and over make up. */
  readonly tenths: number | null;
  readonly aged75: number | null;
}

const TENTHS_EN = [
  '',
  'a tenth',
  'a fifth',
  'three tenths',
  'two fifths',
  'half',
  'three fifths',
  'seven tenths',
  'four fifths',
  'nine tenths',
  'all'
];

export const overview = {
  ja: {
    title: '概況',
    filters: '表示する条件',
    period: '期間',
    area: '地域',
    data: 'データ',
    wholePrefecture: '宮城県',
    medicalArea: (name: string) => `${name}（医療圏）`,
    reset: '条件を戻す',
    copyLink: 'リンクをコピー',
    copied: 'コピーしました',
    change: '条件を変える',
    finding: (f: FindingFacts): Sentence => {
      const subject = `${f.place ? `${f.place}の` : ''}${fiscalYearEra(f.fiscalYear)}の受診`;
      if (f.visits === null)
        return [`${subject}は`, { accent: '秘匿' }, '。合算した月があり、単独では公表しない'];
      const start = [`${subject}は`, { accent: `${formatSentenceCount(f.visits, 'ja')}件` }];
      const old = f.aged75 === null ? '' : `、75歳以上が${formatNumber(f.aged75, 'percent')}`;
      if (f.change === null) return [...start, old];
      if (Math.abs(f.change) < 0.2) return [...start, '。前年度と', { accent: 'ほぼ同じ' }, old];
      const size = formatNumber(Math.abs(f.change), 'percent');
      if (f.change < 0) return [...start, '。前年度より', { accent: `${size}減` }, 'った', old];
      if (f.tenths !== null)
        return [
          ...start,
          '。前年度より',
          { accent: `${size}増` },
          `え、増加の${f.tenths === 10 ? 'ほぼすべて' : `${f.tenths}割`}を75歳以上が占めた`
        ];
      return [...start, '。前年度より', { accent: `${size}増` }, 'えた', old];
    },
    cover: {
      hospital: (name: string) =>
        `${name}だけの受診です。人口に対する数値は「この病院が担う割合」を示し、病気の多さ（罹患率）ではありません。`,
      region: (name: string) =>
        `${name}の受診をまとめたものです。県内すべての医療機関の受診ではなく、病気の多さ（罹患率）でもありません。`
    },
    kpi: { visits: '受診', inpatient: '新入院', emergency: '救急', aged75: '75歳以上の割合' },
    units: { visits: '件', inpatient: '件', emergency: '件', aged75: '%' },
    yearOnYear: '前年度比',
    points: 'ポイント',
    noYearBefore: '前年度の値なし',
    notComparable: '前年度と比べられない（秘匿を含む）',
    covered: (share: number) => `秘匿を除く（受診の${formatNumber(100 * share, 'percent')}分）`,
    mapTitle: {
      hospital: (high: string, low: string, ratio: number) =>
        `この病院が担う割合は${high}が最も高く、${low}の${formatNumber(ratio, 'rate')}倍`,
      region: (high: string, low: string, ratio: number) =>
        `人口あたりの受診は${high}が最も多く、${low}の${formatNumber(ratio, 'rate')}倍`,
      none: '比べられる地域がない'
    },
    mapSub: {
      hospital: (units: number, year: number) => `この病院の受診、人口千対、${units}地域、${year}年度`,
      region: (units: number, year: number) => `参加施設の受診、人口千対、${units}地域、${year}年度`
    },
    mapLevel: '地図の単位',
    level: { unit: '市区町村', area: '医療圏' },
    mapLegend: '人口千対の受診（件）',
    mapList: '一覧から選ぶ',
    mapNote: '分母は住民基本台帳人口（2025年1月1日）',
    mapHelp: '矢印キーで地域を移り、Enterで選びます。',
    hiddenIn: (months: number) => `${months}か月で医療圏の合算に含まれるため、年の値は公表しない`,
    leadsTo: (area: string) => `${area}で見る`,
    perThousand: '人口千対',
    prefectureRate: '県',
    trendTitle: {
      above: (year: number, percent: number) =>
        `${year}年度は2019年度を${formatNumber(percent, 'percent')}上回る`,
      below: (year: number, percent: number) =>
        `${year}年度は2019年度を${formatNumber(Math.abs(percent), 'percent')}下回る`,
      same: (year: number) => `${year}年度は2019年度とほぼ同じ`,
      range: (low: string, high: string) => `月ごとの受診は${low}件から${high}件`,
      hidden: '秘匿の月がある。線は秘匿の月で切る',
      withdrawn: '公表を取り下げた月がある。線はその月で切る',
      allHidden: 'すべての月が秘匿。医療圏の合算に含まれる'
    },
    trendSub: (from: string | null) =>
      `月ごとの受診（件${from ? `、縦軸は${from}から` : ''}）。色の帯は選んだ年度`,
    dip: '2020年春',
    withdrawn: '公表取り下げ',
    pyramidTitle: {
      older: (points: number) => `65歳以上の割合は住民より${formatNumber(points, 'rate')}ポイント高い`,
      same: '受診者の年齢構成は住民と大きく違わない',
      younger: '受診者は住民より若い',
      none: '5歳階級で公表できる受診が少ない'
    },
    pyramidSub: (year: number) => `構成比（％）。棒：${year}年度の受診、線：住民`,
    pyramidNote: (share: number) =>
      `受診の${formatNumber(100 * share, 'percent')}を5歳階級で公表。残りは秘匿`,
    coverTitle: 'この公開データに含むもの',
    coverSub: (from: string, to: string) => `${from}～${to}、締め切った月だけ`,
    coverRows: {
      miyagi: '宮城県の住民',
      outside: '県外の住民',
      unknown: '居住地不明',
      facilities: '施設',
      age: '年齢・性別まで公表',
      disease: '受診区分・疾患章まで公表',
      merged: '単独で公表しない地域'
    },
    coverNone: 'なし',
    coverMerged: (names: string, months: number) => `${names}（のべ${months}か月）`,
    coverMore: 'データについて詳しく',
    summary: {
      map: (count: number, hidden: number, high: string, highRate: string, low: string, lowRate: string) =>
        `宮城県の地図。${count}地域のうち最も高いのは${high}（人口千対${highRate}件）、最も低いのは${low}（${lowRate}件）。秘匿は${hidden}地域。`,
      trend: (
        place: string,
        from: string,
        to: string,
        low: string,
        high: string,
        hidden: number,
        gone: number
      ) =>
        `${place}の月ごとの受診、${from}から${to}まで。最少${low}件、最多${high}件。秘匿の月は${hidden}。${gone ? `公表を取り下げた月は${gone}。` : ''}`,
      pyramid: (place: string, year: number, old: string, residents: string) =>
        `${place}、${year}年度の受診の年齢構成。65歳以上は受診の${old}、住民の${residents}。`
    },
    define: {
      rate: [
        '受診件数 ÷ 住民基本台帳人口（2025年1月1日） × 1,000。',
        '分子は居住地が その地域の患者の受診（延べ件数）。全数を数えた値で、標本ではないため区間は付けません。',
        'どの年度も同じ人口で割ります。年齢構成の違いは調整していません。'
      ],
      trend: [
        'その月に受診した件数の合計。入院は入院した月に1件。',
        '秘匿の月と、公表を取り下げた月は値を持たず、線を切ります。補間しません。',
        '診療日数の違いは調整していません。'
      ],
      pyramid: [
        '棒：5歳階級・性別ごとの受診 ÷ 5歳階級で公表できた受診の合計。',
        '線：住民（2025年1月1日の住民基本台帳、年齢が公表されている人）に占める割合。',
        '1人が何度も受診すると、その数だけ数えます。'
      ]
    },
    pending: '計算エンジンを起動しています。値は変わりません。',
    working: '選んだ条件で計算しています'
  },
  en: {
    title: 'Overview',
    filters: 'What is shown',
    period: 'Period',
    area: 'Area',
    data: 'Data',
    wholePrefecture: 'Miyagi',
    medicalArea: (name: string) => `${name} (medical area)`,
    reset: 'Reset',
    copyLink: 'Copy link',
    copied: 'Copied',
    change: 'Change',
    finding: (f: FindingFacts): Sentence => {
      const subject = `${f.place ? `${f.place}, ` : ''}${fiscalYearLabel(f.fiscalYear, 'en')}: `;
      if (f.visits === null)
        return [subject, { accent: 'withheld' }, ', as some months are merged with neighbours'];
      const start = [subject, { accent: `${formatSentenceCount(f.visits, 'en')} visits` }];
      const old = f.aged75 === null ? '' : `; ${formatNumber(f.aged75, 'percent')} by people aged 75+`;
      if (f.change === null) return [...start, old];
      if (Math.abs(f.change) < 0.2)
        return [...start, ', ', { accent: 'much the same' }, ` as a year earlier${old}`];
      const size = formatNumber(Math.abs(f.change), 'percent');
      if (f.change < 0) return [...start, ', ', { accent: `down ${size}` }, ` on a year earlier${old}`];
      if (f.tenths !== null)
        return [
          ...start,
          ', ',
          { accent: `up ${size}` },
          ` on a year earlier; people aged 75+ made up ${f.tenths === 10 ? 'almost all' : TENTHS_EN[f.tenths]} of the rise`
        ];
      return [...start, ', ', { accent: `up ${size}` }, ` on a year earlier${old}`];
    },
    cover: {
      hospital: (name: string) =>
        `${name}: visits to this hospital only. Figures per resident show the share of care it provides, not how common an illness is.`,
      region: (name: string) =>
        `${name}, pooled: not every provider in Miyagi, and not how common an illness is.`
    },
    kpi: { visits: 'Visits', inpatient: 'Admissions', emergency: 'Emergency', aged75: 'Share aged 75+' },
    units: { visits: '', inpatient: '', emergency: '', aged75: '%' },
    yearOnYear: 'on a year earlier',
    points: 'points',
    noYearBefore: 'no year before',
    notComparable: 'not comparable with the year before (withheld parts)',
    covered: (share: number) => `without withheld parts (${formatNumber(100 * share, 'percent')} of visits)`,
    mapTitle: {
      hospital: (high: string, low: string, ratio: number) =>
        `This hospital’s share is highest in ${high}, ${formatNumber(ratio, 'rate')} times ${low}`,
      region: (high: string, low: string, ratio: number) =>
        `Visits per resident are highest in ${high}, ${formatNumber(ratio, 'rate')} times ${low}`,
      none: 'No areas to compare'
    },
    mapSub: {
      hospital: (units: number, year: number) =>
        `Visits to this hospital per 1,000 residents, ${units} areas, FY${year}`,
      region: (units: number, year: number) =>
        `Visits to the partners per 1,000 residents, ${units} areas, FY${year}`
    },
    mapLevel: 'Map level',
    level: { unit: 'Municipality', area: 'Medical area' },
    mapLegend: 'Visits per 1,000 residents',
    mapList: 'Choose from the list',
    mapNote: 'Denominator: resident register, 1 January 2025',
    mapHelp: 'Arrow keys move between areas, Enter chooses.',
    hiddenIn: (months: number) =>
      `part of its area’s merged row in ${months} months, so there is no figure for the year`,
    leadsTo: (area: string) => `See ${area}`,
    perThousand: 'per 1,000',
    prefectureRate: 'Miyagi',
    trendTitle: {
      above: (year: number, percent: number) =>
        `FY${year} is ${formatNumber(percent, 'percent')} above FY2019`,
      below: (year: number, percent: number) =>
        `FY${year} is ${formatNumber(Math.abs(percent), 'percent')} below FY2019`,
      same: (year: number) => `FY${year} is much the same as FY2019`,
      range: (low: string, high: string) => `Between ${low} and ${high} visits a month`,
      hidden: 'Some months are withheld; the line breaks there',
      withdrawn: 'Some months were taken back; the line breaks there',
      allHidden: 'Every month is withheld, merged into the medical area'
    },
    trendSub: (from: string | null) =>
      `Visits a month${from ? ` (axis from ${from})` : ''}; the tint marks the chosen year`,
    dip: 'Spring 2020',
    withdrawn: 'taken back',
    pyramidTitle: {
      older: (points: number) => `Share aged 65+ is ${formatNumber(points, 'rate')} points above residents’`,
      same: 'Visits are about as old as residents',
      younger: 'Visits are younger than residents',
      none: 'Too few visits are published by age'
    },
    pyramidSub: (year: number) => `Share (%). Bars: visits FY${year}; line: residents`,
    pyramidNote: (share: number) =>
      `${formatNumber(100 * share, 'percent')} of visits published by five-year band; the rest withheld`,
    coverTitle: 'What this release holds',
    coverSub: (from: string, to: string) => `${from}–${to}, closed months only`,
    coverRows: {
      miyagi: 'Residents of Miyagi',
      outside: 'From other prefectures',
      unknown: 'Residence unknown',
      facilities: 'Facilities',
      age: 'Published to age and sex',
      disease: 'Published to setting and chapter',
      merged: 'Not published alone'
    },
    coverNone: 'none',
    coverMerged: (names: string, months: number) => `${names} (${months} area-months)`,
    coverMore: 'More about the data',
    summary: {
      map: (count: number, hidden: number, high: string, highRate: string, low: string, lowRate: string) =>
        `Map of Miyagi. Of ${count} areas the highest is ${high} (${highRate} per 1,000), the lowest ${low} (${lowRate}). ${hidden} withheld.`,
      trend: (
        place: string,
        from: string,
        to: string,
        low: string,
        high: string,
        hidden: number,
        gone: number
      ) =>
        `Visits a month, ${place}, ${from} to ${to}. Lowest ${low}, highest ${high}. ${hidden} months withheld.${gone ? ` ${gone} months taken back.` : ''}`,
      pyramid: (place: string, year: number, old: string, residents: string) =>
        `Ages of visits, ${place}, FY${year}. People of 65 and over: ${old} of visits, ${residents} of residents.`
    },
    define: {
      rate: [
        'Visits ÷ residents on the register of 1 January 2025 × 1,000.',
        'Numerator: visits (not people) of patients living there. A full count, not a sample, so it carries no interval.',
        'Every year is divided by the same population. Ages are not standardised.'
      ],
      trend: [
        'All visits in the month; an inpatient stay counts once, in the month of admission.',
        'A month that is withheld or was taken back has no value: the line breaks, nothing is interpolated.',
        'Not adjusted for working days.'
      ],
      pyramid: [
        'Bars: visits by five-year band and sex ÷ all visits published by five-year band.',
        'Line: share of residents whose age is published (register of 1 January 2025).',
        'A person who visits several times is counted each time.'
      ]
    },
    pending: 'Starting the engine; figures will appear here.',
    working: 'Computing your choice'
  }
};
