import type { AuditStepName } from '../release/certificate.ts';
import type { Locale } from './locale.ts';
import type { Sentence } from './overview.ts';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly facts: {
    readonly steps: string;
    readonly stepsOf: (passed: number) => string;
    readonly stepsNote: string;
    readonly cells: string;
    readonly cellsUnit: string;
    readonly cellsNote: string;
    readonly doubt: string;
    readonly doubtOf: (count: string) => readonly [before: string, number: string, after: string];
    readonly doubtNote: string;
    readonly unbounded: string;
    readonly unboundedNote: string;
    readonly signed: string;
    readonly demoKey: string;
    readonly ownKey: string;
  };
  /** What the tests found, in a clause. */
  readonly finding: (count: string | null) => Sentence;
  readonly testedTitle: string;
  readonly testedLead: string;
  /** Each test as the question it answers; the certificate says how. */
  readonly steps: Readonly<Record<AuditStepName, string>>;
  readonly whole: string;
  readonly sample: (size: string) => string;
  readonly cellsTested: (cells: string) => string;
  readonly targetsTested: (targets: string) => string;
  readonly narrowest: (count: string) => string;
  readonly more: string;
  readonly settled: (closed: string, witnessed: string, programme: string) => string;
  readonly seed: (seed: number) => string;
  readonly periods: (tested: string, frozen: string, withdrawn: string) => string;
  readonly utilityTitle: string;
  readonly utilityLead: string;
  readonly level: string;
  readonly share: string;
  readonly levels: Readonly<Record<string, string>>;
  /** What the goals are about: the finest level. */
  readonly goals: (level: string) => string;
  readonly goal: Readonly<Record<'prefecture' | 'towns', string>>;
  readonly goalReached: (place: string, share: string, goal: string) => string;
  readonly notTitle: string;
  readonly notLead: string;
  readonly signerTitle: string;
  readonly signer: { readonly demo: readonly string[]; readonly own: readonly string[] };
  readonly rows: Readonly<
    Record<'release' | 'key' | 'policy' | 'policyVersion' | 'solver' | 'certificate', string>
  >;
  readonly selfTitle: string;
  readonly self: readonly string[];
  /** How to ask the command, for a demo key and for the publisher's own. */
  readonly command: (folder: string, demo: boolean) => string;
  readonly download: string;
  readonly missing: string;
}

