import { formatNumber } from './number-format.ts';

/** What a map of places shows. */
export type AreaMeasure = 'visits' | 'crude' | 'asr' | 'sir';
/** Which of the values: as they are, smoothed, against chance, or against their neighbours. */
export type AreaView = 'raw' | 'smoothed' | 'funnel' | 'lisa';
type Level = 'unit' | 'area';
/** What places are compared with: the prefecture at their ages, or the crude mean of the published places. */
type Basis = 'standardised' | 'crude';
const THAN: Readonly<Record<Basis, string>> = { standardised: '県', crude: '平均' };

/** A few names and how many there are in all. */
export interface Named {
  readonly names: readonly string[];
  readonly count: number;
}

/** Japanese words of the figures by place on the disease page; the English ones have the same shape. */
export const diseaseAreasJa = {
  level: { unit: '市区町村', area: '医療圏' },
  measure: {
    visits: '件数（件）',
    crude: '粗率（人口10万対）',
    asr: '年齢調整率（人口10万対）',
    sir: '標準化比（県=100）'
  },
  measureShort: { visits: '件数', crude: '粗率', asr: '年齢調整率', sir: '標準化比' },
  unit: { visits: '件', crude: '', asr: '', sir: '' },
  view: { raw: '元の値', smoothed: '平滑化', significance: '有意差' },
  viewLabel: '地図の値',
  ratio: { standardised: '標準化比（県=100）', crude: '粗率比（平均=100、年齢未調整）' },
  ratioShort: { standardised: '標準化比', crude: '粗率比' },
  test: { funnel: '偶然との差', lisa: '隣との集まり' },
  testLabel: '有意差の種類',
  hospital: 'この病院の受診にもとづく。病気の多さではない',
  of: ({ names, count }: Named, level: Level): string =>
    names.join('・') +
    (count > names.length ? `など${count}${level === 'unit' ? '市区町村' : '医療圏'}` : ''),
  differ: {
    both: (than: Basis, higher: string, lower: string) =>
      `${THAN[than]}より多いのは${higher}、少ないのは${lower}`,
    higher: (than: Basis, higher: string) => `${THAN[than]}より多いのは${higher}`,
    lower: (than: Basis, lower: string) => `${THAN[than]}より少ないのは${lower}`,
    some: (than: Basis, differing: number, of: number) =>
      `${THAN[than]}との差が偶然を超えるのは${of}地域のうち${differing}`,
    none: (than: Basis, level: Level, compared: number, all: number) => {
      const unit = level === 'unit' ? '市区町村' : '医療圏';
      return compared < all
        ? `公表した${compared}${unit}はどれも${THAN[than]}との差が偶然の範囲`
        : `どの${unit}も${THAN[than]}との差は偶然の範囲`;
    }
  },
  spread: (measure: string, high: string, low: string, ratio: number) =>
    `${measure}は${high}が最も高く、${low}の${formatNumber(ratio, 'rate')}倍`,
  highest: (measure: string, high: string) => `${measure}は${high}が最も高い`,
  one: (name: string) => `値を公表できるのは${name}だけ`,
  nothing: '値を公表できる地域がない',
  smoothed: {
    narrows: (from: string, to: string) => `偶然のばらつきをならすと、幅は${from}から${to}に縮む`,
    same: '地域差は偶然のばらつきで説明でき、ならすと差は残らない'
  },
  funnel: {
    both: (outer: number, inner: number) => `99.8%の限界の外は${outer}、95%の限界の外は${inner}地域`,
    inner: (inner: number) => `95%の限界の外は${inner}地域、99.8%の限界の外はない`,
    none: 'どの地域も偶然の限界（95%）の内側にある'
  },
  byChance: (count: number) => `差がなくても約${count}地域は95%の外に出る`,
  lisa: {
    both: (high: string, low: string) => `多い地域が集まるのは${high}、少ない地域は${low}`,
    high: (high: string) => `多い地域が集まるのは${high}`,
    low: (low: string) => `少ない地域が集まるのは${low}`,
    odd: (names: string) => `まわりと逆の地域は${names}`,
    none: '隣どうしで高低が集まる地域は見つからない',
    notTested: '隣どうしの集まりは調べられない',
    pending: '隣どうしの集まりを計算しています',
    failed: '隣どうしの集まりを計算できなかった'
  },
  clusters: {
    'high-high': '多い地域の集まり',
    'low-low': '少ない地域の集まり',
    'high-low': 'まわりより多い',
    'low-high': 'まわりより少ない',
    none: '偶然の範囲'
  },
  outside: {
    '2': '多い（99.8%の外）',
    '1': '多い（95%の外）',
    '0': '偶然の範囲',
    '-1': '少ない（95%の外）',
    '-2': '少ない（99.8%の外）'
  },
  sub: {
    map: (measure: string, subject: string, shown: number, all: number, level: Level, year: string) =>
      `${measure}、${subject}、${all}${level === 'unit' ? '市区町村' : '医療圏'}${shown < all ? `のうち公表${shown}` : ''}、${year}`,
    smoothedOf: (measure: string) => `平滑化した${measure}`,
    outline: (ratio: string) => `太い輪郭は${ratio}の差が偶然を超える地域（偽発見率5%）`,
    lisa: (permutations: string) => `並べ替え${permutations}回、偽発見率5%`,
    smoothed: '経験ベイズ法。秘匿の地域は使わない',
    ranking: (measure: string, subject: string, year: string) =>
      `${measure}と95%信頼区間、${subject}、${year}。重なる区間どうしの順位に意味はない`,
    funnel: (ratio: string, subject: string, year: string) =>
      `${ratio}、${subject}、${year}。帯は95%、破線は99.8%の限界。内側は偶然の範囲`,
    adjusted: (ratio: string, subject: string, year: string) =>
      `${ratio}、${subject}、${year}。限界は地域間のばらつきを見込む`,
    pyramid: (subject: string, counted: string, year: string) =>
      `構成比（%）。棒：${subject}の${counted}、線：住民。${year}`
  },
  bold: (ratio: string) => `塗りと太字は${ratio}の差が偶然を超える地域（偽発見率5%）`,
  mapNote: '地図：国土数値情報（行政区域）を加工',
  mapHelp: '矢印キーで地域を移り、Enterで選びます。',
  mapList: '一覧から選ぶ',
  source: {
    exact: '件数は正確な値。秘匿のある地域を除く',
    indicator: '丸めた件数にもとづく推計値。区間は丸めの分だけ広い'
  },
  interval: (lower: string, upper: string) => `95%信頼区間 ${lower}–${upper}`,
  events: (count: string) => `${count}件`,
  roundedEvents: (count: string) => `約${count}件（丸めた値）`,
  band: (band: string) => `件数の階級 ${band.replace('-', '–')}件`,
  verdict: {
    higher: '差は偶然を超える（多い）',
    lower: '差は偶然を超える（少ない）',
    none: '差は偶然の範囲'
  },
  verdictShort: { higher: '多い', lower: '少ない', none: '偶然の範囲' },
  outsideShort: { '2': '99.8%の上', '1': '95%の上', '0': '内側', '-1': '95%の下', '-2': '99.8%の下' },
  colon: '：',
  smoothedValue: (value: string) => `平滑化値 ${value}`,
  expectedEvents: (value: string) => `期待件数 ${value}件`,
  leadsTo: (area: string) => `${area}で見る`,
  hidden: '人数が少ないため公表しない',
  reasons: {
    no_population: '人口が0のため率を計算できない',
    zero_expected: '期待件数が0のため比を計算できない',
    too_few_areas: '値のある地域が少ないため計算できない',
    no_variation: '値に違いがないため計算できない',
    other: 'この地域では計算できない'
  },
  states: {
    allHidden: {
      title: 'どの地域の値も公表していません',
      text: '地域ごとの値は、患者が10人以上かつ20件以上あるときだけ公表します。医療圏に切り替えるか、より広い疾患を選んでください。'
    },
    fewAreas: {
      title: (have: number) => `値のある地域が足りません（隣り合うのは${have}）`,
      text: '値があり、値のある地域と接する市区町村が20以上必要です。「偶然との差」か「元の値」で見てください。'
    },
    noVariation: {
      title: '地域の値に違いがありません',
      text: 'すべての地域が同じ値のため、集まりを調べられません。'
    },
    failed: {
      title: '計算できませんでした',
      text: 'ブラウザーの計算が途中で止まりました。ページを読み直すか、「元の値」で見てください。'
    },
    noExpected: {
      title: '県の値と比べられません',
      text: '期待件数を計算するための県の年齢別の値が公表されていません。粗率で見てください。'
    },
    onePlace: {
      title: '値のある地域が1つだけです',
      text: '比べる相手がないため、ばらつきの限界は引きません。値は「表で見る」にあります。'
    },
    bandsOnly: {
      title: '件数は階級だけを公表しています',
      text: 'この疾患の市区町村別の件数は階級（20–49件など）です。粗率か標準化比で見てください。'
    },
    noPatients: {
      title: '年齢別の値を公表していません',
      text: 'どの年齢・性別も0または秘匿（10人未満）です。より広い疾患か、県全体を選んでください。'
    }
  },
  years: { label: '地図の年度', play: '年度を順に見る', pause: '止める' },
  limits: { label: '限界の種類', chance: '偶然だけ', adjusted: '地域間のばらつきも' },
  phi: (phi: number) => `地域間のばらつき φ=${formatNumber(phi, 'rate')}（1なら偶然だけ）`,
  funnelAxis: '期待件数（件）。右ほど人が多く、ばらつきは小さい',
  reference: { standardised: '県=100', crude: '平均=100' },
  pyramid: {
    title: {
      older: (subject: string, share: string, residents: string) =>
        `${subject}の患者の${share}が75歳以上（住民では${residents}）`,
      partial: '年齢別に公表できる分が少なく、構成はわからない',
      none: '年齢別の値を公表していない'
    },
    patients: '患者',
    visits: '件数',
    residents: '住民',
    residentShare: (sex: string) => `${sex} 住民（％）`,
    absent: '0または秘匿',
    note: (absent: number) =>
      absent ? `丸めた値。${absent}区分は0または秘匿（斜線、幅に意味はない）` : '丸めた値'
  },
  columns: {
    place: '地域',
    lower: '95%下限',
    upper: '95%上限',
    events: '件数',
    expected: '期待件数',
    smoothed: '平滑化値',
    verdict: '差（偽発見率5%）',
    limits: '管理限界',
    cluster: '隣との集まり'
  },
  about: (count: string) => `約${count}`,
  summary: {
    map: (title: string, basis: Basis, shown: number, absent: number, higher: number, lower: number) =>
      `${title}。値のある${shown}地域、ない${absent}地域。偶然を超えて${THAN[basis]}より多い${higher}、少ない${lower}。`,
    ranking: (title: string, shown: number, absent: number) =>
      `地域別の値と95%信頼区間。${title}。値のある${shown}地域、ない${absent}地域。`,
    funnel: (title: string, shown: number) => `ファンネルプロット。${title}。${shown}地域。`,
    pyramid: (title: string) => `年齢と性別の構成。${title}。`
  },
  define: {
    sir: [
      '標準化比（SIR）= 100 × 観察件数 ÷ 期待件数。期待件数は、県の年齢・性別ごとの率がその地域の住民にあてはまるときの件数（間接法）。',
      '区間は95%（Byar法、10件未満は正確法）。',
      '地域ごとに年齢の重みが違うため、地域どうしの順位には使わない。原因は示さない。'
    ],
    crude: ['粗率 = 件数 ÷ 住民（住民基本台帳人口 2025年1月1日）× 10万。年齢構成の違いを含む。'],
    asr: (standard: string) => [
      `年齢調整率（直接法）= 年齢別の率を基準人口${standard ? `（${standard}）` : ''}の重みで平均した値。人口10万対。`,
      '区間は95%（ガンマ法）。'
    ],
    visits: ['件数 = その地域の住民の受診。人口の大きさをそのまま反映する。'],
    smoothed:
      '平滑化値（参考）：値を公表した地域全体の平均へ、件数の少ない地域ほど強く近づけた値（経験ベイズ法、Marshall 1991）。元の値と混ぜて読まない。',
    breaks: '階級は全年度を通して固定（Fisher–Jenks、5階級。比は100をはさんで対称）。',
    funnel:
      'ファンネルプロット：期待件数ごとに、県と同じ率でも偶然に散らばる範囲（95%・99.8%、ポアソン分布）を示す（Spiegelhalter 2005）。',
    crudeRatio:
      '粗率比 = 100 × その地域の粗率 ÷ 値を公表した地域全体の粗率。県の年齢別の値が公表されていないため、年齢構成の違いは調整していない。',
    verdicts:
      '塗りと太字、太い輪郭は、比べた地域すべてのp値を偽発見率（FDR、Benjamini–Hochberg 1995）5%で補正して決める。多くの地域を比べると、偶然だけでも20に1つは95%区間が100を外れるため。',
    tau: 'φは地域間のばらつきの大きさ。1を大きく超えるとき、限界をτ²で広げて見ることができる。',
    lisa: (seed: number, permutations: string, generator: string) =>
      `局所Moran（LISA）：隣り合う地域と似た値の集まり。経験ベイズ標準化した値、条件付き並べ替え${permutations}回（乱数${generator}、種${seed}）、偽発見率（FDR）5%で補正。`,
    islands: (names: string) => `隣に値のある地域がないため除いた：${names}。`,
    rounded: '件数は10単位に丸めた値から作られ、件数は階級で示す。区間は丸めの分だけ広げてある。',
    hospital: 'この病院を受診した人だけの値で、地域の罹患率ではない（この病院が担う割合の違いを含む）。',
    pyramid: (what: string) => [
      `棒：公表された年齢・性別の${what}の計を100とする構成比。線：同じ年齢区分の住民の構成比。`,
      '値は10単位に丸めてある。少ない区分は公表しない。'
    ]
  }
};
