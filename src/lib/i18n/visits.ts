import { fiscalYearEra, monthLabel, type FiscalYear, type Month } from '../domain/period.ts';
import { formatNumber, formatSentenceCount } from './number-format.ts';
import type { Sentence } from './overview.ts';

/** The facts the page's first sentence is made from. */
export interface VisitsFinding {
  /** Null for the whole prefecture. */
  readonly place: string | null;
  readonly fiscalYear: FiscalYear;
  /** Null for all settings together. */
  readonly setting: string | null;
  /** Null where withheld. */
  readonly visits: number | null;
  /** Per cent change per open day; null where it cannot be told or is not asked for. */
  readonly change: number | null;
  /** Whether a day is any day of the calendar. */
  readonly everyDay: boolean;
  /** Months of the year in which acceptance of the band fell below its range; null before that is known. */
  readonly below: {
    readonly band: string;
    readonly months: readonly Month[];
    readonly place: boolean;
  } | null;
}

const percent = (value: number): string => formatNumber(value, 'percent');
const count = (value: number): string => formatNumber(value, 'count');
const JA_DAYS = ['月', '火', '水', '木', '金', '土', '日'];
const EN_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthsJa = (months: readonly Month[]): string =>
  months.length > 3 ? `${months.length}か月` : months.map((month) => `${month % 100}月`).join('・');
const monthsEn = (months: readonly Month[]): string =>
  months.length > 3
    ? `${months.length} months`
    : months.map((month) => monthLabel(month, 'en').slice(0, 3)).join(', ');

