import type { FailingCell } from '../disclosure-verdict.ts';
import type { JointTarget } from './joint-system.ts';

/** What became of the targets of a joint system; numbers count every count a representative stands for. */
export interface JointVerdict {
  readonly failing: readonly FailingCell[];
  readonly targets: number;
  /** Fewest whole numbers proven possible; null without targets, or if nothing bounds any. */
  readonly narrowest: number | null;
  readonly settled: { readonly closed: number; readonly witnessed: number; readonly programme: number };
  /** Targets of systems of which a random sample was judged, and how large the samples were. */
  readonly sampled: { readonly of: number; readonly size: number };
}

/** A joint step that had nothing to test. */
export const NOTHING_TESTED: JointVerdict = {
  failing: [],
  targets: 0,
  narrowest: null,
  settled: { closed: 0, witnessed: 0, programme: 0 },
  sampled: { of: 0, size: 0 }
};

/** Counts how the targets of one system were settled. */
export class JointTally {
  #narrowest = Number.POSITIVE_INFINITY;
  #witnessed = 0;
  #programme = 0;

  /** Passed by two tables that differ enough. */
  witnessed({ alike }: JointTarget, possible: number): void {
    this.#witnessed += alike;
    this.#narrowest = Math.min(this.#narrowest, possible);
  }

  /** Passed by a programme. @param possible fewest whole numbers it proved; null if nothing bounds it */
  solved({ alike }: JointTarget, possible: number | null): void {
    this.#programme += alike;
    if (possible !== null) this.#narrowest = Math.min(this.#narrowest, possible);
  }

  verdict(failing: readonly FailingCell[], failed: number): JointVerdict {
    return {
      failing,
      targets: this.#witnessed + this.#programme + failed,
      narrowest: Number.isFinite(this.#narrowest) ? this.#narrowest : null,
      settled: { closed: 0, witnessed: this.#witnessed, programme: this.#programme + failed },
      sampled: NOTHING_TESTED.sampled
    };
  }
}

/** Several verdicts as one. */
export function together(verdicts: readonly JointVerdict[]): JointVerdict {
  const add = (of: (verdict: JointVerdict) => number): number =>
    verdicts.reduce((sum, verdict) => sum + of(verdict), 0);
  const narrowest = Math.min(...verdicts.map((verdict) => verdict.narrowest ?? Number.POSITIVE_INFINITY));
  return {
    failing: verdicts.flatMap((verdict) => verdict.failing),
    targets: add((v) => v.targets),
    narrowest: Number.isFinite(narrowest) ? narrowest : null,
    settled: {
      closed: add((v) => v.settled.closed),
      witnessed: add((v) => v.settled.witnessed),
      programme: add((v) => v.settled.programme)
    },
    sampled: { of: add((v) => v.sampled.of), size: add((v) => v.sampled.size) }
  };
}
