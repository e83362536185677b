import { existsSync } from 'node:fs';
import type { PeriodKey } from '#lib/domain/period.ts';
import type { TrustedKeys } from '#lib/release/signature.ts';
import type { Effects } from '../effects.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readLedger, type PublishedChannel } from '../ledger/read-ledger.ts';
import { refuseReissue, withdraw, type Withdrawal } from '../ledger/withdraw.ts';
import { checkNumber, partialFolder, removeLeftovers, switchRelease } from './channel.ts';
import { lockChannel } from './lock.ts';
import type { WrittenTables } from './write-tables.ts';

/** What the operator asks of a channel. */
export interface ChannelRequest {
  readonly channel: string;
  /** Number to publish as; default: the one after the current. */
  readonly release?: number;
  readonly withdrawals?: readonly Withdrawal[];
  readonly reissue?: readonly PeriodKey[];
  readonly trusted: TrustedKeys;
  /** Look only: no lock, no folder, nothing removed. */
  readonly dryRun?: boolean;
}

/** A channel held for one publication. */
export interface OpenChannel {
  readonly release: number;
  readonly published: PublishedChannel;
  /** What the channel has published, withdrawn periods taken out: what stays, and what never comes back. */
  readonly ledger: Ledger;
  /** Folder to write the release into. */
  readonly folder: string;
  /** Makes the finished folder the release that is served. */
  readonly switchTo: (written: WrittenTables) => void;
  /** Removes an unfinished folder and gives the channel free. */
  readonly close: () => void;
}

/**
 * Opens a channel to publish into it: locked, its past proven, what earlier runs left behind removed, withdrawals
 * entered.
 * @throws PublisherError E_LOCKED, E_LEDGER, E_ROLLBACK, E_PERIOD_WITHDRAWN, E_RELEASE_EXISTS, E_USAGE
 */
export async function openChannel(request: ChannelRequest, effects: Effects): Promise<OpenChannel> {
  const { channel } = request;
  const { files } = effects;
  if (!request.dryRun) files.makeDirectory(channel);
  const lock = request.dryRun ? undefined : lockChannel(channel, effects);
  try {
    const published = await readLedger(channel, request.trusted, effects);
    refuseReissue(published.ledger, request.reissue ?? []);
    if (lock) removeLeftovers(channel, effects);
    const release = request.release ?? published.release + 1;
    checkNumber(channel, release);
    const withdrawals = request.withdrawals ?? [];
    const ledger = withdraw(published.ledger, withdrawals, release);
    const folder = partialFolder(channel, release);
    return {
      release,
      published,
      ledger,
      folder,
      switchTo: (written) => {
        lock?.confirm();
        switchRelease(
          channel,
          { release, folder, ledger: written.entered, withdraws: withdrawals.length > 0 },
          effects
        );
      },
      close: () => {
        // what cannot be tidied now waits for the next run; it must not hide why this one ended
        attempt(() => {
          if (lock && existsSync(folder)) files.remove(folder);
        }, effects);
        attempt(() => lock?.unlock(), effects);
      }
    };
  } catch (cause) {
    attempt(() => lock?.unlock(), effects);
    throw cause;
  }
}

function attempt(step: () => void, effects: Effects): void {
  try {
    step();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw cause;
    effects.log(`The file system refused to tidy up (${code}); the next publication will do it.`);
  }
}
