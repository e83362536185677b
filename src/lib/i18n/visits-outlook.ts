import { formatNumber } from './number-format.ts';

const signed = (value: number): string => formatNumber(value, 'percent', { sign: 'always' });

/** Per cent by which the year ahead may differ from the year behind: limits of 95 %. */
export interface ForecastChange {
  readonly lower: number;
  readonly upper: number;
}

/** Words of the counter-referral share and the forecast on the page of visits. */
export const visitsOutlook = {
  ja: {
    shares: {
      title: (permille: string, before: string | null, change: 'higher' | 'lower' | 'rounding') =>
        before === null
          ? `逆紹介割合は${permille}`
          : change === 'rounding'
            ? `逆紹介割合は${permille}、前年度（${before}）との差は丸めの範囲`
            : `逆紹介割合は${permille}、前年度（${before}）より${change === 'higher' ? '高い' : '低い'}`,
      none: '逆紹介割合を計算できる年度がない',
      noneOfYear: (year: number) => `${year}年度の逆紹介割合は計算できない`,
      noneText: '4つの四半期の紹介状と、12か月の外来受診がそろう年度がありません。',
      sub: {
        hospital: '逆紹介割合（‰）、病院全体、年度ごと。線は丸めで動く範囲',
        region: '逆紹介割合（‰）、参加施設の合計、年度ごと。線は丸めで動く範囲'
      },
      text: (permille: string, low: string, high: string) => `${permille}（${low}–${high}）`,
      note: (year: number, letters: string, visits: string, cells: number) =>
        `${year}年度 逆紹介 ${letters}通（公表した${cells}欄の計）、外来 ${visits}件`,
      missing: '紹介割合（％）は計算できません。分母の初診患者数が、公開データのどの表にもないためです。',
      columns: [
        '年度',
        '逆紹介割合（‰）',
        '丸めの下限（‰）',
        '丸めの上限（‰）',
        '逆紹介（通、丸めた値）',
        '外来受診（件）',
        '紹介割合（％）'
      ],
      summary: (parts: string) => `逆紹介割合、年度ごと。${parts}。紹介割合は計算できない。`,
      define: [
        '逆紹介割合（‰）＝1,000 × 逆紹介 ÷（初診＋再診）。2022年度の診療報酬改定の定義。分母は外来の受診すべてで、救急は含みません。',
        '紹介割合（％）＝（紹介＋救急）÷ 初診。分母の初診は、救急搬送と夜間・休日を除く数が必要です。公開データは初診と再診を分けないため、計算しません。',
        '紹介率・逆紹介率（％、地域医療支援病院）も分母が初診のため、計算しません。逆紹介割合と読み替えられません。',
        '分子は四半期 × 医療圏 × 診療科群の丸めた値の合計に、県外の年度の値を足したもの。1つの欄は最大9通ずれ、範囲はその全部が同じ向きにずれた場合です。',
        '秘匿の欄の分は含まないため、本当の値は範囲より高いことがあります。全数を数えた値で標本ではないため、信頼区間は付けません。'
      ]
    },
    forecast: {
      title: (setting: string, change: ForecastChange) =>
        change.lower > 0 || change.upper < 0
          ? `今後12か月の${setting}は直近12か月より${change.lower > 0 ? '多い' : '少ない'}見込み（95%の範囲 ${signed(change.lower)}～${signed(change.upper)}）`
          : `今後12か月の${setting}は増減どちらもありうる（95%の範囲 ${signed(change.lower)}～${signed(change.upper)}）`,
      titleFlat: (setting: string) => `今後12か月の${setting}の見込み。直近12か月は0件`,
      all: '受診',
      of: (setting: string) => `${setting}の受診`,
      working: '予測を計算しています',
      short: '予測は計算できない',
      shortText: (learned: number) =>
        `検証には、秘匿や欠けのない月が最後まで60か月続くことが要りますが、いまは${learned}か月です。区分を「すべて」にするか、広い地域を選んでください。`,
      failed: '予測を計算できませんでした',
      failedText: '計算の途中で止まりました。条件を選び直すと、もう一度計算します。',
      where: (people: string, setting: string) => `${people}、区分：${setting}`,
      sub: (where: string, from: string, to: string, axis: string | null) =>
        `${where}、月ごとの受診（件${axis ? `、縦軸は${axis}から` : ''}）、${from}～${to}。破線は予測、濃い帯は80%、薄い帯は95%の範囲、点線は前年同月`,
      year: (total: string, low: string, high: string, low80: string, high80: string, latest: string) =>
        `12か月の計 ${total}件（95%の範囲 ${low}–${high}、80%の範囲 ${low80}–${high80}）、直近12か月は${latest}件。`,
      total: '12か月の計',
      method: { holt_winters: 'Holt–Winters法', seasonal_naive: '前年同期' },
      test: (origins: number, mase: string, naive: string) =>
        `過去${origins}回の検証（各12か月先まで）：誤差（MASE）はHolt–Winters法 ${mase}、前年同期 ${naive}。`,
      beats: 'Holt–Winters法の誤差は1を下回り、前年同期より小さい。',
      loses: 'Holt–Winters法は前年同期に勝てないため、前年同期を示す。',
      within: (within80: number, within95: number, tested: number) =>
        `実際の値は、80%の範囲に${formatNumber(100 * within80, 'percent', { decimals: 0 })}、95%の範囲に${formatNumber(100 * within95, 'percent', { decimals: 0 })}が入った（のべ${tested}か月）。`,
      narrow: '範囲は名目より狭い。実際の幅はこれより広いと読む。',
      wide: '範囲は名目より広め。',
      note: (learned: number, last: string, synthetic: boolean) =>
        `学習 ${learned}か月（～${last}）${synthetic ? '、合成データから' : ''}`,
      forecast: '予測',
      lastYear: '前年同月',
      interval: (level: 80 | 95, low: string, high: string) => `${level}% ${low}–${high}`,
      columns: ['月', '予測（件）', '80%下限', '80%上限', '95%下限', '95%上限', '前年同月（件）'],
      summary: (from: string, to: string, low: string, high: string) =>
        `${from}から${to}までの予測。最少${low}件、最多${high}件。`,
      define: [
        '加法型Holt–Winters法を、診療日数をそろえた系列に当てはめ、予測する月の診療日数に戻した値です（Winters 1960）。',
        '80%・95%の範囲は残差の再標本化（2,000回、乱数の種は固定）。前年同期の範囲は、前年差の分布によります。12か月の計の範囲は、月の範囲の和ではなく、計そのものの分布から求めます。',
        '検証：1年おきの時点で、それまでの値だけを使って12か月先まで予測し、実際と比べます。MASEは前年同期の平均誤差を1とした比で、1以上か、同じ月の前年同期より小さくなければ前年同期を示します（Hyndman & Koehler 2006）。',
        '2020年2月～2023年5月の値も学習に含みます。制度や医師数の変化は織り込みません。'
      ]
    }
  },
  en: {
    shares: {
      title: (permille: string, before: string | null, change: 'higher' | 'lower' | 'rounding') =>
        before === null
          ? `Counter-referral share: ${permille}`
          : change === 'rounding'
            ? `Counter-referral share: ${permille}; the change from ${before} is within rounding`
            : `Counter-referral share: ${permille}, ${change === 'higher' ? 'up' : 'down'} from ${before}`,
      none: 'No year has a counter-referral share',
      noneOfYear: (year: number) => `No counter-referral share for FY${year}`,
      noneText: 'No year has letters of four quarters and outpatient visits of twelve months.',
      sub: {
        hospital:
          'Letters sent back per 1,000 outpatient visits (‰), whole hospital, by fiscal year. Line: what rounding leaves open',
        region:
          'Letters sent back per 1,000 outpatient visits (‰), all facilities together, by fiscal year. Line: what rounding leaves open'
      },
      text: (permille: string, low: string, high: string) => `${permille} (${low}–${high})`,
      note: (year: number, letters: string, visits: string, cells: number) =>
        `FY${year}: ${letters} letters (sum of ${cells} published cells), ${visits} outpatient visits`,
      missing:
        'The referral share (%) cannot be computed: no table of the release holds its base, the number of first visits.',
      columns: [
        'Fiscal year',
        'Counter-referral share (‰)',
        'Rounding from (‰)',
        'Rounding to (‰)',
        'Sent back (rounded)',
        'Outpatient visits',
        'Referral share (%)'
      ],
      summary: (parts: string) =>
        `Counter-referral share by fiscal year. ${parts}. The referral share cannot be computed.`,
      define: [
        'Counter-referral share (‰) = 1,000 × letters sent back ÷ (first + repeat visits), rule of 2022. The base is all outpatient visits without emergency.',
        'Referral share (%) = (referred + emergency) ÷ first visits, which must leave out ambulance, night and holiday cases. The release does not tell first from repeat visits: not computed.',
        'The two referral rates (%) of regional support hospitals also rest on first visits: not computed, and not the same as the share.',
        'The numerator sums rounded cells (quarter × area × department) and the yearly ones outside the prefecture. One cell is at most 9 off; the range has all of them off in one direction.',
        'Withheld cells are not in: the true share may lie above the range. A full count, not a sample: no confidence interval.'
      ]
    },
    forecast: {
      title: (setting: string, change: ForecastChange) =>
        change.lower > 0 || change.upper < 0
          ? `Next 12 months: ${change.lower > 0 ? 'more' : 'fewer'} ${setting} than in the last 12 expected (95% range ${signed(change.lower)} to ${signed(change.upper)})`
          : `Next 12 months: ${setting} may rise or fall (95% range ${signed(change.lower)} to ${signed(change.upper)})`,
      titleFlat: (setting: string) => `Next 12 months of ${setting}; the last 12 had none`,
      all: 'visits',
      of: (setting: string) => `${setting.toLowerCase()} visits`,
      working: 'Computing the forecast',
      short: 'The forecast cannot be computed',
      shortText: (learned: number) =>
        `Testing it needs the latest 60 months without a gap; there are ${learned}. Choose all settings or a larger place.`,
      failed: 'The forecast could not be computed',
      failedText: 'The computation stopped. Choosing again starts it anew.',
      where: (people: string, setting: string) => `Visits by ${people}, setting: ${setting}`,
      sub: (where: string, from: string, to: string, axis: string | null) =>
        `${where}, a month, ${from}–${to}${axis ? `, axis from ${axis}` : ''}. Dashed: forecast; dark band 80 %, light band 95 %; dotted: year before`,
      year: (total: string, low: string, high: string, low80: string, high80: string, latest: string) =>
        `12 months together: ${total} (95% range ${low}–${high}, 80% range ${low80}–${high80}), last 12 months ${latest}. `,
      total: '12 months together',
      method: { holt_winters: 'Holt–Winters', seasonal_naive: 'last year’s value' },
      test: (origins: number, mase: string, naive: string) =>
        `Tested ${origins} times, 12 months each: error (MASE) ${mase} for Holt–Winters, ${naive} for last year’s value. `,
      beats: 'Holt–Winters stays below 1 and does better than last year’s value. ',
      loses: 'Holt–Winters does not beat last year’s value, which is shown instead. ',
      within: (within80: number, within95: number, tested: number) =>
        `The truth lay inside the 80 % range in ${formatNumber(100 * within80, 'percent', { decimals: 0 })} and the 95 % range in ${formatNumber(100 * within95, 'percent', { decimals: 0 })} of ${tested} months. `,
      narrow: 'The ranges were narrower than their names: allow for more.',
      wide: 'The ranges were wider than their names.',
      note: (learned: number, last: string, synthetic: boolean) =>
        `learned from ${learned} months (to ${last})${synthetic ? ', from synthetic data' : ''}`,
      forecast: 'forecast',
      lastYear: 'year before',
      interval: (level: 80 | 95, low: string, high: string) => `${level}% ${low}–${high}`,
      columns: ['Month', 'Forecast', '80% lower', '80% upper', '95% lower', '95% upper', 'Year before'],
      summary: (from: string, to: string, low: string, high: string) =>
        `Forecast from ${from} to ${to}: least ${low}, most ${high}.`,
      define: [
        'Additive Holt–Winters on the series with equal working days, turned back by the working days of each month ahead (Winters 1960).',
        '80 and 95 % ranges by resampling residuals (2,000 paths, fixed seed). Those of last year’s value come from the differences between years. The range of the 12 months together comes from their sum, not from adding the months’ ranges.',
        'Test: from points a year apart, only what was known then predicts 12 months, compared with the truth. MASE is relative to the mean error of last year’s values; from 1 on, or where those do as well in the tested months, they are shown (Hyndman & Koehler 2006).',
        'February 2020 – May 2023 is learned from too. Changes of rules or staff are not foreseen.'
      ]
    }
  }
};