export const visits = {
  ja: {
    title: '受診',
    comparison: '比較',
    setting: '区分',
    arrival: '来院方法',
    band: '救急要請の時間帯',
    age: '年齢',
    settings: { all: 'すべて', inpatient: '入院', outpatient: '外来', emergency: '救急' },
    arrivals: { all: 'すべて', walk_in: '独歩', ambulance: '救急車', referral: '紹介', unknown: '不明' },
    comparisons: { before: '前年度', none: 'なし' },
    ages: (age: string) => (age === '85+' ? '85歳以上' : `${age.replace('-', '～')}歳`),
    names: { setting: '区分', arrival: '来院方法', band: '時間帯', age: '年齢', compare: '比較' } as Readonly<
      Record<string, string>
    >,
    weekdays: JA_DAYS,
    hour: (hour: number) => `${hour}時`,
    pending: '図を準備しています。最初の1回だけ、数秒かかります。',
    finding: (f: VisitsFinding): Sentence => {
      const subject = `${f.place ? `${f.place}の` : ''}${fiscalYearEra(f.fiscalYear)}の${f.setting ?? '受診'}${f.setting ? 'の受診' : ''}`;
      const start: Sentence =
        f.visits === null
          ? [`${subject}は`, { accent: '秘匿を含み' }, '、年度の合計を示せない']
          : [
              `${subject}は`,
              { accent: `${formatSentenceCount(f.visits, 'ja')}件` },
              ...(f.change === null
                ? []
                : Math.abs(f.change) < 0.5
                  ? [`、${f.everyDay ? '1日' : '診療日1日'}あたりでは前年度とほぼ同じ`]
                  : [
                      `、${f.everyDay ? '1日' : '診療日1日'}あたりでは前年度より${percent(Math.abs(f.change))}${f.change > 0 ? '多い' : '少ない'}`
                    ])
            ];
      if (!f.below) return start;
      const where = f.below.place ? '全施設の' : '';
      return f.below.months.length === 0
        ? [...start, `。${where}${f.below.band}の応需率は期待の範囲を下回らなかった`]
        : [
            ...start,
            `。${where}${f.below.band}の応需率は`,
            { accent: `${monthsJa(f.below.months)}に期待の範囲を下回った` }
          ];
    },
    bandShort: { weekday_day: '平日日中', holiday_day: '休日日中', evening: '準夜', night: '深夜' },
    perDay: (setting: string) => (setting === 'emergency' ? '1日あたり' : '診療日1日あたり'),
    cards: '区分ごとの受診',
    cardChange: (value: number) =>
      `前年度比 ${formatNumber(value, 'percent', { sign: 'always' })}（1日あたり）`,
    noBefore: '前年度と比べられない',
    covered: (share: number) => `区分を公表した受診の分（${percent(100 * share)}以上）`,
    unit: '件',
    trend: {
      title: (raw: number, adjusted: number) =>
        adjusted < raw * 0.8
          ? `月ごとの開きは${percent(raw)}、診療日数をそろえると${percent(adjusted)}に縮む`
          : `診療日数をそろえても、月ごとの開きは${percent(adjusted)}ある`,
      everyDay: (adjusted: number) => `暦の日数をそろえると、月ごとの開きは${percent(adjusted)}`,
      hidden: '秘匿の月がある。線は秘匿の月で切る',
      allHidden: 'すべての月が秘匿。区分を公表できる受診が足りない',
      sub: (setting: string, from: string | null) =>
        `${setting}、月ごとの受診（件${from ? `、縦軸は${from}から` : ''}）。太線は診療日数をそろえた値、細線は実数`,
      raw: '実数',
      adjusted: '診療日数をそろえた値',
      days: (days: number) => `診療日 ${days}日`,
      dip: '2020年春',
      withdrawn: '公表取り下げ',
      columns: [
        '月',
        '受診（件）',
        '診療日数（日）',
        '1診療日あたり（件）',
        'そろえた値（件）',
        '区分を公表した割合（％）'
      ],
      summary: (
        place: string,
        setting: string,
        from: string,
        to: string,
        low: string,
        high: string,
        hidden: number
      ) =>
        `${place}、${setting}の月ごとの受診、${from}から${to}。診療日数をそろえた値は最少${low}件、最多${high}件。秘匿の月は${hidden}。`,
      define: [
        'そろえた値＝受診 × 平均の診療日数 ÷ その月の診療日数。実数も細線で示します。',
        '診療日＝月曜から金曜のうち、国民の祝日（大型連休の祝日、振替休日を含む）と12月29日～1月3日を除いた日。お盆は祝日ではないため診療日に数えます。谷が残るのはこのためです。',
        '救急は毎日開いているため、暦の日数でそろえます。',
        '区分ごとの値は、区分を公表した受診がその月の95％以上ある月だけ示します。残りは秘匿で、値はその分だけ小さくなります。',
        '全数を数えた値で、標本ではないため区間は付けません。入院は入院した月に1件。'
      ]
    },
    rhythm: {
      title: (day: number, hour: number, off: number) =>
        `${JA_DAYS[day - 1]}曜${hour}時台が最も多く、平日日中の外は${percent(off)}`,
      none: 'この組み合わせの受診は、0または秘匿',
      noneText:
        'この区分と来院方法の組み合わせには、公表できる時間帯がありません。別の来院方法を選んでください。',
      sub: (setting: string, arrival: string, year: number) =>
        `区分：${setting}、来院方法：${arrival}、${year}年度の年間件数（丸めた値）。地域にかかわらず全受診`,
      legend: '年間の件数',
      absent: '0または秘匿',
      columns: ['曜日', '時', '受診（件、丸めた値）'],
      summary: (setting: string, arrival: string, year: number, day: number, hour: number, value: string) =>
        `曜日と時刻の表、${setting}、${arrival}、${year}年度。最も多いのは${JA_DAYS[day - 1]}曜${hour}時台の${value}件。`,
      define: [
        '受付または到着の時刻ごとの年間件数。各欄は10単位に丸めた公表値で、複数の区分を選ぶとその合計です。',
        '欄が空なのは0または秘匿です。どちらかは区別できません。',
        '患者の居住地では分けられません。時刻の記録がない受診は含みません。',
        '平日日中＝月曜から金曜の8～17時（祝日を除かない）。'
      ]
    },
    arrivalFigure: {
      title: (now: number, points: number | null) =>
        points === null
          ? `救急車で来た受診は${percent(now)}`
          : Math.abs(points) < 0.5
            ? `救急車で来た受診は${percent(now)}、前年度とほぼ同じ`
            : `救急車で来た受診は${percent(now)}、前年度より${formatNumber(Math.abs(points), 'rate')}ポイント${points > 0 ? '高い' : '低い'}`,
      none: '救急車で来た受診は、0または秘匿',
      sub: (setting: string) => `${setting}、来院方法の構成比（％）、年度ごと。地域にかかわらず全受診`,
      legend: '構成比（％）',
      year: '年度',
      total: '計（件、丸めた値）',
      summary: (year: number, parts: string) => `来院方法の構成比、年度ごと。${year}年度は${parts}。`,
      define: [
        '来院方法ごとの受診 ÷ 公表された受診の合計。分子も分母も、10単位に丸めた欄（曜日 × 時刻）の合計です。',
        '欄が多いほど丸めの誤差は打ち消し合います。秘匿の欄の分は含みません。'
      ]
    }
  },
  en: {
    title: 'Visits',
    comparison: 'Compared with',
    setting: 'Setting',
    arrival: 'Arrival',
    band: 'Time of request',
    age: 'Age',
    settings: { all: 'All', inpatient: 'Inpatient', outpatient: 'Outpatient', emergency: 'Emergency' },
    arrivals: {
      all: 'All',
      walk_in: 'Walk-in',
      ambulance: 'Ambulance',
      referral: 'Referral',
      unknown: 'Unknown'
    },
    comparisons: { before: 'Year before', none: 'Nothing' },
    ages: (age: string) => (age === '85+' ? '85 and over' : age.replace('-', '–')),
    names: {
      setting: 'setting',
      arrival: 'arrival',
      band: 'time of request',
      age: 'age',
      compare: 'comparison'
    } as Readonly<Record<string, string>>,
    weekdays: EN_DAYS,
    hour: (hour: number) => `${hour}:00`,
    pending: 'Preparing the charts. This takes a few seconds, once.',
    finding: (f: VisitsFinding): Sentence => {
      const subject = `${f.setting ? `${f.setting} visits` : 'Visits'}${f.place ? ` of ${f.place}` : ''} in FY${f.fiscalYear}`;
      const start: Sentence =
        f.visits === null
          ? [`${subject}: `, { accent: 'part is withheld' }, ', no total for the year']
          : [
              `${subject}: `,
              { accent: formatSentenceCount(f.visits, 'en') },
              ...(f.change === null
                ? []
                : Math.abs(f.change) < 0.5
                  ? [`, about the same per ${f.everyDay ? '' : 'working '}day as the year before`]
                  : [
                      `, ${percent(Math.abs(f.change))} ${f.change > 0 ? 'more' : 'fewer'} per ${f.everyDay ? '' : 'working '}day than the year before`
                    ])
            ];
      if (!f.below) return start;
      const where = f.below.place ? ' at all facilities' : '';
      return f.below.months.length === 0
        ? [...start, `. Acceptance${where} (${f.below.band}) never fell below its expected range`]
        : [
            ...start,
            `. Acceptance${where} (${f.below.band}) `,
            { accent: `fell below its expected range in ${monthsEn(f.below.months)}` }
          ];
    },
    bandShort: {
      weekday_day: 'weekday daytime',
      holiday_day: 'holiday daytime',
      evening: 'evening',
      night: 'night'
    },
    perDay: (setting: string) => (setting === 'emergency' ? 'per day' : 'per working day'),
    cards: 'Visits by setting',
    cardChange: (value: number) =>
      `${formatNumber(value, 'percent', { sign: 'always' })} on the year before (per day)`,
    noBefore: 'not comparable with the year before',
    covered: (share: number) => `visits with a published setting (${percent(100 * share)} or more)`,
    unit: '',
    trend: {
      title: (raw: number, adjusted: number) =>
        adjusted < raw * 0.8
          ? `Months differ by ${percent(raw)}, by ${percent(adjusted)} once working days are equal`
          : `Months differ by ${percent(adjusted)} even with equal working days`,
      everyDay: (adjusted: number) => `Months differ by ${percent(adjusted)} with equal days`,
      hidden: 'Some months are withheld; the line breaks there',
      allHidden: 'Every month is withheld: too few visits have a published setting',
      sub: (setting: string, from: string | null) =>
        `${setting}, visits a month${from ? `, axis from ${from}` : ''}. Bold: equal working days; thin: as counted`,
      raw: 'As counted',
      adjusted: 'Equal working days',
      days: (days: number) => `${days} open days`,
      dip: 'Spring 2020',
      withdrawn: 'Taken back',
      columns: [
        'Month',
        'Visits',
        'Open days',
        'Per open day',
        'Equal working days',
        'Setting published (%)'
      ],
      summary: (
        place: string,
        setting: string,
        from: string,
        to: string,
        low: string,
        high: string,
        hidden: number
      ) =>
        `Visits a month, ${place}, ${setting}, ${from} to ${to}. With equal working days: least ${low}, most ${high}. Months withheld: ${hidden}.`,
      define: [
        'Equal working days = visits × mean working days ÷ working days of the month. The thin line shows the counts themselves.',
        'Working days are Monday to Friday less national holidays (Golden Week and substitute days among them) and 29 December – 3 January. O-bon is no holiday and counts as open, so its dip remains.',
        'Emergency departments never close: their months are made equal by calendar days.',
        'A setting has a value only in months in which at least 95 % of visits have a published setting; it is smaller by what is withheld.',
        'A full count, not a sample: no interval. An admission counts once, in its month.'
      ]
    },
    rhythm: {
      title: (day: number, hour: number, off: number) =>
        `${EN_DAYS[day - 1]} ${hour}:00 is busiest; ${percent(off)} come outside weekday daytime`,
      none: 'Visits of this kind are zero or withheld',
      noneText: 'No hour of this setting and arrival can be published. Choose another arrival.',
      sub: (setting: string, arrival: string, year: number) =>
        `Setting: ${setting}, arrival: ${arrival}, visits in FY${year} (rounded), wherever patients live`,
      legend: 'Visits a year',
      absent: '0 or withheld',
      columns: ['Weekday', 'Hour', 'Visits (rounded)'],
      summary: (setting: string, arrival: string, year: number, day: number, hour: number, value: string) =>
        `Weekday by hour, ${setting}, ${arrival}, FY${year}. Busiest: ${EN_DAYS[day - 1]} ${hour}:00 with ${value} visits.`,
      define: [
        'Visits a year by hour of registration or arrival. Each cell is published rounded to tens; several settings are their sum.',
        'An empty cell is zero or withheld; nobody can tell which.',
        'Not split by residence. Visits without a recorded hour are not in.',
        'Weekday daytime is Monday to Friday, 8–17 (holidays not left out).'
      ]
    },
    arrivalFigure: {
      title: (now: number, points: number | null) =>
        points === null
          ? `${percent(now)} came by ambulance`
          : Math.abs(points) < 0.5
            ? `${percent(now)} came by ambulance, about as the year before`
            : `${percent(now)} came by ambulance, ${formatNumber(Math.abs(points), 'rate')} points ${points > 0 ? 'up' : 'down'} on the year before`,
      none: 'Visits by ambulance are zero or withheld',
      sub: (setting: string) =>
        `${setting}, share by way of arriving (%), by fiscal year, wherever patients live`,
      legend: 'Share (%)',
      year: 'Fiscal year',
      total: 'Total (rounded)',
      summary: (year: number, parts: string) => `Ways of arriving by fiscal year. FY${year}: ${parts}.`,
      define: [
        'Visits by way of arriving ÷ all published visits. Both are sums of cells (weekday × hour) rounded to tens.',
        'Errors of rounding cancel out over many cells. Withheld cells are not in.'
      ]
    }
  }
};

/** A count as the sentences of this page write it. */
export const inWords = count;
