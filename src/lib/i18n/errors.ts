import { MANIFEST_SCHEMA, OLDEST_SCHEMA } from '../release/manifest.ts';
import type { ReleaseErrorCode } from '../release/release-error.ts';

/** What a reader is told when the system itself fails: what, why, what now. */
interface Told {
  readonly title: string;
  readonly text: string;
}

type Words = Readonly<Record<ReleaseErrorCode, Told>> & {
  readonly retry: string;
  readonly home: string;
  readonly unknown: Told;
  readonly ignored: (name: string, asked: string) => string;
  readonly names: Readonly<Record<string, string>>;
};

export const errors: Readonly<Record<'ja' | 'en', Words>> = {
  ja: {
    E_DATA_HASH: {
      title: 'ファイルが公開時の内容と一致しません',
      text: '壊れているか、書き換えられています。この公開データの値は表示していません。読み直しても続くときは、配信元の管理者に知らせてください。'
    },
    E_DATA_MISSING: {
      title: '公開データが見つかりません',
      text: 'ファイルが置かれていないか、通信が途切れています。接続を確かめて、もう一度読み込んでください。'
    },
    E_MANIFEST_SHAPE: {
      title: '公開データの目録が読めません',
      text: '目録の形が決まりと違うため、値を表示していません。配信元の管理者に知らせてください。'
    },
    E_MANIFEST_SIGNATURE: {
      title: '公開データの署名を確かめられません',
      text: '目録が書き換えられているか、この画面が信頼していない鍵で署名されています。値は表示せず、端末にも残していません。配信元の管理者に知らせてください。'
    },
    E_ROLLBACK: {
      title: '公開データが前に見た版より古くなっています',
      text: 'この端末では、より新しい版を確かめたことがあります。古い版に差し替えられたおそれがあるため、値を表示していません。配信元の管理者に知らせてください。'
    },
    E_SCHEMA_TOO_NEW: {
      title: '公開データのほうが新しい形式です',
      text: `この画面が読めるのは形式${MANIFEST_SCHEMA}までです。ページを読み直すと新しい画面になります。`
    },
    E_SCHEMA_TOO_OLD: {
      title: '公開データが古い形式です',
      text: `この画面が読めるのは形式${OLDEST_SCHEMA}以上です。公開データを新しい形式で作り直してください。`
    },
    E_SCHEMA_MISSING_COLUMN: {
      title: '表に必要な列がありません',
      text: 'この表を使う図は表示できません。公開データを作り直してください。'
    },
    E_UNSUPPORTED: {
      title: 'このブラウザでは計算できません',
      text: 'WebAssembly が使えないため、最初の画面だけを表示しています。ほかの条件を見るには、設定で許可するか別のブラウザで開いてください。'
    },
    E_ENGINE_START: {
      title: '計算エンジンを起動できません',
      text: '最初の画面はそのまま見られます。ほかの条件を見るには、WebAssembly が止められていないか確かめて、もう一度試してください。'
    },
    E_QUERY: {
      title: '集計の途中で失敗しました',
      text: '選んだ条件の値を計算できませんでした。もう一度試すか、条件を戻してください。'
    },
    unknown: {
      title: 'ページを表示できません',
      text: '思いがけない誤りが起きました。ページを読み直してください。'
    },
    retry: 'もう一度試す',
    home: '最初の条件で見る',
    ignored: (name, asked) =>
      `リンクの${name}「${asked}」はこの公開データにありません。はじめの条件で表示しています。`,
    names: { area: '地域', year: '年度', level: '地図の単位', release: '公開データ' }
  },
  en: {
    E_DATA_HASH: {
      title: 'A file differs from what was published',
      text: 'It is damaged or has been altered, so none of its figures are shown. If reloading does not help, tell whoever runs this site.'
    },
    E_DATA_MISSING: {
      title: 'The released data cannot be found',
      text: 'A file is not there or the connection broke. Check the connection and load again.'
    },
    E_MANIFEST_SHAPE: {
      title: 'The list of the release cannot be read',
      text: 'It does not have the agreed form, so no figures are shown. Tell whoever runs this site.'
    },
    E_MANIFEST_SIGNATURE: {
      title: 'The signature of the release cannot be confirmed',
      text: 'Its list has been altered, or was signed with a key this page does not trust. None of its figures are shown or stored. Tell whoever runs this site.'
    },
    E_ROLLBACK: {
      title: 'The release is older than one seen before',
      text: 'A newer release was confirmed on this device, so this one may have been put back in its place. None of its figures are shown. Tell whoever runs this site.'
    },
    E_SCHEMA_TOO_NEW: {
      title: 'The release is newer than this page',
      text: `This page reads forms up to ${MANIFEST_SCHEMA}. Reload it to get the new page.`
    },
    E_SCHEMA_TOO_OLD: {
      title: 'The release has an old form',
      text: `This page reads form ${OLDEST_SCHEMA} or later. Publish the data again in the current form.`
    },
    E_SCHEMA_MISSING_COLUMN: {
      title: 'A table lacks a column',
      text: 'Figures that need it cannot be shown. Publish the data again.'
    },
    E_UNSUPPORTED: {
      title: 'This browser cannot compute',
      text: 'WebAssembly is not available, so only the first view is shown. Allow it in the settings or use another browser to see other choices.'
    },
    E_ENGINE_START: {
      title: 'The engine does not start',
      text: 'The first view stays readable. For other choices, check that WebAssembly is not blocked and try again.'
    },
    E_QUERY: {
      title: 'Computing failed',
      text: 'The figures for this choice could not be computed. Try again or go back to the first choice.'
    },
    unknown: { title: 'The page cannot be shown', text: 'Something unexpected went wrong. Reload the page.' },
    retry: 'Try again',
    home: 'Back to the first view',
    ignored: (name, asked) =>
      `The link asks for ${name} “${asked}”, which this release does not hold. The default is shown instead.`,
    names: { area: 'area', year: 'year', level: 'map level', release: 'release' }
  }
};
