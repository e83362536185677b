/** Words of the frame around every page. */
export const shell = {
  ja: {
    name: 'みやぎ地域医療アトラス',
    nameSmall: 'MIYAGI CARE ATLAS',
    skip: '本文へ移動',
    nav: '主なページ',
    pages: {
      overview: '概況',
      disease: '疾患',
      visits: '受診',
      demand: '需要',
      flows: '流出入',
      areas: '地域',
      report: '報告書',
      lab: 'クエリラボ',
      data: 'データについて'
    },
    notYet: '準備中',
    language: '言語',
    otherLanguage: 'English',
    theme: { label: '表示の明暗', light: '明るい表示', dark: '暗い表示', system: '端末の設定に従う' },
    releaseLabel: '公開データ',
    release: (number: number) => `第${number}版`,
    seal: { audited: '監査済み', signed: '署名確認済み', demo: '見本の署名' },
    sealTold: {
      signed: '監査済み。配信元の署名を確かめました。監査証明書を見る',
      demo: '監査済み。見本の鍵による署名を確かめました。監査証明書を見る'
    },
    channel: { region: '地域（連携施設）', hospital: '大学病院1施設' } as Record<string, string>,
    synthetic: '合成データ',
    syntheticText: '患者に関する数値はすべて架空です。実在の病院・患者とは関係ありません。',
    expired: (date: string) => `有効期限は${date}でした。新しい版があるか確かめてください。`,
    expiredFlag: '古いデータ',
    foot: '独立したオープンソースソフトウェアです。東北大学病院、J-MIMOが作成、運営、推奨するものではありません。見本データはすべて架空です。',
    footRule: '少ない数は公表しません（NDBの公表基準に準じた）',
    menu: 'その他のページ'
  },
  en: {
    name: 'Miyagi Care Atlas',
    nameSmall: 'みやぎ地域医療アトラス',
    skip: 'Skip to content',
    nav: 'Main pages',
    pages: {
      overview: 'Overview',
      disease: 'Disease',
      visits: 'Visits',
      demand: 'Demand',
      flows: 'Flows',
      areas: 'Areas',
      report: 'Reports',
      lab: 'Query Lab',
      data: 'About the data'
    },
    notYet: 'coming',
    language: 'Language',
    otherLanguage: '日本語',
    theme: { label: 'Light or dark', light: 'Light', dark: 'Dark', system: 'Follow the device' },
    releaseLabel: 'Release',
    release: (number: number) => `Release ${number}`,
    seal: { audited: 'audited', signed: 'signature confirmed', demo: 'demo signature' },
    sealTold: {
      signed: 'Audited. The publisher’s signature was confirmed. See the certificate',
      demo: 'Audited. A demo key’s signature was confirmed. See the certificate'
    },
    channel: { region: 'Region (partners)', hospital: 'One university hospital' } as Record<string, string>,
    synthetic: 'Synthetic data',
    syntheticText: 'Every patient figure is invented. No relation to any real hospital or patient.',
    expired: (date: string) => `This release was valid until ${date}. Check whether there is a newer one.`,
    expiredFlag: 'Old data',
    foot: 'Independent open-source software, not made, run or endorsed by Tohoku University Hospital or J-MIMO. The sample data are invented.',
    footRule: 'Small numbers are not published (after the NDB rules)',
    menu: 'More pages'
  }
};
