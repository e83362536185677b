import { formatNumber } from './number-format.ts';

const percent = (value: number): string => formatNumber(value, 'percent');

/** Words of the counter-referral share and the forecast on the page of visits. */
export const visitsOutlook = {
  ja: {
    shares: {
      title: (permille: string, change: number | null) =>
        change === null
          ? `逆紹介割合は${permille}`
          : Math.abs(change) < 0.1
            ? `逆紹介割合は${permille}、前年度と同じ水準`
            : `逆紹介割合は${permille}、前年度より${formatNumber(Math.abs(change), 'rate')}ポイント${change > 0 ? '高い' : '低い'}`,
      overlap: (permille: string) => `逆紹介割合は${permille}、前年度との差は丸めの範囲`,
      none: '逆紹介割合を計算できる年度がない',
      noneText: '4つの四半期の紹介状と、12か月の外来受診がそろう年度がありません。',
      sub: {
        hospital: '逆紹介割合（‰）、病院全体、年度ごと。線は丸めた値が取りうる範囲',
        region: '逆紹介割合（‰）、参加施設の合計、年度ごと。線は丸めた値が取りうる範囲'
      },
      text: (permille: string, low: string, high: string) => `${permille}（${low}–${high}）`,
      note: (letters: string, visits: string) => `逆紹介 ${letters}通、外来 ${visits}件`,
      missing: '紹介割合（％）は計算できません。初診患者数が公開データにないためです。',
      columns: [
        '年度',
        '逆紹介割合（‰）',
        '取りうる下限',
        '取りうる上限',
        '逆紹介（通、丸めた値）',
        '外来受診（件）',
        '紹介割合（％）'
      ],
      summary: (parts: string) => `逆紹介割合、年度ごと。${parts}。紹介割合は計算できない。`,
      define: [
        '逆紹介割合（‰）＝1,000 × 逆紹介 ÷（初診＋再診）。2022年度の診療報酬改定の定義。分母は外来の受診すべてで、救急は含みません。',
        '紹介割合（％）＝（紹介＋救急）÷ 初診。分母の初診は、救急搬送と夜間・休日を除く数が必要です。公開データは初診と再診を分けないため、計算しません。',
        '紹介率・逆紹介率（％、地域医療支援病院）も分母が初診のため、計算しません。逆紹介割合と読み替えられません。',
        '分子は四半期 × 医療圏 × 診療科群の丸めた値の合計に、県外の年度の値を足したもの。1つの欄は最大9通ずれ、範囲はその全部が同じ向きにずれた場合です。秘匿の欄の分は含みません。'
      ]
    },
    forecast: {
      title: (setting: string, change: number, beats: boolean) =>
        !beats
          ? `前年同期を当てはめる予測に勝てず、${setting}は前年同期で示す`
          : Math.abs(change) < 1
            ? `今後12か月の${setting}は、直近12か月とほぼ同じ見込み`
            : `今後12か月の${setting}は、直近12か月より${percent(Math.abs(change))}${change > 0 ? '多い' : '少ない'}見込み`,
      working: '予測を計算しています',
      short: '予測は計算できない',
      shortText: (learned: number) =>
        `検証には続いた60か月が要りますが、秘匿のない月は${learned}か月です。区分を「すべて」にするか、広い地域を選んでください。`,
      failed: '予測を計算できませんでした',
      failedText: '計算の途中で止まりました。条件を選び直すと、もう一度計算します。',
      sub: (setting: string, place: string, from: string, to: string) =>
        `${place}、${setting}、月ごとの受診（件）、${from}～${to}。破線は予測、濃い帯は80%、薄い帯は95%の範囲、点線は前年同月`,
      method: { holt_winters: 'Holt–Winters法', seasonal_naive: '前年同期' },
      test: (origins: number, mase: string, naive: string) =>
        `過去${origins}回の検証（各12か月先まで）：誤差（MASE）はHolt–Winters法 ${mase}、前年同期 ${naive}。`,
      beats: 'Holt–Winters法の誤差は1を下回り、前年同期より小さい。',
      loses: 'Holt–Winters法は前年同期に勝てないため、前年同期を示す。',
      within: (within80: number, within95: number, tested: number) =>
        `実際の値は、80%の範囲に${formatNumber(100 * within80, 'percent', { decimals: 0 })}、95%の範囲に${formatNumber(100 * within95, 'percent', { decimals: 0 })}が入った（のべ${tested}か月）。`,
      narrow: '範囲は名目より狭く、幅を割り引いて読む必要がある。',
      note: (learned: number) => `学習 ${learned}か月`,
      forecast: '予測',
      lastYear: '前年同月',
      interval: (level: 80 | 95, low: string, high: string) => `${level}% ${low}–${high}`,
      columns: ['月', '予測（件）', '80%下限', '80%上限', '95%下限', '95%上限', '前年同月（件）'],
      summary: (from: string, to: string, low: string, high: string) =>
        `${from}から${to}までの予測。最少${low}件、最多${high}件。`,
      define: [
        '加法型Holt–Winters法を、診療日数をそろえた系列に当てはめ、予測する月の診療日数に戻した値です（Winters 1960）。',
        '80%・95%の範囲は残差の再標本化（2,000回、乱数の種は固定）。前年同期の範囲は、前年差の分布によります。',
        '検証：1年おきの時点で、それまでの値だけを使って12か月先まで予測し、実際と比べます。MASEは前年同期の平均誤差を1とした比で、1以上か、同じ月の前年同期より小さくなければ前年同期を示します（Hyndman & Koehler 2006）。',
        '2020年2月～2023年5月の値も学習に含みます。制度や医師数の変化は織り込みません。'
      ]
    }
  },
  en: {
    shares: {
      title: (permille: string, change: number | null) =>
        change === null
          ? `Counter-referral share: ${permille}`
          : Math.abs(change) < 0.1
            ? `Counter-referral share: ${permille}, as the year before`
            : `Counter-referral share: ${permille}, ${formatNumber(Math.abs(change), 'rate')} points ${change > 0 ? 'up' : 'down'}`,
      overlap: (permille: string) => `Counter-referral share: ${permille}; the change is within rounding`,
      none: 'No year has a counter-referral share',
      noneText: 'No year has letters of four quarters and outpatient visits of twelve months.',
      sub: {
        hospital:
          'Letters sent back per 1,000 outpatient visits (‰), whole hospital. Line: what rounding leaves open',
        region:
          'Letters sent back per 1,000 outpatient visits (‰), all partners together. Line: what rounding leaves open'
      },
      text: (permille: string, low: string, high: string) => `${permille} (${low}–${high})`,
      note: (letters: string, visits: string) => `${letters} letters, ${visits} outpatient visits`,
      missing:
        'The referral share (%) cannot be computed: the release does not hold the number of first visits.',
      columns: [
        'Fiscal year',
        'Counter-referral share (‰)',
        'Possible from',
        'Possible to',
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
        'The numerator sums rounded cells (quarter × area × department) and the yearly ones outside the prefecture. One cell is at most 9 off; the range has all of them off in one direction. Withheld cells are not in.'
      ]
    },
    forecast: {
      title: (setting: string, change: number, beats: boolean) =>
        !beats
          ? `No better than last year’s values: ${setting} shown as last year`
          : Math.abs(change) < 1
            ? `The next 12 months (${setting}) are expected to be like the last 12`
            : `The next 12 months (${setting}): ${percent(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than the last 12 expected`,
      working: 'Computing the forecast',
      short: 'The forecast cannot be computed',
      shortText: (learned: number) =>
        `Testing it needs 60 months in a row; ${learned} are without a withheld one. Choose all settings or a larger place.`,
      failed: 'The forecast could not be computed',
      failedText: 'The computation stopped. Choosing again starts it anew.',
      sub: (setting: string, place: string, from: string, to: string) =>
        `${place}, ${setting}, visits a month, ${from}–${to}. Dashed: forecast; dark band 80 %, light band 95 %; dotted: year before`,
      method: { holt_winters: 'Holt–Winters', seasonal_naive: 'last year’s value' },
      test: (origins: number, mase: string, naive: string) =>
        `Tested ${origins} times, 12 months each: error (MASE) ${mase} for Holt–Winters, ${naive} for last year’s value. `,
      beats: 'Holt–Winters stays below 1 and does better than last year’s value. ',
      loses: 'Holt–Winters does not beat last year’s value, which is shown instead. ',
      within: (within80: number, within95: number, tested: number) =>
        `The truth lay inside the 80 % range in ${formatNumber(100 * within80, 'percent', { decimals: 0 })} and the 95 % range in ${formatNumber(100 * within95, 'percent', { decimals: 0 })} of ${tested} months. `,
      narrow: 'The ranges were narrower than their names: allow for more.',
      note: (learned: number) => `learned from ${learned} months`,
      forecast: 'forecast',
      lastYear: 'year before',
      interval: (level: 80 | 95, low: string, high: string) => `${level}% ${low}–${high}`,
      columns: ['Month', 'Forecast', '80% lower', '80% upper', '95% lower', '95% upper', 'Year before'],
      summary: (from: string, to: string, low: string, high: string) =>
        `Forecast from ${from} to ${to}: least ${low}, most ${high}.`,
      define: [
        'Additive Holt–Winters on the series with equal working days, turned back by the working days of each month ahead (Winters 1960).',
        '80 and 95 % ranges by resampling residuals (2,000 paths, fixed seed). Those of last year’s value come from the differences between years.',
        'Test: from points a year apart, only what was known then predicts 12 months, compared with the truth. MASE is relative to the mean error of last year’s values; from 1 on, or where those do as well in the tested months, they are shown (Hyndman & Koehler 2006).',
        'February 2020 – May 2023 is learned from too. Changes of rules or staff are not foreseen.'
      ]
    }
  }
};
