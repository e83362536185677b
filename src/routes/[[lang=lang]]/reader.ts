import { browser } from '$app/environment';
import { storesInBrowser } from '#lib/database/device-stores.ts';
import type { Fetch } from '#lib/database/open-release.ts';
import { ReleaseReader } from '#lib/database/release-reader.ts';
import { NOTHING_SEEN, seenInBrowser } from '#lib/database/seen-releases.ts';
import { TRUSTED_KEYS } from '#lib/release/trusted-keys.ts';

/** Opens releases for this page; while prerendering, with the pinned keys and no memory. */
export const reader = new ReleaseReader({
  trusted: TRUSTED_KEYS,
  seen: browser ? seenInBrowser() : NOTHING_SEEN,
  stores: browser ? storesInBrowser() : null
});

/** What to invalidate to open the release anew. */
export const RELEASE_SHOWN = 'atlas:release';

/**
 * Kit's `fetch`, whose answers are written into the page at build time and read back when it comes alive: as text,
 * which is smaller than base64. What is verified are the bytes of that text.
 */
export const throughPage = (fetch: Fetch): Fetch =>
  browser
    ? fetch
    : async (url) => {
        const response = await fetch(url);
        return new Response(response.ok ? await response.text() : null, { status: response.status });
      };

/** The site itself, past what was written into the page at build time and past what a cache takes for fresh. */
export const live: Fetch = (url) => window.fetch(url, { cache: 'no-cache' });
