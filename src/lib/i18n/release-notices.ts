import type { ReleaseErrorCode } from '../release/release-error.ts';
import type { Locale } from './locale.ts';

/** What a strip above the page says when the release on screen is not the one served, not whole, or not the newest. */
interface Notices {
  /** What is wrong with the served release, by code. */
  readonly why: Readonly<Partial<Record<ReleaseErrorCode, string>>> & { readonly other: string };
  readonly flag: string;
  /** A release kept on this device stands in. */
  readonly kept: (release: number, asOf: string) => string;
  /** The release that came with the page stays. */
  readonly stays: (release: number, asOf: string) => string;
  /** The release on screen is right, but a table of it is not. */
  readonly partly: string;
  readonly retry: string;
  readonly newer: (release: number) => string;
  readonly show: (release: number) => string;
  readonly insecure: string;
}

export const releaseNotices: Readonly<Record<Locale, Notices>> = {
  ja: {
    flag: '検証できないデータ',
    why: {
      E_DATA_HASH: '配信元のファイルが公開時の内容と一致しません。',
      E_DATA_MISSING: '配信元のファイルが見つからないか、通信が途切れています。',
      E_MANIFEST_SHAPE: '配信元の目録が読めません。',
      E_MANIFEST_SIGNATURE: '配信元の目録の署名を確かめられません。',
      E_ROLLBACK: '配信元の公開データが、前に見た版より古くなっています。',
      E_SCHEMA_TOO_NEW: '配信元の公開データは新しい形式です。ページを読み直してください。',
      E_SCHEMA_TOO_OLD: '配信元の公開データは古い形式です。',
      other: '配信元の公開データを開けません。'
    },
    kept: (release, asOf) => `この端末に残る検証済みの第${release}版（${asOf}現在）を表示しています。`,
    stays: (release, asOf) => `検証済みの第${release}版（${asOf}現在）を表示しています。`,
    partly: '検証できた最初の画面の値だけを表示しています。',
    retry: 'もう一度試す',
    newer: (release) => `第${release}版が公開されています。`,
    show: (release) => `第${release}版を表示`,
    insecure: '暗号化されていない接続（http）です。署名は確かめましたが、検証済みの版を端末に残せません。'
  },
  en: {
    flag: 'Unverified data',
    why: {
      E_DATA_HASH: 'A file on the server differs from what was published.',
      E_DATA_MISSING: 'A file on the server is missing, or the connection broke.',
      E_MANIFEST_SHAPE: 'The server’s list of the release cannot be read.',
      E_MANIFEST_SIGNATURE: 'The signature of the server’s release cannot be confirmed.',
      E_ROLLBACK: 'The server’s release is older than one seen before.',
      E_SCHEMA_TOO_NEW: 'The server’s release is newer than this page. Reload the page.',
      E_SCHEMA_TOO_OLD: 'The server’s release has an old form.',
      other: 'The server’s release cannot be opened.'
    },
    kept: (release, asOf) => `Showing release ${release} (as of ${asOf}), verified and kept on this device.`,
    stays: (release, asOf) => `Showing release ${release} (as of ${asOf}), which was verified.`,
    partly: 'Only the figures of the first view, which were verified, are shown.',
    retry: 'Try again',
    newer: (release) => `Release ${release} has been published.`,
    show: (release) => `Show release ${release}`,
    insecure:
      'This connection is not encrypted (http). The signature was confirmed, but no verified release can be kept on this device.'
  }
};
