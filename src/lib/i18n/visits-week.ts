import { formatNumber } from './number-format.ts';

const percent = (value: number): string => formatNumber(value, 'percent');
const points = (value: number): string => formatNumber(Math.abs(value), 'rate');
const JA_DAYS = ['月', '火', '水', '木', '金', '土', '日'];
const EN_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The hours of a week that stand out: the busiest first, and those that chance may have put below it. */
export interface WeekFacts {
  readonly busiest: readonly { readonly weekday: number; readonly hour: number }[];
  /** Part outside weekday daytime, in per cent. */
  readonly off: number;
}

const oneHour = ({ busiest }: WeekFacts): boolean => busiest.every(({ hour }) => hour === busiest[0]!.hour);

/** Words of the figures of the week and of ways of arriving on the page of visits. */
export const visitsWeek = {
  ja: {
    weekdays: JA_DAYS,
    hour: (hour: number) => `${hour}時`,
    rhythm: {
      title: (f: WeekFacts) => {
        const peak = f.busiest[0]!;
        const off = `平日日中の外は${percent(f.off)}`;
        if (f.busiest.length === 1) return `${JA_DAYS[peak.weekday - 1]}曜${peak.hour}時台が最も多く、${off}`;
        return oneHour(f)
          ? `${peak.hour}時台が最も多く、曜日の差は偶然の範囲。${off}`
          : `${JA_DAYS[peak.weekday - 1]}曜${peak.hour}時台など${f.busiest.length}つの時間帯が多く、${off}`;
      },
      none: 'この組み合わせの受診は、0または秘匿',
      noneText:
        'この区分と来院方法の組み合わせには、公表できる時間帯がありません。別の来院方法を選んでください。',
      sub: (setting: string, arrival: string, year: number, profile: 'hospital' | 'region') =>
        `区分：${setting}、来院方法：${arrival}、${year}年度の年間件数（丸めた値）。${profile === 'hospital' ? 'この病院の全受診' : '全施設の全受診'}、居住地を問わない`,
      note: (n: string, low: string, high: string, empty: number) =>
        `n=${n}、平日日中の外の95%信頼区間 ${low}–${high}${empty > 0 ? `。168枠のうち${empty}枠は0または秘匿` : ''}`,
      legend: '年間の件数',
      absent: '0または秘匿',
      columns: ['曜日', '時', '受診（件、丸めた値）'],
      summary: (setting: string, arrival: string, year: number, busiest: string, empty: number) =>
        `曜日と時刻の表、${setting}、${arrival}、${year}年度。最も多いのは${busiest}件。0または秘匿の枠は${empty}。`,
      cell: (weekday: number, hour: number) => `${JA_DAYS[weekday - 1]}曜${hour}時台`,
      define: [
        '受付または到着の時刻ごとの年間件数。各欄は10単位に丸めた公表値で、複数の区分や来院方法を選ぶとその合計です。一部が0または秘匿の欄は、その分だけ小さくなります。',
        '「最も多い」は、ほかの167枠との差が偶然（ポアソン、5%を167で割った水準）と丸めを超えるときだけ1つに絞ります。',
        '欄が空なのは0または秘匿です。どちらかは区別できません。',
        '患者の居住地では分けられません。時刻の記録がない受診は含みません。',
        '平日日中＝月曜から金曜の8～17時。祝日を除かないため、祝日の多い月曜は少なめに出ます。',
        '色の階級は、同じ区分と来院方法ならどの年度も同じです。'
      ]
    },
    arrivalFigure: {
      title: (now: number, before: number | null, beyondChance: boolean) =>
        before === null
          ? `救急車で来た受診は${percent(now)}`
          : !beyondChance
            ? `救急車で来た受診は${percent(now)}、前年度との差は偶然の範囲`
            : points(now - before) === '0.0'
              ? `救急車で来た受診は${percent(now)}、前年度とほぼ同じ`
              : `救急車で来た受診は${percent(now)}、前年度（${percent(before)}）より${now > before ? '高い' : '低い'}`,
      none: '救急車で来た受診は、0または秘匿',
      sub: (setting: string, profile: 'hospital' | 'region') =>
        `区分：${setting}、来院方法の構成比（％）、年度ごと。${profile === 'hospital' ? 'この病院の全受診' : '全施設の全受診'}、居住地を問わない`,
      note: (n: string, low: string, high: string) => `n=${n}、救急車の95%信頼区間 ${low}–${high}`,
      tip: (share: string, low: string, high: string, visits: string) =>
        `${share}（95%信頼区間 ${low}–${high}）、${visits}件`,
      legend: '構成比（％）',
      year: '年度',
      share: (arrival: string) => `${arrival}（％）`,
      interval: (arrival: string) => `${arrival}の95%信頼区間（％）`,
      count: (arrival: string) => `${arrival}（件）`,
      total: '計（件、丸めた値）',
      summary: (year: number, parts: string) => `来院方法の構成比、年度ごと。${year}年度は${parts}。`,
      define: [
        '来院方法ごとの受診 ÷ 公表された受診の合計。分子も分母も、10単位に丸めた欄（曜日 × 時刻）の合計です。',
        '95%信頼区間はWilson法、前年度との差はNewcombe法（方法10）。',
        '欄が多いほど丸めの誤差は打ち消し合います。秘匿の欄の分は含みません。'
      ]
    }
  },
  en: {
    weekdays: EN_DAYS,
    hour: (hour: number) => `${hour}:00`,
    rhythm: {
      title: (f: WeekFacts) => {
        const peak = f.busiest[0]!;
        const off = `${percent(f.off)} come outside weekday daytime`;
        if (f.busiest.length === 1) return `${EN_DAYS[peak.weekday - 1]} ${peak.hour}:00 is busiest; ${off}`;
        return oneHour(f)
          ? `${peak.hour}:00 is busiest, weekdays alike within chance; ${off}`
          : `${EN_DAYS[peak.weekday - 1]} ${peak.hour}:00 and ${f.busiest.length - 1} more hours lead; ${off}`;
      },
      none: 'Visits of this kind are zero or withheld',
      noneText: 'No hour of this setting and arrival can be published. Choose another arrival.',
      sub: (setting: string, arrival: string, year: number, profile: 'hospital' | 'region') =>
        `Setting: ${setting}, arrival: ${arrival}, visits in FY${year} (rounded), ${profile === 'hospital' ? 'this hospital' : 'all facilities'}, wherever patients live`,
      note: (n: string, low: string, high: string, empty: number) =>
        `n=${n}; outside weekday daytime, 95% CI ${low}–${high}${empty > 0 ? `; ${empty} of 168 hours 0 or withheld` : ''}`,
      legend: 'Visits a year',
      absent: '0 or withheld',
      columns: ['Weekday', 'Hour', 'Visits (rounded)'],
      summary: (setting: string, arrival: string, year: number, busiest: string, empty: number) =>
        `Weekday by hour, ${setting}, ${arrival}, FY${year}. Busiest: ${busiest} visits. Hours with 0 or withheld: ${empty}.`,
      cell: (weekday: number, hour: number) => `${EN_DAYS[weekday - 1]} ${hour}:00`,
      define: [
        'Visits a year by hour of registration or arrival. Each cell is published rounded to tens; several settings or arrivals are their sum, smaller where one is zero or withheld.',
        'One hour is called busiest only where its distance from each of the other 167 is beyond chance (Poisson, 5 % shared among them) and rounding.',
        'An empty cell is zero or withheld; nobody can tell which.',
        'Not split by residence. Visits without a recorded hour are not in.',
        'Weekday daytime is Monday to Friday, 8–17. Holidays are not left out: Mondays, which have most, come out low.',
        'The classes of colour are the same in every year of a setting and arrival.'
      ]
    },
    arrivalFigure: {
      title: (now: number, before: number | null, beyondChance: boolean) =>
        before === null
          ? `${percent(now)} came by ambulance`
          : !beyondChance
            ? `${percent(now)} came by ambulance; the change may be chance`
            : points(now - before) === '0.0'
              ? `${percent(now)} came by ambulance, about as the year before`
              : `${percent(now)} came by ambulance, ${now > before ? 'up' : 'down'} from ${percent(before)}`,
      none: 'Visits by ambulance are zero or withheld',
      sub: (setting: string, profile: 'hospital' | 'region') =>
        `Setting: ${setting}, share by way of arriving (%), by fiscal year, ${profile === 'hospital' ? 'this hospital' : 'all facilities'}, wherever patients live`,
      note: (n: string, low: string, high: string) => `n=${n}; by ambulance, 95% CI ${low}–${high}`,
      tip: (share: string, low: string, high: string, visits: string) =>
        `${share} (95% CI ${low}–${high}), ${visits} visits`,
      legend: 'Share (%)',
      year: 'Fiscal year',
      share: (arrival: string) => `${arrival} (%)`,
      interval: (arrival: string) => `${arrival}, 95% CI (%)`,
      count: (arrival: string) => `${arrival} (visits)`,
      total: 'Total (rounded)',
      summary: (year: number, parts: string) => `Ways of arriving by fiscal year. FY${year}: ${parts}.`,
      define: [
        'Visits by way of arriving ÷ all published visits. Both are sums of cells (weekday × hour) rounded to tens.',
        'Wilson 95 % intervals; the change has Newcombe’s (method 10).',
        'Errors of rounding cancel out over many cells. Withheld cells are not in.'
      ]
    }
  }
};
