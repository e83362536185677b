import { PublisherError, type PublisherErrorCode } from '../publisher-error.ts';

/** A check of the policy: says what was asked, what came and what to do, once. */
export function refuseIf(wrong: boolean, code: PublisherErrorCode, sentence: () => string): void {
  if (wrong) throw new PublisherError(code, sentence());
}
