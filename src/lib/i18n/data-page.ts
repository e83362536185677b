import { formatZeroOrWithheld } from './number-format.ts';

/** Words of the page that tells what a release is, what it covers and how it is protected. */
export const dataPage = {
  ja: {
    title: 'この公開データについて',
    lead: '何を数え、何を数えていないか。少ない数をどう守っているか。すべての図はここに書いた表だけから作られています。',
    release: '公開データ',
    rows: {
      number: '版',
      source: '出所',
      facilities: '施設数',
      facilitiesUnit: '施設',
      period: '期間',
      visits: '受診件数',
      visitsUnit: '件',
      asOf: '基準日',
      expires: '有効期限',
      audit: '監査',
      signature: '署名した鍵',
      withdrawn: '公表を取り下げた期間',
      generator: '作成ソフトウェア',
      policy: '秘匿方針（policy.json）の SHA-256'
    },
    synthetic: '合成データ。実在の病院・患者とは関係ありません。',
    real: '実データの集計値',
    passed: '監査済み',
    certificate: '監査証明書を見る',
    demoKey: (key: string) => `${key}（見本の鍵）`,
    noneWithdrawn: 'なし',
    coverTitle: 'この数字が表すもの',
    cover: {
      hospital: [
        '1つの病院の受診です。住民全体の受診ではありません。',
        '人口に対する数値は「この病院が担う割合」を示します。病気の多さ（罹患率・有病率）ではありません。'
      ],
      region: [
        '参加した施設の受診をまとめたものです。宮城県内のすべての医療機関ではありません。',
        '人口に対する数値は参加施設を受診した件数の多さを示します。病気の多さ（罹患率・有病率）ではありません。'
      ],
      both: [
        '件数は受診の延べ数です。患者の実人数ではありません。入院は入院した月に1件と数えます。',
        '居住地は患者の住所、分母は住民基本台帳人口（2025年1月1日）です。過去の年度にも同じ人口を使います。',
        '締め切った月だけを載せます。一度載せた月の値は、あとから変わりません。',
        '公表を取り下げた月は空白のままです。補ったり、載せ直したりしません。'
      ]
    },
    protectTitle: '少ない数の守り方',
    protect: [
      '患者が10人未満（人口2万5千人未満の市町村では20人未満）の欄は公表しません。NDBの公表基準に準じています。',
      '公表できない欄は、同じ親をもつ別の欄と合わせて「その他（秘匿）」の1行にします。引き算で元の値が分からないように、公表できる欄もあわせて秘匿することがあります。',
      '合計は正確です。どの表でも、月と地域ごとの行の合計は受診の総数に一致します。',
      '七ヶ宿町（人口2,000人未満）は単独の数値を持ちません。白石市・七ヶ宿町として示します。',
      'ある月に単独で公表できない市町村は、その医療圏の「その他（秘匿）」に合算します。地図では斜線で示します。',
      '保護は公開データそのものに施しています。画面で隠しているのではありません。'
    ],
    notProtected:
      '差分プライバシーではありません。秘匿された欄に受診があること、どの欄をあわせて秘匿したかは分かります。',
    roundedTitle: '10単位に丸めた表の読み方',
    rounded: [
      `患者が10人未満の欄は載せません。載っていない欄は「${formatZeroOrWithheld(10, 'ja')}」です。0なのか少ないのかは分かりません。人口2万5千人未満の市町村では20人未満です。`,
      '載せた値は、もとの値のすぐ下かすぐ上の10の倍数です。もとの値から10以上は離れず、多くの欄を平均すればずれません。',
      '丸めた値どうしは足し合わせません。計には、計として別に丸めた値を使います。',
      '指標の推計値は丸めた件数から計算し、区間を丸めの分だけ広げています。'
    ],
    finestTitle: '最も細かい区分で公表できた割合',
    finestNote: '受診件数に占める割合。残りは上の段階の合計に含まれます。',
    tablesTitle: '収めた表',
    table: { name: '表', protection: '保護', rows: '行数', size: '大きさ', hash: 'SHA-256（先頭12桁）' },
    protection: { exact: '正確（合算による秘匿）', rounded: '10単位に丸め', public: '公的統計' },
    columnsOf: '列の意味',
    column: { name: '列', type: '型', meaning: '意味' },
    referenceTitle: '公的統計の出典',
    reference: { title: '資料', publisher: '作成者', date: '時点', licence: '利用条件', status: '区分' },
    status: { official: '公的統計', computed: '公的統計から計算', modelled: '推計（モデル）' },
    mapCredit: '地図：「国土数値情報（行政区域データ 2021年1月1日）」（国土交通省）を加工して作成',
    independenceTitle: '独立したソフトウェアです',
    independence:
      'みやぎ地域医療アトラスは独立したオープンソースソフトウェアです。東北大学病院、J-MIMO（日本医師会医療情報管理機構）が作成、運営、推奨するものではありません。',
    sampleIsInvented: '同梱の見本データの患者・施設・数値はすべて架空です。',
    offline: '計算はすべてこのブラウザの中で行います。外部のサーバーには何も送りません。'
  },
  en: {
    title: 'About this release',
    lead: 'What is counted and what is not, and how small numbers are protected. Every figure is made from the tables listed here and nothing else.',
    release: 'Release',
    rows: {
      number: 'Release',
      source: 'Source',
      facilities: 'Facilities',
      facilitiesUnit: '',
      period: 'Period',
      visits: 'Visits',
      visitsUnit: '',
      asOf: 'As of',
      expires: 'Valid until',
      audit: 'Audit',
      signature: 'Signed with key',
      withdrawn: 'Periods taken back',
      generator: 'Made by',
      policy: 'SHA-256 of the disclosure policy (policy.json)'
    },
    synthetic: 'Synthetic data. No relation to any real hospital or patient.',
    real: 'Aggregates of real records',
    passed: 'Audited',
    certificate: 'See the audit certificate',
    demoKey: (key: string) => `${key} (demo key)`,
    noneWithdrawn: 'none',
    coverTitle: 'What the figures stand for',
    cover: {
      hospital: [
        'Visits to one hospital, not all visits of residents.',
        'Figures per resident show the share of care this hospital provides, not how common an illness is (incidence or prevalence).'
      ],
      region: [
        'Visits to the participating facilities, pooled; not every provider in Miyagi.',
        'Figures per resident show how often residents visit the partners, not how common an illness is (incidence or prevalence).'
      ],
      both: [
        'Counts are visits, not people. An inpatient stay counts once, in the month of admission.',
        'Residence is the patient’s address; the denominator is the resident register of 1 January 2025, used for earlier years as well.',
        'Only closed months are included, and a published month never changes.',
        'A month that was taken back stays blank: it is neither estimated nor published again.'
      ]
    },
    protectTitle: 'How small numbers are protected',
    protect: [
      'No cell of fewer than 10 patients is published (20 in towns of under 25,000 residents), in line with the rules of the national claims database (NDB).',
      'Cells that cannot be published are joined with others of the same parent into one row, “other (withheld)”. A publishable cell may be joined too, so that nothing can be found by subtraction.',
      'Totals are exact: in every table the rows of a month and place add up to all its visits.',
      'Shichikashuku (under 2,000 residents) has no figures of its own; it is shown together with Shiroishi.',
      'A municipality that cannot stand alone in a month joins “other (withheld)” of its medical area and is hatched on the map.',
      'Protection is in the released data themselves. Nothing is merely hidden on screen.'
    ],
    notProtected:
      'This is not differential privacy. A reader can tell that a withheld cell holds somebody, and which cells were joined to protect others.',
    roundedTitle: 'How to read tables rounded to ten',
    rounded: [
      `Cells of fewer than 10 patients are left out (20 in towns of under 25,000 residents). A cell that is not there is “${formatZeroOrWithheld(10, 'en')}”: which of the two, nobody can tell.`,
      'A published value is the multiple of ten just below or just above the true one. It is off by less than ten, and over many cells the differences even out.',
      'Rounded values are not added up. Totals are rounded on their own.',
      'Estimates are computed from rounded counts, and their intervals are widened for it.'
    ],
    finestTitle: 'Share published at the finest level',
    finestNote: 'Share of visits; the rest is contained in totals one level up.',
    tablesTitle: 'Tables in this release',
    table: {
      name: 'Table',
      protection: 'Protection',
      rows: 'Rows',
      size: 'Size',
      hash: 'SHA-256 (first 12 digits)'
    },
    protection: { exact: 'exact, small cells merged', rounded: 'rounded to 10', public: 'official figures' },
    columnsOf: 'Columns',
    column: { name: 'Column', type: 'Type', meaning: 'Meaning' },
    referenceTitle: 'Official sources',
    reference: { title: 'Title', publisher: 'Publisher', date: 'Date', licence: 'Terms', status: 'Kind' },
    status: {
      official: 'official',
      computed: 'computed from official figures',
      modelled: 'estimate (model)'
    },
    mapCredit:
      'Map: made from National Land Numerical Information (administrative areas, 1 January 2021), MLIT Japan',
    independenceTitle: 'Independent software',
    independence:
      'Miyagi Care Atlas is independent open-source software. It is not made, run or endorsed by Tohoku University Hospital or J-MIMO.',
    sampleIsInvented: 'Every patient, facility and figure in the bundled sample is invented.',
    offline: 'All computing happens in this browser. Nothing is sent to any outside server.'
  }
};
