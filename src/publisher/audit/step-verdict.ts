import type { FailingCell } from '../disclosure-verdict.ts';
import type { IntervalVerdict } from './interval-system.ts';

/** What one step of the audit tested, in numbers the certificate can carry, and what failed. */
export interface StepVerdict {
  readonly failing: readonly FailingCell[];
  /** Rows and hidden cells looked at. */
  readonly cells: number;
  /** Hidden counts whose values were tested. */
  readonly targets: number;
  readonly settled: IntervalVerdict['settled'];
  /** Fewest whole numbers any target may still be; null if nothing bounds any. */
  readonly narrowest: number | null;
}

export const NOTHING_TESTED: StepVerdict = {
  failing: [],
  cells: 0,
  targets: 0,
  settled: { closed: 0, witnessed: 0, programme: 0 },
  narrowest: null
};

/** Two verdicts of one step taken together. */
export function together(a: StepVerdict, b: StepVerdict): StepVerdict {
  const fewest = Math.min(a.narrowest ?? Infinity, b.narrowest ?? Infinity);
  return {
    failing: [...a.failing, ...b.failing],
    cells: a.cells + b.cells,
    targets: a.targets + b.targets,
    settled: {
      closed: a.settled.closed + b.settled.closed,
      witnessed: a.settled.witnessed + b.settled.witnessed,
      programme: a.settled.programme + b.settled.programme
    },
    narrowest: fewest === Infinity ? null : fewest
  };
}
