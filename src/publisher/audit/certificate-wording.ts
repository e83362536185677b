import type { AuditStepName, CertificateNote, Wording } from '#lib/release/certificate.ts';

/** What each step tests, for somebody who has never heard of disclosure control. */
export const TESTED: Readonly<Record<AuditStepName, Wording>> = {
  closed_form: {
    ja: '公開する行を1行ずつ元の記録から数え直し、どの行にも決められた人数以上の患者がいること、合算した行が中の少ない数を1つに絞らせないことを確かめました。',
    en: 'Every released row was counted again from the records: each holds at least the required number of patients, and no merged row gives away a small count inside it.'
  },
  declarations: {
    ja: '表の組み合わせ方を調べ、表どうしの引き算で少ない数が出ない形になっていることを確かめました。',
    en: 'How the tables are put together was checked, so that no small count comes out by subtracting one from another.'
  },
  exact_programme: {
    ja: '1の位まで出す2つの表について、秘匿した数がとりうる値の幅を数理計画で求め、どれも十分に広く、ゼロかもしれないことを確かめました。',
    en: 'For the two exact tables, the range each withheld count may lie in was worked out by linear programming: all are wide enough and include zero.'
  },
  joint_programme: {
    ja: '丸めた表と1の位まで出す表を同時に使っても、秘匿した数を絞り込めないことを、すべての式を連立させて確かめました。',
    en: 'All tables were used together, every equation at once, to try to narrow down a withheld count; none could be narrowed too far.'
  },
  insiders: {
    ja: '自分の受診を知っている患者の立場に立ち、自分を除いても他の人の数が分からないことを確かめました。',
    en: 'The release was read as a patient would who knows their own visits: taking themselves out tells them nothing about others.'
  },
  integers_rule: {
    ja: '人数は整数であること、合算の決まりが公開されていることを知る人にも、秘匿した数が絞り込めないことを確かめました。',
    en: 'The same was tested for a reader who knows that people come in whole numbers and who knows the public rule by which rows are merged.'
  },
  differences: {
    ja: '以前の公開データとすべての期間を照らし合わせ、重なりあう集計どうしを無作為に引き算して、少ない人数が残らないことを確かめました。',
    en: 'Every period was compared with what was published before, and random pairs of overlapping totals were subtracted: no small group is ever left.'
  },
  membership: {
    ja: '無作為に選んだ患者を1人ずつ除いて数え直し、その人がいなくても公開できる行だったことを確かめました。',
    en: 'Randomly chosen patients were left out one at a time and counted again: no row rests on any one of them.'
  },
  raw_scan: {
    ja: 'ファイルの中身を端から端まで調べ、日付、番号、氏名などの文字、場所を示す情報、余分なデータがないことを確かめました。',
    en: 'The files were read from end to end for dates, identifiers, names, paths and stray data; there are none.'
  }
};

/** Limits every reader should know; nothing here is a fault of this release. */
export const NOT_PROTECTED: readonly CertificateNote[] = [
  {
    key: 'no_differential_privacy',
    text: {
      ja: '差分プライバシーの方法は使っていません。外の情報ですでに特定されている人を守るものではありません。',
      en: 'Differential privacy is not used. Somebody whom outside information already singles out is not protected by this.'
    }
  },
  {
    key: 'visible_facts',
    text: {
      ja: '受診がなかったこと（0）、集団の傾向、合算された行に誰かがいることは分かります。',
      en: 'That nobody came (a zero), what is common in a group, and that a merged row holds somebody can be seen.'
    }
  },
  {
    key: 'collusion',
    text: {
      ja: '多くの患者が示し合わせた場合、公開する側に悪意がある場合、院内の鍵や台帳が漏れた場合は守れません。',
      en: 'It does not hold against many patients acting together, a dishonest publisher, or leaked keys and ledgers.'
    }
  },
  {
    key: 'visit_bounds',
    text: {
      ja: '秘匿した数の受診件数は、幅をもって推し量れることがあります。1人が何度も受診すると件数は動きます。',
      en: 'The visits of a withheld count may be bounded on both sides; one frequent visitor moves a count of visits.'
    }
  },
  {
    key: 'other_publishers',
    text: {
      ja: 'ほかの機関が公表する表（NDB、DPC など）との突き合わせは検査に含みません。',
      en: 'Tables published by others (such as NDB and DPC) are not part of the test.'
    }
  },
  {
    key: 'copies',
    text: {
      ja: '一度公開したデータの写しは回収できません。',
      en: 'Copies of what was published cannot be called back.'
    }
  }
];
