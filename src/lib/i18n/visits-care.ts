import type { FiscalYear } from '../domain/period.ts';
import { formatNumber } from './number-format.ts';

type Profile = 'hospital' | 'region';

/** What a year of acceptance says, its months in words. */
export interface AcceptanceTitle {
  readonly band: string;
  readonly year: FiscalYear;
  readonly judged: number;
  readonly below: string;
  readonly above: string;
  readonly outside: number;
}

/** The letters of one place; null where 0 or withheld. */
export interface LettersOfOne {
  readonly place: string;
  readonly received: string;
  readonly sent: string;
  /** How what was received stands to the year before; null where it is not asked for or cannot be told. */
  readonly change: 'more' | 'fewer' | 'rounding' | null;
}

const percent = (value: number): string => formatNumber(value, 'percent');

/** Words of the figures of emergency acceptance, stays and letters on the page of visits. */
export const visitsCare = {
  ja: {
    acceptance: {
      title: (t: AcceptanceTitle) => {
        const start = `${t.band}の応需率は${t.year}年度`;
        if (t.below && t.above) return `${start}の${t.below}に期待の範囲を下回り、${t.above}に上回った`;
        if (t.below) return `${start}の${t.below}に期待の範囲を下回った`;
        if (t.above) return `${start}の${t.above}に期待の範囲を上回った`;
        if (t.outside > 0) return `${start}に${t.outside}か月が期待の範囲の外、偶然でも出る程度`;
        return t.judged === 12
          ? `${start}を通して期待の範囲にとどまった`
          : `${start}の判定できた${t.judged}か月とも期待の範囲`;
      },
      none: (band: string) => `${band}の応需率を示せる月がない`,
      noneOfYear: (band: string, year: number) => `${band}の応需率は、${year}年度に示せる月がない`,
      short: (band: string, year: number) => `${year}年度の${band}の応需率は、比べる月が足りず判定できない`,
      noneText: 'この時間帯の要請は、この公開データでは0または秘匿です。別の時間帯を選んでください。',
      sub: (band: string, profile: Profile) =>
        `応需率（％）、年度 × 月、時間帯：${band}。${profile === 'hospital' ? 'この病院の要請' : '全施設の要請、施設の地域を問わない'}、丸めた値`,
      note: (year: number, n: string, low: string, high: string) =>
        `${year}年度 n=${n}、95%信頼区間は月により±${low}–${high}ポイント`,
      bands: (year: number, lowest: readonly string[], all: string, lacking: boolean) =>
        `${year}年度に応需率が最も低いのは${lowest.join('か')}${lowest.length > 1 ? '（差は偶然の範囲）' : ''}。${all}、かっこ内は95%信頼区間${lacking ? '。公表した月だけの計' : ''}`,
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
      summary: (t: AcceptanceTitle, low: string, high: string, absent: number) =>
        `${t.band}の応需率、年度と月の表。${t.year}年度は最も低い月で${low}、最も高い月で${high}。期待の範囲の外は${t.outside}か月、うち補正後も下回った月：${t.below || 'なし'}、上回った月：${t.above || 'なし'}。0または秘匿か未報告の月は表全体で${absent}。`,
      define: [
        '応需率＝応需した救急要請 ÷ 救急要請。件数は10単位に丸めた公表値です。',
        '95%信頼区間はWilson法。分母は月ごとの要請です。',
        '期待の範囲＝ほかの年度の同じ月と前後1か月をまとめた割合の98%の範囲。偶然のばらつき、年による違い（τ²）、丸めの誤差を含みます（Spiegelhalter 2005）。',
        '2020年2月～2023年5月と2011年3月～5月は、期待の範囲の計算に使いません。その月の判定はします。',
        '枠は98%の範囲の外。100か月に2か月は偶然でも外れるため、表題には、その年度の月をまとめて偽発見率5%に補正しても残る月だけを挙げます（Benjamini–Hochberg）。',
        '範囲の外は「ふだんと違う」ことだけを示し、理由や良し悪しは示しません。'
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
      sub: (band: string, place: string, year: number, before: boolean) =>
        `構成比（％）と95%信頼区間、${band}、${place}、${year}年度${before ? '。○は前年度' : ''}`,
      note: (n: string, lacking: boolean) =>
        `n=${n}件（丸めた値の合計）${lacking ? '。一部の医療圏が0または秘匿の理由は、その分小さい' : ''}`,
      all: { hospital: 'この病院', region: '全施設' },
      at: (area: string) => `施設の所在地：${area}医療圏`,
      text: (requests: string, share: string) => `${requests}件 ${share}`,
      absent: '0または秘匿',
      columns: ['理由', '件数（丸めた値）', '構成比（％）', '95%下限', '95%上限', '前年度（％）'],
      summary: (band: string, parts: string) => `${band}に応需できなかった理由。${parts}。`,
      define: [
        '構成比＝その理由の要請 ÷ 理由を公表した応需できなかった要請。各欄は10単位に丸めた値です。',
        '95%信頼区間はWilson法で、丸めの誤差は含みません（1つの欄は最大9件ずれます）。区間が重なる順位に意味はありません。',
        '施設の所在地で分けます。患者の居住地ではありません。'
      ]
    },
    stays: {
      title: (area: string, mdc: string, days: string, age: string, ties: number) =>
        ties > 1
          ? `${area}医療圏の${age}の在院日数の中央値は${mdc}など${ties}群が最も長く${days}日`
          : `${area}医療圏の${age}の在院日数の中央値は${mdc}が最も長く${days}日`,
      none: '在院日数を示せる疾患がない',
      noRows: '在院日数はこの年度に公表していない',
      noRowsText: 'この公開データには、この年度の在院日数がありません。別の年度を選んでください。',
      noArea: '県外と居住地不明の在院日数は公表していない',
      noAreaText: '在院日数は県内の二次医療圏の住民についてだけ公表しています。地域を選び直してください。',
      noneText:
        'この医療圏と年齢では、どの主要診断群も入院が少なく、分布を公表していません。別の年齢を選んでください。',
      sub: (area: string, age: string, year: number) =>
        `在院日数（日）、${area}医療圏の住民、${age}、${year}年度。帯は中央の50%、●は中央値、○は90%点`,
      instead: (area: string) => `県全体の値は公表していないため、入院が最も多い${area}医療圏を示す`,
      whole: (area: string) => `市区町村の値は公表していないため、${area}医療圏を示す`,
      note: (n: string) => `n=${n}件（入院、丸めた値）`,
      text: (median: string) => `${median}日`,
      withheld: '秘匿',
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
      tie: (first: string, second: string) => `紹介は${first}と${second}の連携先からが多く、順は丸めの範囲`,
      one: (f: LettersOfOne) =>
        `${f.place}の連携先からの紹介は${f.received}、逆紹介は${f.sent}${
          f.change === null
            ? ''
            : `。紹介は前年度${{ more: 'より多い', fewer: 'より少ない', rounding: 'と丸めの範囲で同じ' }[f.change]}`
        }`,
      letters: (count: string) => `${count}通`,
      none: '紹介状を示せる地域がない',
      noneText: 'この地域の紹介状は、0または秘匿です。県全体で見てください。',
      sub: (year: number, profile: Profile) =>
        `${profile === 'hospital' ? 'この病院' : '全施設'}の紹介状（通、丸めた値）、連携先の市区町村ごと、${year}年度。棒は紹介（受けた）、●は逆紹介（送った）`,
      before: '、○は前年度の紹介',
      note: (n: string, rest: number) =>
        `n=${n}通（紹介と逆紹介）${rest > 0 ? `。ほか${rest}地域は表に` : ''}`,
      text: (received: string, sent: string) => `${received} / ${sent}`,
      absent: '0または秘匿',
      columns: ['連携先', '紹介（通）', '逆紹介（通）', '紹介、前年度（通）'],
      summary: (parts: string, hidden: number) =>
        `連携先の市区町村ごとの紹介状。紹介の多い順に${parts}。0または秘匿の地域は${hidden}。`,
      define: [
        '紹介＝受けた紹介状、逆紹介＝送った紹介状。連携先の所在地で数えます。患者の居住地ではありません。受けた患者と返した患者が同じ人とは限りません。',
        '1つの欄は丸めで最大9通ずれます。順位や前年度との差は、そのすべてが逆向きにずれても変わらないときだけ示します。',
        '診療科群ごとに10単位に丸めた公表値の合計です。診療科群の一部が秘匿の地域は、その分だけ小さくなります。',
        '公表するのは3施設以上が関わり、1施設に偏らない欄だけです。'
      ]
    }
  },
  en: {
    acceptance: {
      title: (t: AcceptanceTitle) => {
        const start = `Acceptance (${t.band})`;
        if (t.below && t.above)
          return `${start} fell below its expected range in ${t.below} and rose above it in ${t.above}, FY${t.year}`;
        if (t.below) return `${start} fell below its expected range in ${t.below}, FY${t.year}`;
        if (t.above) return `${start} rose above its expected range in ${t.above}, FY${t.year}`;
        if (t.outside > 0)
          return `${start} left its expected range in ${t.outside} month${t.outside > 1 ? 's' : ''} of FY${t.year}, as chance may do`;
        return t.judged === 12
          ? `${start} stayed within its expected range in FY${t.year}`
          : `${start} stayed within its expected range in ${t.judged} months judged of FY${t.year}`;
      },
      none: (band: string) => `No month has an acceptance rate (${band})`,
      noneOfYear: (band: string, year: number) => `No month of FY${year} has an acceptance rate (${band})`,
      short: (band: string, year: number) => `Too few months to judge acceptance (${band}) in FY${year}`,
      noneText: 'Requests in these hours are zero or withheld in this release. Choose other hours.',
      sub: (band: string, profile: Profile) =>
        `Requests accepted (%), fiscal year × month, ${band}. ${profile === 'hospital' ? 'This hospital' : 'All facilities, wherever they are'}, rounded counts`,
      note: (year: number, n: string, low: string, high: string) =>
        `FY${year} n=${n}; 95% intervals reach ±${low}–${high} points`,
      bands: (year: number, lowest: readonly string[], all: string, lacking: boolean) =>
        `Least accepted in FY${year}: ${lowest.join(' or ')}${lowest.length > 1 ? ' (may be chance)' : ''}. ${all}; 95% CI${lacking ? '; published months only' : ''}`,
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
      summary: (t: AcceptanceTitle, low: string, high: string, absent: number) =>
        `Acceptance (${t.band}) by fiscal year and month. FY${t.year}: lowest ${low}, highest ${high}. Outside the expected range: ${t.outside}; after correction below: ${t.below || 'no month'}, above: ${t.above || 'no month'}. Months 0, withheld or not reported in the whole grid: ${absent}.`,
      define: [
        'Acceptance = emergency requests accepted ÷ requests. Counts are published rounded to tens.',
        'Wilson 95 % intervals over the requests of the month.',
        'Expected range: 98 % range of the pooled proportion of the same month and its neighbours in other years, with chance, the spread between years (τ²) and rounding (Spiegelhalter 2005).',
        'February 2020 – May 2023 and March – May 2011 are not used for expectations, but are judged.',
        'Outlined: outside the 98 % range. Two months in a hundred are by chance: the title names only those that remain when the months of the year are corrected together at a false discovery rate of 5 % (Benjamini–Hochberg).',
        'Outside the range means unusual, not why, nor good or bad.'
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
      sub: (band: string, place: string, year: number, before: boolean) =>
        `Share (%) with 95% interval, ${band}, ${place}, FY${year}${before ? '. ○ year before' : ''}`,
      note: (n: string, lacking: boolean) =>
        `n=${n} (sum of rounded counts)${lacking ? '; reasons 0 or withheld in an area are smaller by it' : ''}`,
      all: { hospital: 'this hospital', region: 'all facilities' },
      at: (area: string) => `facilities in ${area}`,
      text: (requests: string, share: string) => `${requests}  ${share}`,
      absent: '0 or withheld',
      columns: ['Reason', 'Requests (rounded)', 'Share (%)', '95% lower', '95% upper', 'Year before (%)'],
      summary: (band: string, parts: string) => `Reasons of refusal (${band}). ${parts}.`,
      define: [
        'Share = requests refused for the reason ÷ refused requests with a published reason, each rounded to tens.',
        'Wilson 95 % intervals, without the error of rounding (at most 9 a cell). Ranks whose intervals overlap mean nothing.',
        'By place of the facility, not of the patient.'
      ]
    },
    stays: {
      title: (area: string, mdc: string, days: string, age: string, ties: number) =>
        `Longest median stay, ${area}, ${age}: ${mdc}${ties > 1 ? ` and ${ties - 1} more` : ''}, ${days} days`,
      none: 'No category has a stay to show',
      noRows: 'No stays are published for this year',
      noRowsText: 'This release holds no stays of this year. Choose another one.',
      noArea: 'Stays of people from outside are not published',
      noAreaText: 'Stays are published for residents of the four medical areas only. Choose another place.',
      noneText: 'Too few admissions of this area and age in every category. Choose another age.',
      sub: (area: string, age: string, year: number) =>
        `Days in hospital, residents of ${area}, ${age}, FY${year}. Bar: middle half, ● median, ○ 90th percentile`,
      instead: (area: string) =>
        `not published for the prefecture: shown for ${area}, the area with most admissions`,
      whole: (area: string) => `not published by municipality: shown for ${area}`,
      note: (n: string) => `n=${n} admissions (rounded)`,
      text: (median: string) => `${median} d`,
      withheld: 'withheld',
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
      tie: (first: string, second: string) =>
        `Most referrals come from ${first} and ${second}; rounding leaves open which`,
      one: (f: LettersOfOne) =>
        `${f.place}: received ${f.received}, sent back ${f.sent}${
          f.change === null
            ? ''
            : `; received ${{ more: 'more than', fewer: 'fewer than', rounding: 'within rounding of' }[f.change]} the year before`
        }`,
      letters: (count: string) => count,
      none: 'No place has letters to show',
      noneText: 'Letters of this place are zero or withheld. Look at the whole prefecture.',
      sub: (year: number, profile: Profile) =>
        `Letters of ${profile === 'hospital' ? 'this hospital' : 'all facilities'} (rounded) by municipality of the partner, FY${year}. Bar: received, ● sent back`,
      before: ', ○ received the year before',
      note: (n: string, rest: number) =>
        `n=${n} letters both ways${rest > 0 ? `; ${rest} more places in the table` : ''}`,
      text: (received: string, sent: string) => `${received} / ${sent}`,
      absent: '0 or withheld',
      columns: ['Partner in', 'Received', 'Sent back', 'Received, year before'],
      summary: (parts: string, hidden: number) =>
        `Letters by municipality of the partner. Most received: ${parts}. Places 0 or withheld: ${hidden}.`,
      define: [
        'Received: referrals to us. Sent back: referrals back. By place of the partner, not of the patient; patients sent back need not be those received.',
        'One cell is at most 9 off by rounding. An order or a change is told only if it would stand with all of them off the other way.',
        'Sums of department groups published rounded to tens; places with a withheld group are smaller by it.',
        'Only cells of three or more facilities, none of them dominant, are published.'
      ]
    }
  }
};
