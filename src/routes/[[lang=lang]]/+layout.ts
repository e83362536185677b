import { browser } from '$app/environment';
import { base } from '$app/paths';
import { error } from '@sveltejs/kit';
import { databaseOf } from '#lib/database/database-of.ts';
import { localeOf } from '#lib/i18n/locale.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { RELEASE, type Ignored } from '#lib/selection/selection.ts';
import { live, reader, RELEASE_SHOWN, throughPage } from './reader.ts';
import type { LayoutLoad } from './$types';

/** Whether the page is still to come alive: `fetch` then answers from what was written into it at build time. */
let opening = browser;
/** Whether the release of a channel is written into the page. */
const isWritten = (channel: string): boolean =>
  document.querySelector(
    `script[data-sveltekit-fetched][data-url="${base}/releases/${channel}/current.json"]`
  ) !== null;

/** Opens the release the address asks for (the default one while prerendering) and hands on its database. */
export const load: LayoutLoad = async ({ fetch, url, params, depends }) => {
  depends(RELEASE_SHOWN);
  const asked = browser ? url.searchParams.get(RELEASE) : null;
  const locale = localeOf(params.lang);
  const first = opening;
  opening = false;
  const near = browser && !first ? live : throughPage(fetch);
  try {
    const index = await reader.index(near, base);
    const known = asked !== null && index.channels.includes(asked);
    const channel = known ? asked : index.default;
    const written = first && isWritten(channel);
    const ways = written ? [near, live] : [near];
    const { release, standing, failed, firstWay } = await reader.open(ways, base, channel);
    // figures of another release than the one written into the page must not be read as this one's
    if (first && !(written && firstWay)) document.documentElement.dataset['asked'] = '';
    const ignored: Ignored[] =
      asked !== null && !known ? [{ name: 'release', asked: asked.slice(0, 40) }] : [];
    return {
      locale,
      channels: index.channels,
      channel,
      /** What the address says of the release: nothing for the default one. */
      chosenChannel: channel === index.default ? null : channel,
      release,
      standing,
      /** What is wrong with the served release, where another or only a part is shown. */
      failed,
      /** Whether the release came with the page, so that the served one may be another. */
      written: written && firstWay,
      database: databaseOf(release),
      ignored
    };
  } catch (cause) {
    if (!(cause instanceof ReleaseError)) throw cause;
    error(503, { message: cause.message, code: cause.code });
  }
};
