import { fiscalYearEra, monthLabel, type FiscalYear, type Month } from '../domain/period.ts';
import { formatNumber, formatSentenceCount } from './number-format.ts';
import type { Sentence } from './overview.ts';

/** What acceptance of a time band says over a fiscal year. */
export interface AcceptanceFacts {
  readonly band: string;
  /** Months with an expected range. */
  readonly judged: number;
  /** Months below or above their range that remain when all judged months are corrected together. */
  readonly below: readonly Month[];
  readonly above: readonly Month[];
  /** Months outside their range, those that chance may explain too. */
  readonly outside: number;
}

/** Why a year has no number. */
export type YearGap = 'withheld' | 'incomplete' | 'partial';

/** The facts the page's first sentence is made from. */
export interface VisitsFinding {
  /** The people in words. */
  readonly people: string;
  readonly fiscalYear: FiscalYear;
  /** Null for all settings together. */
  readonly setting: string | null;
  /** Visits of the year, or as many as are published where `gap` is `partial`; null otherwise where there is a gap. */
  readonly visits: number | null;
  readonly gap: YearGap | null;
  /** Whether the number leaves out visits whose setting is not published. */
  readonly partial: boolean;
  /** Per cent change per open day; null where it cannot be told or is not asked for. */
  readonly change: { readonly percent: number; readonly sure: boolean } | null;
  /** Whether a day is any day of the calendar. */
  readonly everyDay: boolean;
  readonly profile: 'hospital' | 'region';
  /** Null where no month of the year can be judged. */
  readonly acceptance: AcceptanceFacts | null;
}

