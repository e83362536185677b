import { monthLabel, type Month } from '../domain/period.ts';
import { formatNumber } from './number-format.ts';
import type { Sentence } from './overview.ts';

/** The facts a change is told from. */
export interface ChangeFacts {
  /** What changed, as a noun. */
  readonly subject: string;
  readonly place: string;
  readonly direction: 'more' | 'fewer';
  readonly kind: 'months' | 'shift';
  readonly from: Month;
  readonly to: Month;
  /** The month of the counts; null for the sum of the latest half-year. */
  readonly month: Month | null;
  /** How many months lie beyond chance. */
  readonly months: number;
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly rounded: boolean;
}

const count = (value: number): string => formatNumber(Math.round(value), 'count');
const percent = ({ observed, expected }: ChangeFacts): string =>
  formatNumber(Math.abs((100 * (observed - expected)) / expected), 'percent', { decimals: 0 });

export const whatChangedWords = {
  ja: {
    heading: '注目の変化',
    title: {
      waiting: '注目の変化',
      some: (n: number, drawn: number) =>
        drawn < n ? `偶然の範囲を超えた変化は${n}件、うち大きい${drawn}件` : `偶然の範囲を超えた変化は${n}件`,
      none: '偶然の範囲を超えた変化はない',
      short: '注目の変化は計算できない。判定できる系列がない'
    },
    sub: (judged: number, from: Month, to: Month) =>
      `${count(judged)}系列を走査、偽発見率5%以下。${monthLabel(from, 'ja')}～${monthLabel(to, 'ja')}、全地域`,
    subWaiting: 'すべての月別系列から、期待の範囲を超えた月と水準の変化を探す',
    notJudged: (n: number) => `ほか${count(n)}系列は短いか秘匿の月が多く、対象外`,
    tests: (n: number) => `検定${count(n)}件`,
    waiting: {
      title: '走査の準備中',
      text: '計算エンジンが動きだしたら、すべての系列を調べます。ほかの図の値は変わりません。'
    },
    scanning: { title: 'すべての系列を走査中', text: '画面の操作は続けられます。' },
    failed: {
      title: '走査を終えられませんでした',
      text: 'ほかの図はそのまま使えます。もう一度お試しください。'
    },
    retry: 'もう一度走査する',
    none: '期待の範囲を外れた月はありますが、これだけの系列を調べれば偶然でも出る程度です。近いものを参考に示します。',
    noneAtAll: '期待の範囲を外れた月もありません。',
    short:
      '判定できる系列がありません。期待の範囲は同じ季節の過去の月から求めるため、秘匿の少ない月がおよそ3年分要ります。',
    chance: '偶然の範囲',
    beyond: '偶然を超える',
    sentence: (f: ChangeFacts): Sentence => {
      const size = { accent: `${percent(f)}${f.direction === 'more' ? '多い' : '少ない'}` };
      return f.kind === 'shift'
        ? [`${f.subject}が${f.place}で${monthLabel(f.from, 'ja')}から期待より`, size, '水準']
        : [`${f.subject}が${f.place}で期待より`, size];
    },
    figures: (f: ChangeFacts): string => {
      const when =
        f.month === null
          ? '直近6か月の計'
          : f.months > 1
            ? `${monthLabel(f.month, 'ja')}（${monthLabel(f.from, 'ja')}～${monthLabel(f.to, 'ja')}に${f.months}か月）`
            : monthLabel(f.month, 'ja');
      return `${when}　期待${count(f.expected)}件に対し${count(f.observed)}件（期待の範囲 ${count(f.lower)}–${count(f.upper)}）${f.rounded ? '　丸めた値' : ''}`;
    },
    also: (n: number) => `重なる${n}系列も同じ向き`,
    all: (n: number) => `候補${n}件をすべて見る`,
    list: '注目の変化の一覧',
    spark: '直近36か月の推移',
    columns: {
      what: '系列',
      place: '地域',
      when: '月',
      observed: '件数',
      expected: '期待',
      range: '期待の範囲（98%）',
      change: '差（%）',
      p: 'p値',
      q: '補正後p（BH）',
      verdict: '判定'
    },
    half: '直近6か月',
    define: [
      '期待：過去7年までの同じ月から求めた件数（準ポアソン回帰、月ごとの季節と傾向。Farrington改良法）。直近6か月と、新型コロナ対策期（2020年2月～2023年5月）は、ほかに2年分あれば学習に使いません。',
      '期待の範囲：下側1%・上側1%を除いた範囲。外来・総数は診療日数で補正します。',
      '偶然を超える：全系列の月と直近6か月の計を同時に検定し、偽発見率（Benjamini–Hochberg）5%以下のもの。挙げた変化のうち、偶然のものは平均で5%以下と見込まれます。',
      '水準の変化：直近6か月の計が範囲の外にあり、うち5か月以上が同じ側で、累積和（CUSUM）が管理限界を超えたもの。',
      '順位：相対的な差 × 件数の差（対数） × 確からしさ。同じ受診を含む系列は、最も確かな1件にまとめます。',
      '値が2割を超えて欠ける系列は、少ない月ほど秘匿されるため判定しません。原因は示しません。'
    ]
  },
  en: {
    heading: 'What changed',
    title: {
      waiting: 'What changed',
      some: (n: number, drawn: number) =>
        n === 1
          ? 'One change beyond chance'
          : drawn < n
            ? `${n} changes beyond chance, the largest ${drawn} shown`
            : `${n} changes beyond chance`,
      none: 'No change beyond chance in any series',
      short: 'What changed cannot be computed: no series can be judged'
    },
    sub: (judged: number, from: Month, to: Month) =>
      `${count(judged)} series scanned; false discoveries held at 5%; ${monthLabel(from, 'en')}–${monthLabel(to, 'en')}, all places`,
    subWaiting: 'Looks in every monthly series for months and levels beyond the expected range',
    notJudged: (n: number) => `${count(n)} more are too short or too often withheld`,
    tests: (n: number) => `${count(n)} tests`,
    waiting: {
      title: 'Getting ready to scan',
      text: 'Every series is looked at once the engine runs. The other figures do not change.'
    },
    scanning: { title: 'Scanning every series', text: 'You can go on using the page.' },
    failed: {
      title: 'The scan could not be finished',
      text: 'The other figures still work. Please try again.'
    },
    retry: 'Scan again',
    none: 'Some months lie outside their expected range, no more than chance brings among so many series. The nearest are shown for reference.',
    noneAtAll: 'No month lies outside its expected range either.',
    short:
      'No series can be judged. The expected range comes from the same season of earlier years: about three years with few withheld months are needed.',
    chance: 'within chance',
    beyond: 'beyond chance',
    sentence: (f: ChangeFacts): Sentence => {
      const size = { accent: `${percent(f)} ${f.direction === 'more' ? 'above' : 'below'}` };
      return f.kind === 'shift'
        ? [`${f.subject}, ${f.place}: `, size, ` the expected level since ${monthLabel(f.from, 'en')}`]
        : [`${f.subject}, ${f.place}: `, size, ' expected'];
    },
    figures: (f: ChangeFacts): string => {
      const when =
        f.month === null
          ? 'latest six months'
          : f.months > 1
            ? `${monthLabel(f.month, 'en')} (${f.months} months, ${monthLabel(f.from, 'en')}–${monthLabel(f.to, 'en')})`
            : monthLabel(f.month, 'en');
      return `${count(f.observed)} against ${count(f.expected)} expected (range ${count(f.lower)}–${count(f.upper)}), ${when}${f.rounded ? '; rounded' : ''}`;
    },
    also: (n: number) => (n === 1 ? 'one overlapping series too' : `${n} overlapping series too`),
    all: (n: number) => `All ${n} candidates`,
    list: 'What changed, as a list',
    spark: 'latest 36 months',
    columns: {
      what: 'Series',
      place: 'Place',
      when: 'Month',
      observed: 'Count',
      expected: 'Expected',
      range: 'Expected range (98%)',
      change: 'Difference (%)',
      p: 'p',
      q: 'Adjusted p (BH)',
      verdict: 'Verdict'
    },
    half: 'latest six months',
    define: [
      'Expected: from the same month of up to seven earlier years (quasi-Poisson regression with a season by month and a trend; Farrington flexible). The six months before, and the years of COVID-19 measures (Feb 2020–May 2023) where two other years exist, are not learnt from.',
      'Expected range: without the lowest and the highest 1%. Outpatients and totals are adjusted for open days.',
      'Beyond chance: every month of every series, and its latest half-year, tested together; false discovery rate (Benjamini–Hochberg) at most 5%: of the changes told, one in twenty or fewer is expected to be chance.',
      'Change of level: the latest six months together lie outside the range, at least five of them on one side, and the CUSUM is beyond its limit.',
      'Order: relative difference × difference in counts (log) × surprise. Series that hold the same visits are told once, by the most surprising.',
      'A series with more than a fifth of its months absent is not judged: small months are the withheld ones. No cause is implied.'
    ]
  }
};
