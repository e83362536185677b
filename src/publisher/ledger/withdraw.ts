import { isMonth, lastMonthOf, monthsOfPeriod, type PeriodKey } from '#lib/domain/period.ts';
import { PublisherError } from '../publisher-error.ts';
import type { Ledger } from './ledger.ts';
import { periodsOfMonth } from './plan-periods.ts';

/** A period to take back and why, as the operator gives them. The reason is published. */
export interface Withdrawal {
  readonly period: PeriodKey;
  readonly reason: string;
}

/** Longest reason; one sentence. */
const LONGEST_REASON = 200;

/**
 * Takes periods back from every table: each period that shares a month with one of them, so that nothing of it can be
 * had by subtraction. Every one of those gets a tombstone that stays in all later ledgers.
 * @param release the release from which on they are absent
 * @throws PublisherError E_USAGE for no period or reason, or one never published; E_PERIOD_WITHDRAWN if already taken back
 */
export function withdraw(ledger: Ledger, withdrawals: readonly Withdrawal[], release: number): Ledger {
  return withdrawals.reduce((left, { period, reason }) => {
    checkReason(period, reason);
    const months = new Set(monthsOf(period));
    if (left.withdrawn.some((stone) => stone.period === period)) throw alreadyWithdrawn(period);
    const overlaps = (other: PeriodKey): boolean => monthsOfPeriod(other).some((month) => months.has(month));
    if (!left.periods.some((entry) => overlaps(entry.period)))
      throw new PublisherError(
        'E_USAGE',
        `Period ${period} was never published in this channel, nor any within or around it, so there is nothing to withdraw; check --withdraw.`
      );
    const stones = new Set(left.withdrawn.map((stone) => stone.period));
    const gone = [...new Set([...months].flatMap(periodsOfMonth))]
      .filter((other) => !stones.has(other))
      .sort();
    return {
      release: left.release,
      periods: left.periods.filter((entry) => !overlaps(entry.period)),
      withdrawn: [
        ...left.withdrawn,
        ...gone.map((other) => ({ period: other, since_release: release, reason: reason.trim() }))
      ]
    };
  }, ledger);
}

/**
 * Refuses to publish periods a second time, with the reason; there is no way to do so.
 * @throws PublisherError E_PERIOD_WITHDRAWN, E_RELEASE_EXISTS, or E_USAGE for one not published yet
 */
export function refuseReissue(ledger: Ledger, periods: readonly PeriodKey[]): void {
  for (const period of periods) {
    monthsOf(period);
    if (ledger.withdrawn.some((stone) => stone.period === period)) throw alreadyWithdrawn(period);
    if (ledger.periods.some((entry) => entry.period === period))
      throw new PublisherError(
        'E_RELEASE_EXISTS',
        `Period ${period} is published and closed, and two versions of it would give people away by subtraction; leave it, or take it back with --withdraw ${period} --reason TEXT.`
      );
    throw new PublisherError(
      'E_USAGE',
      `Period ${period} is not published yet; publish without --reissue once its last month is closed.`
    );
  }
}

const alreadyWithdrawn = (period: PeriodKey): PublisherError =>
  new PublisherError(
    'E_PERIOD_WITHDRAWN',
    `Period ${period} was withdrawn from this channel and never comes back, because two versions of it would give people away by subtraction; publish without it.`
  );

function monthsOf(period: PeriodKey): number[] {
  try {
    if (isMonth(lastMonthOf(period))) return monthsOfPeriod(period);
  } catch (cause) {
    throw noPeriod(period, cause);
  }
  throw noPeriod(period);
}

const noPeriod = (period: string, cause?: unknown): PublisherError =>
  new PublisherError(
    'E_USAGE',
    `A period is written 2025-04, 2025-Q1 or 2025FY, not ${JSON.stringify(period.slice(0, 20))}.`,
    { cause }
  );

function checkReason(period: PeriodKey, reason: string): void {
  // line breaks and other control characters have no place in a published sentence
  if (reason.trim() === '' || reason.length > LONGEST_REASON || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(reason))
    throw new PublisherError(
      'E_USAGE',
      `Withdrawing ${period} needs --reason, one line of at most ${LONGEST_REASON} characters; it is published, so name no person.`
    );
}
