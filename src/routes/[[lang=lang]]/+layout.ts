import { browser } from '$app/environment';
import { base } from '$app/paths';
import { error } from '@sveltejs/kit';
import { databaseOf } from '#lib/database/database-of.ts';
import { openRelease, readReleaseIndex } from '#lib/database/open-release.ts';
import { localeOf } from '#lib/i18n/locale.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { RELEASE, type Ignored } from '#lib/selection/selection.ts';
import type { LayoutLoad } from './$types';

/** Opens the release the address asks for (the default one while prerendering) and hands on its database. */
export const load: LayoutLoad = async ({ fetch, url, params }) => {
  const asked = browser ? url.searchParams.get(RELEASE) : null;
  const locale = localeOf(params.lang);
  try {
    const index = await readReleaseIndex(fetch, base);
    const known = asked !== null && index.channels.includes(asked);
    const channel = known ? asked : index.default;
    const release = await openRelease(fetch, base, channel);
    const ignored: Ignored[] =
      asked !== null && !known ? [{ name: 'release', asked: asked.slice(0, 40) }] : [];
    return {
      locale,
      channels: index.channels,
      channel,
      /** What the address says of the release: nothing for the default one. */
      chosenChannel: channel === index.default ? null : channel,
      release,
      database: databaseOf(release),
      ignored
    };
  } catch (cause) {
    if (!(cause instanceof ReleaseError)) throw cause;
    error(503, { message: cause.message, code: cause.code });
  }
};
