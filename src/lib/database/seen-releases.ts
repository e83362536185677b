import type { Signer, TrustedKeys } from '#lib/release/signature.ts';
import { ReleaseError } from '#lib/release/release-error.ts';

/** The newest release of a channel this reader has been shown, and the key that signed it. */
export interface Seen {
  readonly release: number;
  readonly key_id: string;
}

/** What a reader has seen, channel by channel. A browser that refuses to remember forgets, and nothing else fails. */
export interface SeenReleases {
  newest(channel: string): Seen | null;
  remember(channel: string, seen: Seen): void;
}

const KEY = (channel: string): string => `care-atlas/newest/${channel}`;

/** The memory of this browser. @param storage left out: localStorage, if there is one and it is allowed */
export function seenInBrowser(storage: () => Storage = () => localStorage): SeenReleases {
  return {
    newest: (channel) => {
      try {
        const { release, key_id } = JSON.parse(storage().getItem(KEY(channel)) ?? '') as Partial<Seen>;
        return Number.isSafeInteger(release) && typeof key_id === 'string'
          ? { release: release!, key_id }
          : null;
      } catch {
        return null;
      }
    },
    remember: (channel, { release, key_id }) => {
      try {
        storage().setItem(KEY(channel), JSON.stringify({ release, key_id }));
      } catch {
        // storage refused or full: the order of releases is not watched on this device
      }
    }
  };
}

/** While prerendering nobody has seen anything. */
export const NOTHING_SEEN: SeenReleases = { newest: () => null, remember: () => {} };

/**
 * Refuses a release older than one already seen. A number counts only as long as the key that signed it is still
 * trusted: whoever changes keys may count from the beginning.
 * @throws ReleaseError E_ROLLBACK
 */
export function refuseOlder(
  channel: string,
  release: number,
  trusted: TrustedKeys,
  seen: SeenReleases
): void {
  const newest = binding(channel, trusted, seen);
  if (newest && release < newest.release)
    throw new ReleaseError('E_ROLLBACK', { came: String(release), seen: String(newest.release) });
}

/** Remembers a release that was verified whole, unless a newer one is remembered already. */
export function rememberNewest(
  channel: string,
  release: number,
  signer: Signer,
  trusted: TrustedKeys,
  seen: SeenReleases
): void {
  const newest = binding(channel, trusted, seen);
  if (!newest || release > newest.release) seen.remember(channel, { release, key_id: signer.key_id });
}

function binding(channel: string, trusted: TrustedKeys, seen: SeenReleases): Seen | null {
  const newest = seen.newest(channel);
  return newest && [trusted.current, trusted.next].some((key) => key?.key_id === newest.key_id)
    ? newest
    : null;
}
