import { MIYAGI } from '#lib/domain/geography.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import type { IntervalTarget } from './interval-system.ts';
import { judgeIntervals } from './judge-intervals.ts';
import { JointMoves } from './joint-moves.ts';
import { JointNeighbourhood } from './joint-neighbourhood.ts';
import { failingCell, type JointSystem, type JointTarget } from './joint-system.ts';
import { JointTally, type JointVerdict } from './joint-tally.ts';

/** Tries at other tables close to the known one: few for every target, more for those they leave. */
const TRIES = [10, 100] as const;
/** Counts of a component that is solved whole at once: sooner done than sum by sum. */
const WHOLE = 5_000;
/** Counts around a target whose sums a programme keeps, the others left out. */
const RELAXED = [300, 4_000] as const;
/** Counts around a target that a programme lets change, all others held. */
const HELD = 12_000;

/** The part whose counts hang together with those of every other: the prefecture. */
const SHARED = MIYAGI;

export interface JointEffects {
  readonly progress?: (share: number) => void;
  readonly seed?: number;
}

/**
 * Whether every target keeps m(T) values under all sums together. First by two tables close to the known one; what is
 * left by programmes around it, which prove that a count may be, and by those that leave sums out, which prove that it
 * may not; last by everything that hangs together with it, in one programme for all that are left. No target is left
 * to chance.
 */
export async function judgeJoint(system: JointSystem, effects: JointEffects = {}): Promise<JointVerdict> {
  return new JointJudge(system, effects).judge();
}

class JointJudge {
  readonly #tally = new JointTally();
  readonly #around: JointNeighbourhood;
  readonly #failing: FailingCell[] = [];
  readonly #progress: (share: number) => void;
  readonly #seed: number;
  #failed = 0;

  constructor(
    private readonly system: JointSystem,
    { progress = () => {}, seed = 1 }: JointEffects
  ) {
    this.#around = new JointNeighbourhood(system);
    this.#progress = progress;
    this.#seed = seed;
  }

  async judge(): Promise<JointVerdict> {
    let open = this.#withoutWitness();
    open = await this.#withOthersHeld(open);
    this.#progress(0.9);
    const componentOf = ({ variable }: JointTarget) => this.#around.component(variable);
    const isSmall = (target: JointTarget): boolean => componentOf(target).length <= WHOLE;
    for (const group of grouped(open.filter(isSmall), componentOf).values()) await this.#solve(group);
    open = open.filter((target) => !isSmall(target));
    for (const size of RELAXED)
      open = await remaining(open, (target) => this.#mayNotBe(target, this.#nearest(target, size)));

    open = await remaining(open, (target) => this.#mayBe(target, this.#nearest(target, HELD)));
    for (const group of grouped(open, componentOf).values()) await this.#solve(group);
    this.#progress(1);
    return this.#tally.verdict(this.#failing, this.#failed);
  }

  /** Other tables found by changing few counts of the known one. */
  #withoutWitness(): readonly JointTarget[] {
    const moves = new JointMoves(this.system);
    let open: readonly JointTarget[] = this.system.targets;
    for (const [round, tries] of TRIES.entries()) {
      const all = open;
      open = all.filter((target, i) => {
        if (i % 1024 === 0) this.#progress(0.4 * (round + i / all.length));
        const possible = moves.witness(target.variable, target.required, tries);
        if (possible > 0) this.#tally.witnessed(target, possible);
        return possible === 0;
      });
    }
    return open;
  }

  /** Other tables found by programmes over one part and what all parts share. */
  async #withOthersHeld(targets: readonly JointTarget[]): Promise<JointTarget[]> {
    const { part } = this.system;
    const parts = [...new Set(part)].filter((name) => name !== SHARED).sort();
    const left: JointTarget[] = [];
    for (const [name, own] of grouped(targets, ({ variable }) => part[variable]!)) {
      let open = own;
      // what is shared is a sum over the parts: one of them, whichever, has to give way
      for (const giving of name === SHARED && parts.length > 0 ? parts : [name])
        if (open.length > 0) open = await this.#withinPart(giving, open);
      left.push(...open);
    }
    return left;
  }

