import { ReleaseError } from '#lib/release/release-error.ts';
import type { TrustedKeys } from '#lib/release/signature.ts';
import { keptChannels, openKept } from './kept-releases.ts';
import {
  openRelease,
  readReleaseIndex,
  type Fetch,
  type OpenRelease,
  type ReleaseIndex
} from './open-release.ts';
import type { SeenReleases } from './seen-releases.ts';
import { patiently, type FetchEffects } from './verified-bytes.ts';

/**
 * How the release on screen came there. `served`: it is the one the site serves. Otherwise that one failed, and this
 * is `kept` on the device, or `stays` from before; `partly`: it is the served one, but one of its tables is not right.
 */
export type Standing = 'served' | 'kept' | 'stays' | 'partly';

/** What a reader is shown of a channel. */
export interface ShownRelease {
  readonly release: OpenRelease;
  readonly standing: Standing;
  /** What is wrong with the served release; null where it is shown whole. */
  readonly failed: ReleaseError | null;
  /** Whether it came the first way tried: the one written into the page. */
  readonly firstWay: boolean;
}

/** How a release on screen stands to the one the site serves now. */
export type Served =
  | { readonly kind: 'same' }
  | { readonly kind: 'newer'; readonly release: number }
  | { readonly kind: 'failed'; readonly error: ReleaseError };

export interface ReaderEffects {
  readonly trusted: TrustedKeys;
  readonly seen: SeenReleases;
  /** Releases kept on this device; null where none can be. */
  readonly stores: CacheStorage | null;
  /** `fetch` with its waits; left out: the clock's. */
  readonly patience?: (fetch: Fetch) => FetchEffects;
}

/** Opens releases for a reader: the served one, or, when that fails, the last verified one kept on this device. */
export class ReleaseReader {
  /** Releases one of whose tables turned out not to be what was published, as long as this page is open. */
  readonly #refused = new Map<string, ReleaseError>();
  readonly #shown = new Map<string, OpenRelease>();

  constructor(private readonly effects: ReaderEffects) {}

  #patient(fetch: Fetch): FetchEffects {
    return (this.effects.patience ?? patiently)(fetch);
  }

  /** Which channels there are: those the site serves, or, when it does not say, those kept here. @throws ReleaseError */
  async index(fetch: Fetch, base: string): Promise<ReleaseIndex> {
    try {
      return await readReleaseIndex(this.#patient(fetch), base);
    } catch (cause) {
      const channels = await keptChannels(this.effects.stores);
      if (channels.length === 0) throw cause;
      return { default: channels[0]!, channels };
    }
  }

  /**
   * The release of a channel to show.
   * @param ways how to reach the site, in order; the first that gives a good release is taken
   * @throws ReleaseError of the served release, if no other was shown before or is kept here
   */
  async open(ways: readonly Fetch[], base: string, channel: string): Promise<ShownRelease> {
    let failed: ReleaseError | null = null;
    let served: OpenRelease | null = null;
    let way = -1;
    while (!served && ++way < ways.length) {
      try {
        served = await openRelease({ ...this.#patient(ways[way]!), ...this.effects }, base, channel);
      } catch (cause) {
        if (!(cause instanceof ReleaseError)) throw cause;
        failed = cause;
      }
    }
    const firstWay = way === 0 && served !== null;
    if (served) failed = this.#refused.get(keyOf(served)) ?? null;
    if (served && !failed) return this.#show({ release: served, standing: 'served', failed, firstWay });
    const kept = await openKept(this.effects.stores, base, channel, this.effects.trusted);
    if (kept && !this.#refused.has(keyOf(kept)))
      return this.#show({ release: kept, standing: 'kept', failed, firstWay: false });
    // its first views are verified and stay; what needs the table says that it cannot be shown
    if (served) return this.#show({ release: served, standing: 'partly', failed, firstWay });
    const before = this.#shown.get(channel);
    if (before) return { release: before, standing: 'stays', failed, firstWay: false };
    throw failed!;
  }

  #show(shown: ShownRelease): ShownRelease {
    this.#shown.set(shown.release.channel, shown.release);
    return shown;
  }

  /** Notes that a table of a release is not what was published. @returns whether that is news */
  refuse(release: OpenRelease, error: ReleaseError): boolean {
    const key = keyOf(release);
    if (this.#refused.has(key)) return false;
    this.#refused.set(key, error);
    return true;
  }

  /** Gives the releases of a channel another chance. */
  forgive(channel: string): void {
    for (const key of this.#refused.keys()) if (key.startsWith(`${channel}/`)) this.#refused.delete(key);
  }

  /** How the release on screen, which came with the page, stands to the one served now. */
  async compare(shown: OpenRelease, fetch: Fetch, base: string): Promise<Served> {
    try {
      const served = await openRelease({ ...this.#patient(fetch), ...this.effects }, base, shown.channel);
      const { release } = served.manifest;
      return release > shown.manifest.release ? { kind: 'newer', release } : { kind: 'same' };
    } catch (cause) {
      if (!(cause instanceof ReleaseError)) throw cause;
      return { kind: 'failed', error: cause };
    }
  }
}

const keyOf = ({ channel, manifest, kept }: OpenRelease): string =>
  `${channel}/${manifest.release}/${kept === null ? 'served' : 'kept'}`;