export const certificatePage: Readonly<Record<Locale, Words>> = {
  ja: {
    title: '監査証明書',
    lead: '公開する前に、表を作ったものとは別のプログラムが、読む人の立場で「患者を突き止められないか」を試します。一つでも通らなければ公開されません。ここにはその結果を載せています。',
    facts: {
      steps: '検査',
      stepsOf: (passed) => `${passed}項目`,
      stepsNote: 'すべて通過',
      cells: '調べた欄',
      cellsUnit: '欄',
      cellsNote: '検査ごとののべ数',
      doubt: '秘匿値に残る可能性',
      doubtOf: (count) => ['', count, '通り以上'],
      doubtNote: '最も狭い値でも',
      unbounded: '絞れず',
      unboundedNote: '上から抑える手がかりなし',
      signed: '署名',
      demoKey: '見本の鍵',
      ownKey: '配信元の鍵'
    },
    finding: (count) =>
      count === null
        ? ['どの秘匿値にも、絞り込む手がかりは', { accent: '見つからなかった' }]
        : ['どの秘匿値にも、少なくとも', { accent: `${count}通り` }, 'の可能性が残る'],
    testedTitle: '試したこと',
    testedLead:
      '公開するファイルそのものを調べました。読む人は、すべての表と、限りない計算の力をもつものとします。',
    steps: {
      closed_form: 'どの行も決まりを守っているか',
      declarations: '表の組み立ては正しいか',
      exact_programme: '引き算で分からないか',
      joint_programme: '表を組み合わせても分からないか',
      insiders: '内情を知る人にも分からないか',
      integers_rule: '秘匿の手順を知っていても分からないか',
      differences: '差を取っても分からないか',
      membership: '一人が含まれるかどうか分からないか',
      raw_scan: 'ファイルに余計なものが入っていないか'
    },
    whole: '全数',
    sample: (size) => `無作為に${size}件`,
    cellsTested: (cells) => `調べた欄 ${cells}`,
    targetsTested: (targets) => `秘匿値 ${targets}`,
    narrowest: (count) => `残る可能性 ${count}通り以上`,
    more: 'くわしく',
    settled: (closed, witnessed, programme) =>
      `判定の内訳：式による ${closed}、ありうる2つの表の提示 ${witnessed}、線形計画 ${programme}`,
    seed: (seed) => `乱数の種 ${seed}`,
    periods: (tested, frozen, withdrawn) =>
      `今回新しく試した表と期間の組は${tested}、以前に試し、変わっていないことを確かめた組は${frozen}、公表を取り下げた期間は${withdrawn}です。`,
    utilityTitle: '守ったうえで残した細かさ',
    utilityLead: '受診のうち、それぞれの段階まで公表できた割合です。合わせて100%になります。',
    level: '公表した段階',
    share: '受診に占める割合',
    levels: {
      age5: '5歳階級と性別まで',
      sex: '年齢6区分と性別まで',
      age6: '年齢6区分まで',
      age3: '年齢3区分まで',
      chapter: '受診区分と疾患章まで',
      setting: '受診区分まで',
      unit: '地域の合計まで'
    },
    goals: (level) => `${level}公表できた割合：`,
    goal: { prefecture: '県全体', towns: '仙台市以外' },
    goalReached: (place, share, goal) => `${place} ${share}（目標 ${goal}）`,
    notTitle: '守っていないこと',
    notLead: '次のことは、この方法では守れないか、守っていると主張しません。',
    signerTitle: '誰が署名したか',
    signer: {
      demo: [
        'この版は見本の鍵で署名されています。架空の記録から作られた鍵で、誰でも同じものを作れます。',
        '署名が示すのは、公開されてから1文字も変わっていないことだけです。実データの公開には、病院が保管する鍵を使います。'
      ],
      own: [
        'この版は配信元が保管する鍵で署名されています。この画面に組み込まれた公開鍵と照らし、署名を確かめました。',
        '署名は、この鍵の持ち主が公開したこと、公開されてから1文字も変わっていないことを示します。'
      ]
    },
    rows: {
      release: '版',
      key: '鍵の名前',
      policyVersion: '秘匿方針の版',
      policy: '秘匿方針の SHA-256',
      solver: '計算に使ったソルバー',
      certificate: 'この証明書の SHA-256'
    },
    selfTitle: '自分で確かめる',
    self: [
      'この画面は、開くたびにブラウザの中で署名とハッシュを確かめています。',
      '公開データのフォルダーがあれば、同じことを手元でも確かめられます。患者の記録は要りません。'
    ],
    command: (folder, demo) => `care-atlas verify ${folder}${demo ? '' : ' --keys trusted-keys.json'}`,
    download: '証明書のファイル（JSON）',
    missing: '証明書を表示できません'
  },
  en: {
    title: 'Audit certificate',
    lead: 'Before a release is published, a program other than the one that made it takes the reader’s place and tries to find patients in it. If a single test fails, nothing is published. These are the results.',
    facts: {
      steps: 'Tests',
      stepsOf: (passed) => `${passed}`,
      stepsNote: 'all passed',
      cells: 'Cells examined',
      cellsUnit: '',
      cellsNote: 'once for each test',
      doubt: 'Doubt left',
      doubtOf: (count) => ['', count, 'values or more'],
      doubtNote: 'even for the narrowest withheld count',
      unbounded: 'unbounded',
      unboundedNote: 'nothing bounds a withheld count',
      signed: 'Signature',
      demoKey: 'demo key',
      ownKey: 'publisher’s key'
    },
    finding: (count) =>
      count === null
        ? ['Nothing was found that bounds any withheld count']
        : ['Every withheld count may still be any of ', { accent: `at least ${count} values` }],
    testedTitle: 'What was tested',
    testedLead:
      'The published files themselves were examined. The reader is taken to have every table, and computing without limit.',
    steps: {
      closed_form: 'Does every row keep the rules?',
      declarations: 'Are the tables put together soundly?',
      exact_programme: 'Can it be found by subtraction?',
      joint_programme: 'Can it be found by combining tables?',
      insiders: 'Can somebody who knows a part find out more?',
      integers_rule: 'Does it help to know how cells are chosen?',
      differences: 'Do differences give anything away?',
      membership: 'Can one tell whether a person is in it?',
      raw_scan: 'Is there anything in the files that should not be?'
    },
    whole: 'everything',
    sample: (size) => `${size} drawn at random`,
    cellsTested: (cells) => `${cells} cells`,
    targetsTested: (targets) => `${targets} withheld counts`,
    narrowest: (count) => `at least ${count} values left`,
    more: 'More',
    settled: (closed, witnessed, programme) =>
      `Settled by formula: ${closed}; by showing two possible tables: ${witnessed}; by linear programme: ${programme}`,
    seed: (seed) => `random seed ${seed}`,
    periods: (tested, frozen, withdrawn) =>
      `Tested for the first time: ${tested} pairs of table and period. Tested before and found unchanged: ${frozen}. Periods taken back: ${withdrawn}.`,
    utilityTitle: 'How much detail is left',
    utilityLead: 'The share of visits published down to each level; together they make 100%.',
    level: 'Published down to',
    share: 'Share of visits',
    levels: {
      age5: 'five-year band and sex',
      sex: 'six age groups and sex',
      age6: 'six age groups',
      age3: 'three age groups',
      chapter: 'setting and disease chapter',
      setting: 'setting',
      unit: 'total of the place'
    },
    goals: (level) => `Published down to ${level}: `,
    goal: { prefecture: 'whole prefecture', towns: 'outside Sendai' },
    goalReached: (place, share, goal) => `${place} ${share} (goal ${goal})`,
    notTitle: 'What is not protected',
    notLead: 'These things the method cannot protect, or does not claim to.',
    signerTitle: 'Who signed',
    signer: {
      demo: [
        'This release carries the signature of a demo key. It is derived from invented records, and anybody can make the same one.',
        'All it shows is that not one character has changed since publication. Real data are signed with a key kept by the hospital.'
      ],
      own: [
        'This release carries the signature of a key kept by the publisher, confirmed with the public key built into this page.',
        'It shows that the holder of this key published it, and that not one character has changed since.'
      ]
    },
    rows: {
      release: 'Release',
      key: 'Name of the key',
      policyVersion: 'Version of the disclosure policy',
      policy: 'SHA-256 of the disclosure policy',
      solver: 'Solver used',
      certificate: 'SHA-256 of this certificate'
    },
    selfTitle: 'Check it yourself',
    self: [
      'Whenever this page opens a release, the browser checks its signature and hashes.',
      'With the folder of the release you can do the same on your own machine. No patient records are needed.'
    ],
    command: (folder, demo) => `care-atlas verify ${folder}${demo ? '' : ' --keys trusted-keys.json'}`,
    download: 'The certificate as a file (JSON)',
    missing: 'The certificate cannot be shown'
  }
};