  /** Targets left when a part and what all share may change, but for the hidden leaves of all rows but the targets' own. */
  async #withinPart(name: string, targets: readonly JointTarget[]): Promise<JointTarget[]> {
    const { part, mergedRow, size } = this.system;
    const rows = new Set(targets.map(({ variable }) => mergedRow.get(variable)));
    const counts = Array.from({ length: size }, (_, v) => v).filter(
      (v) => (part[v] === name || part[v] === SHARED) && (!mergedRow.has(v) || rows.has(mergedRow.get(v)))
    );
    const verdict = await judgeIntervals(this.#around.heldAround(counts, targets.map(asked)), {
      seed: this.#seed
    });
    const pinned = new Set(verdict.failing.map(({ target }) => target));
    return targets.filter((target, i) => {
      if (!pinned.has(i)) this.#tally.solved(target, target.required);
      return pinned.has(i);
    });
  }

  /** Whether it keeps enough when only the counts around it may change. */
  async #mayBe(target: JointTarget, counts: readonly number[]): Promise<boolean> {
    const { failing } = await judgeIntervals(this.#around.heldAround(counts, [asked(target)]));
    if (failing.length === 0) this.#tally.solved(target, target.required);
    return failing.length === 0;
  }

  /** Whether some of the sums alone leave it too few, in which case it fails. */
  async #mayNotBe(target: JointTarget, counts: readonly number[]): Promise<boolean> {
    const verdict = await judgeIntervals(this.#around.relaxedTo(counts, [asked(target)]));
    const [pinned] = verdict.failing;
    if (pinned) await this.#fail(target, pinned.lower, pinned.upper);
    return pinned !== undefined;
  }

  async #solve(targets: readonly JointTarget[]): Promise<void> {
    const counts = this.#around.component(targets[0]!.variable);
    const verdict = await judgeIntervals(this.#around.relaxedTo(counts, targets.map(asked)), {
      seed: this.#seed
    });
    const pinned = new Map(verdict.failing.map((found) => [found.target, found]));
    for (const [i, target] of targets.entries()) {
      const found = pinned.get(i);
      if (found) await this.#fail(target, found.lower, found.upper);
      else this.#tally.solved(target, Math.max(target.required, verdict.narrowest ?? 0));
    }
  }

  async #fail(target: JointTarget, lower: number, upper: number | null): Promise<void> {
    if (await this.#isExactAnyway(target)) return;
    this.#failed += target.alike;
    this.#failing.push(failingCell(target, lower, upper, this.#around.droppable(target.variable)));
  }

  /**
   * Whether the exact tables alone say it: then it is a sum of what they show, such as a chapter of which no month is
   * hidden, and no count anybody hid. What they hide is judged by the exact programmes.
   */
  async #isExactAnyway(target: JointTarget): Promise<boolean> {
    const around = this.#nearest(target, RELAXED[1]);
    const { failing } = await judgeIntervals(this.#around.relaxedToExact(around, [asked(target)]));
    return failing.length > 0;
  }

  #nearest(target: JointTarget, size: number): readonly number[] {
    return this.#around.nearest(target.variable, size);
  }
}

const asked = ({ variable, required }: JointTarget): IntervalTarget => ({
  variable,
  required,
  zeroLower: false
});

async function remaining(
  targets: readonly JointTarget[],
  settled: (target: JointTarget) => Promise<boolean>
): Promise<JointTarget[]> {
  const left: JointTarget[] = [];
  for (const target of targets) if (!(await settled(target))) left.push(target);
  return left;
}

function grouped<K>(
  targets: readonly JointTarget[],
  keyOf: (target: JointTarget) => K
): Map<K, JointTarget[]> {
  const groups = new Map<K, JointTarget[]>();
  for (const target of targets) {
    const list = groups.get(keyOf(target));
    if (list) list.push(target);
    else groups.set(keyOf(target), [target]);
  }
  return groups;
}
