import { formatNumber } from './number-format.ts';

const percent = (value: number): string => formatNumber(value, 'percent');

/** Words of the figures of emergency acceptance, stays and letters on the page of visits. */
export const visitsCare = {
  ja: {
    acceptance: {
      title: (band: string, year: number, below: string, above: string) =>
        below
          ? `${band}の応需率は${year}年度の${below}に期待の範囲を下回った`
          : above
            ? `${band}の応需率は${year}年度の${above}に期待の範囲を上回った`
            : `${band}の応需率は${year}年度を通して期待の範囲にとどまった`,
      none: (band: string) => `${band}の応需率を示せる月がない`,
      short: 'ほかの年度の同じ月が足りず、期待の範囲は計算できない',
      noneText: 'この時間帯の要請は、この公開データでは0または秘匿です。別の時間帯を選んでください。',
      sub: (band: string) => `応需率（％）、年度 × 月、時間帯：${band}。地域にかかわらず全施設、丸めた値`,
      note: (n: string, low: string, high: string) =>
        `選んだ年度 n=${n}、95%信頼区間の幅は月により±${low}–${high}ポイント`,
      legend: '応需率（％）',
      flag: '期待の範囲の外',
      absent: '0または秘匿',
      covid: '感染対策期（2020年2月～2023年5月）は期待の範囲の計算に使わない',
      tip: (rate: string, low: string, high: string, n: string) =>
        `応需率 ${rate}（95%信頼区間 ${low}–${high}）、要請 ${n}件`,
      expected: (low: string, high: string) => `期待の範囲 ${low}–${high}`,
      columns: [
        '月',
        '応需（件）',
        '要請（件）',
        '応需率（％）',
        '95%下限',
        '95%上限',
        '期待の下限',
        '期待の上限',
        '判定'
      ],
      verdict: { below: '下回った', above: '上回った', within: '範囲内' },
      notJudged: '判定なし',
      summary: (band: string, year: number, low: string, high: string, below: string) =>
        `${band}の応需率、年度と月の表。${year}年度は最も低い月で${low}、最も高い月で${high}。期待の範囲を下回った月：${below || 'なし'}。`,
      define: [
        '応需率＝応需した救急要請 ÷ 救急要請。件数は10単位に丸めた公表値です。',
        '95%信頼区間はWilson法。分母は月ごとの要請です。',
        '期待の範囲＝ほかの年度の同じ月と前後1か月をまとめた割合の98%の範囲。偶然のばらつき、年による違い（τ²）、丸めの誤差を含みます（Spiegelhalter 2005）。',
        '2020年2月～2023年5月と2011年3月～5月は、期待の範囲の計算に使いません。その月の判定はします。',
        '範囲の外は「ふだんと違う」ことだけを示し、理由や良し悪しは示しません。100回に2回は偶然でも外れます。'
      ]
    },
    reasons: {
      title: (band: string, reason: string, share: number) =>
        `${band}に応需できなかった理由は「${reason}」が最多、${percent(share)}`,
      tie: (band: string, first: string, second: string) =>
        `${band}に応需できなかった理由は「${first}」と「${second}」が多く、差は偶然の範囲`,
      none: '応需できなかった理由を示せない',
      noneText: 'この医療圏と時間帯では、応需できなかった要請は0または秘匿です。',
      noFacility: 'この公開データには、この医療圏にある施設の要請がありません。県全体で見てください。',
      sub: (band: string, place: string, year: number) =>
        `構成比（％）と95%信頼区間、${band}、施設の所在地：${place}、${year}年度。○は前年度`,
      note: (n: string) => `n=${n}件（丸めた値の合計）`,
      all: '全施設',
      text: (requests: string, share: string) => `${requests}件 ${share}`,
      columns: ['理由', '件数（丸めた値）', '構成比（％）', '95%下限', '95%上限', '前年度（％）'],
      summary: (band: string, parts: string) => `${band}に応需できなかった理由。${parts}。`,
      define: [
        '構成比＝その理由の要請 ÷ 理由を公表した応需できなかった要請。各欄は10単位に丸めた値です。',
        '95%信頼区間はWilson法。区間が重なる順位に意味はありません。',
        '施設の所在地で分けます。患者の居住地ではありません。'
      ]
    },
    stays: {
      title: (mdc: string, days: string, age: string) =>
        `${age}の在院日数の中央値は${mdc}が最も長く${days}日`,
      none: '在院日数を示せる疾患がない',
      noArea: '県外と居住地不明の在院日数は公表していない',
      noAreaText: '在院日数は県内の二次医療圏の住民についてだけ公表しています。地域を選び直してください。',
      noneText:
        'この医療圏と年齢では、どの主要診断群も入院が少なく、分布を公表していません。別の年齢を選んでください。',
      sub: (area: string, age: string, year: number) =>
        `在院日数（日）、${area}医療圏の住民、${age}、${year}年度。帯は中央の50%、●は中央値、○は90%点`,
      instead: (area: string) => `県全体の値は公表していないため、入院が最も多い${area}医療圏を示す`,
      note: (n: string) => `n=${n}件（入院、丸めた値）`,
      text: (median: string) => `${median}日`,
      withheld: '秘匿（入院が少ない）',
      absent: '0または秘匿',
      noQuartile: '四分位は秘匿',
      columns: [
        '主要診断群',
        '入院（件、丸めた値）',
        '25%点（日）',
        '中央値（日）',
        '75%点（日）',
        '90%点（日）',
        '平均（日）'
      ],
      summary: (area: string, age: string, parts: string, hidden: number) =>
        `在院日数の分布、${area}、${age}。中央値の長い順に${parts}。分布を公表しない主要診断群は${hidden}。`,
      define: [
        '在院日数の分位点（内挿法）。入院した年度で数え、主要診断群（MDC）は主傷病によります。',
        '入院が少ない欄は、四分位、90%点の順に公表しません（一人の日数が読み取れるため）。件数も公表できない欄は「0または秘匿」です。',
        '平均＝延べ在院日数 ÷ 入院件数（どちらも丸めた値）。長い入院に引かれるため、中央値を先に見ます。',
        '数えた値で標本ではないため、中央値に区間は付けません。病状の重さは調整していません。'
      ]
    },
    letters: {
      title: (high: string, share: number) =>
        `紹介は${high}の連携先からが最も多く、公表分の${percent(share)}`,
      none: '紹介状を示せる地域がない',
      noneText: 'この地域の紹介状は、0または秘匿です。県全体で見てください。',
      sub: (year: number) =>
        `紹介状（通、丸めた値）、連携先の市区町村、${year}年度。棒は紹介（受けた）、●は逆紹介（送った）`,
      before: '、○は前年度の紹介',
      note: (n: string, rest: number) =>
        `n=${n}通（紹介と逆紹介）${rest > 0 ? `。ほか${rest}地域は表に` : ''}`,
      text: (received: string, sent: string) => `${received} / ${sent}`,
      absent: '0または秘匿',
      columns: ['連携先', '紹介（通）', '逆紹介（通）', '紹介、前年度（通）'],
      summary: (parts: string) => `連携先の市区町村ごとの紹介状。紹介の多い順に${parts}。`,
      define: [
        '紹介＝受けた紹介状、逆紹介＝送った紹介状。連携先の所在地で数えます。患者の居住地ではありません。',
        '診療科群ごとに10単位に丸めた公表値の合計です。診療科群の一部が秘匿の地域は、その分だけ小さくなります。',
        '公表するのは3施設以上が関わり、1施設に偏らない欄だけです。'
      ]
    }
  },
  en: {
    acceptance: {
      title: (band: string, year: number, below: string, above: string) =>
        below
          ? `Acceptance (${band}) fell below its expected range in ${below}, FY${year}`
          : above
            ? `Acceptance (${band}) rose above its expected range in ${above}, FY${year}`
            : `Acceptance (${band}) stayed within its expected range in FY${year}`,
      none: (band: string) => `No month has an acceptance rate (${band})`,
      short: 'Too few years to tell what was to be expected',
      noneText: 'Requests in these hours are zero or withheld in this release. Choose other hours.',
      sub: (band: string) =>
        `Requests accepted (%), fiscal year × month, ${band}. All facilities, rounded counts`,
      note: (n: string, low: string, high: string) =>
        `chosen year n=${n}; 95% intervals reach ±${low}–${high} points`,
      legend: 'Accepted (%)',
      flag: 'outside the expected range',
      absent: '0 or withheld',
      covid: 'Feb 2020 – May 2023 is not used for expectations',
      tip: (rate: string, low: string, high: string, n: string) =>
        `accepted ${rate} (95% CI ${low}–${high}) of ${n} requests`,
      expected: (low: string, high: string) => `expected ${low}–${high}`,
      columns: [
        'Month',
        'Accepted',
        'Requests',
        'Accepted (%)',
        '95% lower',
        '95% upper',
        'Expected from',
        'Expected to',
        'Verdict'
      ],
      verdict: { below: 'below', above: 'above', within: 'within' },
      notJudged: 'not judged',
      summary: (band: string, year: number, low: string, high: string, below: string) =>
        `Acceptance (${band}) by fiscal year and month. FY${year}: lowest ${low}, highest ${high}. Below the expected range: ${below || 'no month'}.`,
      define: [
        'Acceptance = emergency requests accepted ÷ requests. Counts are published rounded to tens.',
        'Wilson 95 % intervals over the requests of the month.',
        'Expected range: 98 % range of the pooled proportion of the same month and its neighbours in other years, with chance, the spread between years (τ²) and rounding (Spiegelhalter 2005).',
        'February 2020 – May 2023 and March – May 2011 are not used for expectations, but are judged.',
        'Outside the range means unusual, not why, nor good or bad. Two in a hundred are outside by chance.'
      ]
    },
    reasons: {
      title: (band: string, reason: string, share: number) =>
        `“${reason}” was the most frequent reason (${band}), ${percent(share)}`,
      tie: (band: string, first: string, second: string) =>
        `“${first}” and “${second}” lead (${band}); their difference may be chance`,
      none: 'No reasons can be shown',
      noneText: 'Requests refused in this area and these hours are zero or withheld.',
      noFacility: 'This release has no facility in this area. Look at the whole prefecture.',
      sub: (band: string, place: string, year: number) =>
        `Share (%) with 95% interval, ${band}, facilities in: ${place}, FY${year}. ○ year before`,
      note: (n: string) => `n=${n} (sum of rounded counts)`,
      all: 'all facilities',
      text: (requests: string, share: string) => `${requests}  ${share}`,
      columns: ['Reason', 'Requests (rounded)', 'Share (%)', '95% lower', '95% upper', 'Year before (%)'],
      summary: (band: string, parts: string) => `Reasons of refusal (${band}). ${parts}.`,
      define: [
        'Share = requests refused for the reason ÷ refused requests with a published reason, each rounded to tens.',
        'Wilson 95 % intervals. Ranks whose intervals overlap mean nothing.',
        'By place of the facility, not of the patient.'
      ]
    },
    stays: {
      title: (mdc: string, days: string, age: string) => `Longest median stay, ${age}: ${mdc}, ${days} days`,
      none: 'No category has a stay to show',
      noArea: 'Stays of people from outside are not published',
      noAreaText: 'Stays are published for residents of the four medical areas only. Choose another place.',
      noneText: 'Too few admissions of this area and age in every category. Choose another age.',
      sub: (area: string, age: string, year: number) =>
        `Days in hospital, residents of ${area}, ${age}, FY${year}. Bar: middle half, ● median, ○ 90th percentile`,
      instead: (area: string) =>
        `not published for the prefecture: shown for ${area}, the area with most admissions`,
      note: (n: string) => `n=${n} admissions (rounded)`,
      text: (median: string) => `${median} d`,
      withheld: 'withheld (few admissions)',
      absent: '0 or withheld',
      noQuartile: 'quartiles withheld',
      columns: [
        'Category (MDC)',
        'Admissions (rounded)',
        '25% (days)',
        'Median (days)',
        '75% (days)',
        '90% (days)',
        'Mean (days)'
      ],
      summary: (area: string, age: string, parts: string, hidden: number) =>
        `Length of stay, ${area}, ${age}. Longest medians: ${parts}. Categories without: ${hidden}.`,
      define: [
        'Quantiles of days in hospital (interpolated), by fiscal year of admission and major diagnostic category of the main diagnosis.',
        'Cells with few admissions lose their 90 % point, then their quartiles: one person’s stay could be read. Cells whose count cannot be published are “0 or withheld”.',
        'Mean = bed-days ÷ admissions, both rounded. Long stays pull it up: look at the median first.',
        'A full count, so medians carry no interval. Severity is not adjusted for.'
      ]
    },
    letters: {
      title: (high: string, share: number) =>
        `Most referrals come from ${high}: ${percent(share)} of those published`,
      none: 'No place has letters to show',
      noneText: 'Letters of this place are zero or withheld. Look at the whole prefecture.',
      sub: (year: number) =>
        `Letters (rounded) by municipality of the partner, FY${year}. Bar: received, ● sent back`,
      before: ', ○ received the year before',
      note: (n: string, rest: number) =>
        `n=${n} letters both ways${rest > 0 ? `; ${rest} more places in the table` : ''}`,
      text: (received: string, sent: string) => `${received} / ${sent}`,
      absent: '0 or withheld',
      columns: ['Partner in', 'Received', 'Sent back', 'Received, year before'],
      summary: (parts: string) => `Letters by municipality of the partner. Most received: ${parts}.`,
      define: [
        'Received: referrals to us. Sent back: referrals back. By place of the partner, not of the patient.',
        'Sums of department groups published rounded to tens; places with a withheld group are smaller by it.',
        'Only cells of three or more facilities, none of them dominant, are published.'
      ]
    }
  }
};