const percent = (value: number): string => formatNumber(value, 'percent');
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
    pending: '図を準備しています。最初の1回だけ、数秒かかります。',
    people: (place: string, code: string) =>
      code === 'unknown' ? '居住地不明の人' : code === 'outside' ? '県外の住民' : `${place}の住民`,
    finding: (f: VisitsFinding): Sentence => {
      const subject = `${f.people}の${fiscalYearEra(f.fiscalYear)}の${f.setting ? `${f.setting}の受診` : '受診'}`;
      const day = f.everyDay ? '1日' : '診療日1日';
      const start: Sentence =
        f.visits === null
          ? f.gap === 'incomplete'
            ? [`${subject}は`, { accent: '月がそろわず' }, '、年度の合計を示せない']
            : [`${subject}は`, { accent: '秘匿を含み' }, '、年度の合計を示せない']
          : f.gap === 'partial'
            ? [`${subject}は、区分を公表した分だけで`, { accent: `${formatSentenceCount(f.visits, 'ja')}件` }]
            : [
                `${subject}は${f.partial ? '、区分を公表した分で' : ''}`,
                { accent: `${formatSentenceCount(f.visits, 'ja')}件` },
                ...(f.change === null
                  ? []
                  : !f.change.sure
                    ? ['、前年度との差は区分を公表しない分に収まる']
                    : Math.abs(f.change.percent) < 0.5
                      ? [`、${day}あたりでは前年度とほぼ同じ`]
                      : [
                          `、${day}あたりでは前年度より${percent(Math.abs(f.change.percent))}${f.change.percent > 0 ? '多い' : '少ない'}`
                        ])
              ];
      const a = f.acceptance;
      if (!a) return start;
      const whose = `${f.profile === 'hospital' ? 'この病院' : '全施設'}の${a.band}の応需率`;
      if (a.below.length > 0)
        return [...start, `。${whose}は`, { accent: `${monthsJa(a.below)}に期待の範囲を下回った` }];
      if (a.above.length > 0)
        return [...start, `。${whose}は`, { accent: `${monthsJa(a.above)}に期待の範囲を上回った` }];
      if (a.outside > 0) return [...start, `。${whose}が期待の範囲を外れた月は、偶然でも出る程度`];
      return [
        ...start,
        a.judged === 12
          ? `。${whose}は期待の範囲にとどまった`
          : `。${whose}は、判定できた${a.judged}か月とも期待の範囲`
      ];
    },
    bandShort: { weekday_day: '平日日中', holiday_day: '休日日中', evening: '準夜', night: '深夜' },
    perDay: (setting: string) => (setting === 'emergency' ? '1日あたり' : '診療日1日あたり'),
    cards: '区分ごとの受診',
    cardChange: (value: number) =>
      `前年度比 ${formatNumber(value, 'percent', { sign: 'always' })}（1日あたり）`,
    unsure: '前年度との差は区分を公表しない分に収まる',
    noBefore: '前年度と比べられない',
    covered: (share: number) => `区分を公表した分（全体の${percent(100 * share)}以上）`,
    elsewhere: '県外・居住地不明',
    coveredShort: (share: number) => `、公表分（${percent(100 * share)}以上）`,
    partial: '区分を公表した分だけ。残りが多く、合計とはいえない',
    incomplete: '月がそろわない',
    unit: '件',
    trend: {
      title: (year: number, raw: number, adjusted: number) =>
        adjusted < raw * 0.8
          ? `${year}年度の月ごとの開きは${percent(raw)}、診療日数をそろえると${percent(adjusted)}`
          : `${year}年度は診療日数をそろえても月ごとに${percent(adjusted)}の開き`,
      everyDay: (year: number, adjusted: number) =>
        `${year}年度の月ごとの開きは、暦の日数をそろえて${percent(adjusted)}`,
      gaps: {
        withheld: (year: number) => `${year}年度に秘匿の月がある。線はそこで切る`,
        incomplete: (year: number) => `${year}年度の月がそろわない。線はそこで切る`,
        zero: (year: number) => `${year}年度に受診が0件の月がある`
      },
      allHidden: 'どの月も示せない',
      allHiddenText: {
        setting:
          '区分を公表しない受診が多く、この区分の件数といえる月がありません。区分を「すべて」にするか、広い地域を選んでください。',
        all: 'この地域の受診は、どの月も秘匿か未報告です。広い地域を選んでください。'
      },
      sub: (people: string, setting: string, everyDay: boolean, from: string | null) =>
        `${people}、区分：${setting}、月ごとの受診（件${from ? `、縦軸は${from}から` : ''}）。太線は${everyDay ? '暦の日数' : '診療日数'}をそろえた値、細線は実数`,
      missing: '未報告',
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
        '公表した割合（％以上）'
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
        `${place}、区分：${setting}、月ごとの受診、${from}から${to}。診療日数をそろえた値は最少${low}件、最多${high}件。秘匿の月は${hidden}。`,
      define: [
        'そろえた値＝受診 × 平均の診療日数 ÷ その月の診療日数。実数も細線で示します。',
        '診療日＝月曜から金曜のうち、国民の祝日（大型連休の祝日、振替休日を含む）と12月29日～1月3日を除いた日。お盆は祝日ではないため診療日に数えます。谷が残るのはこのためです。',
        '救急は毎日開いているため、暦の日数でそろえます。',
        '区分ごとの値は、区分を公表しない受診がすべてその区分だったとしても95％以上を占める月だけ示します。値はその分だけ小さいことがあります。',
        '前年度との差は、区分を公表しない受診をどちらに数えても向きが変わらないときだけ、多い・少ないと示します。',
        '全数を数えた値で、標本ではないため区間は付けません。入院は入院した月に1件。'
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
    pending: 'Preparing the charts. This takes a few seconds, once.',
    people: (place: string, code: string) =>
      code === 'unknown'
        ? 'people of unknown residence'
        : code === 'outside'
          ? 'people from outside Miyagi'
          : `residents of ${place}`,
    finding: (f: VisitsFinding): Sentence => {
      const subject = `${f.setting ? `${f.setting} visits` : 'Visits'} by ${f.people}, FY${f.fiscalYear}`;
      const day = f.everyDay ? 'day' : 'working day';
      const start: Sentence =
        f.visits === null
          ? f.gap === 'incomplete'
            ? [`${subject}: `, { accent: 'months are lacking' }, ', no total for the year']
            : [`${subject}: `, { accent: 'part is withheld' }, ', no total for the year']
          : f.gap === 'partial'
            ? [
                `${subject}: `,
                { accent: formatSentenceCount(f.visits, 'en') },
                ' with a published setting, the rest unknown'
              ]
            : [
                `${subject}: `,
                { accent: formatSentenceCount(f.visits, 'en') },
                ...(f.partial ? [' with a published setting'] : []),
                ...(f.change === null
                  ? []
                  : !f.change.sure
                    ? [', a change no larger than what has no published setting']
                    : Math.abs(f.change.percent) < 0.5
                      ? [`, about the same per ${day} as the year before`]
                      : [
                          `, ${percent(Math.abs(f.change.percent))} ${f.change.percent > 0 ? 'more' : 'fewer'} per ${day} than the year before`
                        ])
              ];
      const a = f.acceptance;
      if (!a) return start;
      const whose = `Acceptance at ${f.profile === 'hospital' ? 'this hospital' : 'all facilities'} (${a.band})`;
      if (a.below.length > 0)
        return [...start, `. ${whose} `, { accent: `fell below its expected range in ${monthsEn(a.below)}` }];
      if (a.above.length > 0)
        return [...start, `. ${whose} `, { accent: `rose above its expected range in ${monthsEn(a.above)}` }];
      if (a.outside > 0) return [...start, `. ${whose} left its expected range no more often than by chance`];
      return [
        ...start,
        a.judged === 12
          ? `. ${whose} stayed within its expected range`
          : `. ${whose} stayed within its expected range in the ${a.judged} months that can be judged`
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
    unsure: 'change no larger than what has no published setting',
    noBefore: 'not comparable with the year before',
    covered: (share: number) => `with a published setting (at least ${percent(100 * share)} of all)`,
    elsewhere: 'Outside Miyagi, unknown',
    coveredShort: (share: number) => `, at least ${percent(100 * share)} published`,
    partial: 'only those with a published setting: too few to stand for all',
    incomplete: 'months are lacking',
    unit: '',
    trend: {
      title: (year: number, raw: number, adjusted: number) =>
        adjusted < raw * 0.8
          ? `FY${year}: months differ by ${percent(raw)}, by ${percent(adjusted)} with equal working days`
          : `FY${year}: months differ by ${percent(adjusted)} even with equal working days`,
      everyDay: (year: number, adjusted: number) =>
        `FY${year}: months differ by ${percent(adjusted)} with equal days`,
      gaps: {
        withheld: (year: number) => `FY${year} has withheld months; the line breaks there`,
        incomplete: (year: number) => `FY${year} lacks months; the line breaks there`,
        zero: (year: number) => `FY${year} has a month without a visit`
      },
      allHidden: 'No month can be shown',
      allHiddenText: {
        setting:
          'Too many visits have no published setting for any month to stand for this one. Choose all settings, or a larger place.',
        all: 'Visits of this place are withheld or not reported in every month. Choose a larger place.'
      },
      sub: (people: string, setting: string, everyDay: boolean, from: string | null) =>
        `Visits a month by ${people}, setting: ${setting}${from ? `, axis from ${from}` : ''}. Bold: equal ${everyDay ? '' : 'working '}days; thin: as counted`,
      missing: 'Not reported',
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
        'Published (% or more)'
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
        `Visits a month by ${place}, setting: ${setting}, ${from} to ${to}. With equal working days: least ${low}, most ${high}. Months withheld: ${hidden}.`,
      define: [
        'Equal working days = visits × mean working days ÷ working days of the month. The thin line shows the counts themselves.',
        'Working days are Monday to Friday less national holidays (Golden Week and substitute days among them) and 29 December – 3 January. O-bon is no holiday and counts as open, so its dip remains.',
        'Emergency departments never close: their months are made equal by calendar days.',
        'A setting has a value only in months in which it would hold 95 % even if every visit without a published setting were one of its own; it may be smaller by those.',
        'A change is called more or fewer only if it goes the same way wherever the visits without a published setting are counted.',
        'A full count, not a sample: no interval. An admission counts once, in its month.'
      ]
    }
  }
};
