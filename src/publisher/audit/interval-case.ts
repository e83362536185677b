import { EXIT_CODES } from '../publisher-error.ts';
import { systemOf, type CaseRepair, type IntervalCase } from './case-system.ts';
import { Programme } from './highs.ts';
import { possibleWholeNumbers, type IntervalSystem } from './interval-system.ts';
import { cheapestRectangle, type RectangleRepair } from './rectangle-repair.ts';

/** Lower and upper end; null: nothing bounds it above. */
export type CaseBounds = Readonly<Record<string, readonly [lower: number, upper: number | null]>>;

export interface CaseVerdict {
  readonly bounds_lp: CaseBounds;
  /** Of the cells whose whole numbers end within their linear bounds. */
  readonly bounds_integer?: CaseBounds;
  readonly verdict: 'pass' | 'fail';
  readonly failing: readonly string[];
  readonly code?: 'E_AUDIT_INTERVAL';
  readonly exit?: number;
  readonly bounds_after?: CaseBounds;
  readonly verdict_after?: 'pass' | 'fail';
  /** The cheapest rectangle, where the case states what one costs. */
  readonly repair?: RectangleRepair | null;
}

/**
 * Judges a small case as it stands, and again after its repair.
 * @throws PublisherError E_AUDIT_SOLVER
 */
export async function judgeIntervalCase(given: IntervalCase): Promise<CaseVerdict> {
  const now = await judged(given, given.hidden);
  const after = given.repair && (await judgedAfter(given, given.repair));
  const passes = async (hide: readonly string[]): Promise<boolean> =>
    (await judgedAfter(given, { hide })).failing.length === 0;
  return {
    bounds_lp: now.linear,
    ...(Object.keys(now.whole).length > 0 ? { bounds_integer: now.whole } : {}),
    ...verdictOf(now.failing),
    failing: now.failing,
    ...(after ? { bounds_after: after.linear, verdict_after: verdictOf(after.failing).verdict } : {}),
    ...(given.repair?.cost === undefined
      ? {}
      : { repair: await cheapestRectangle(given, now.failing[0] ?? given.hidden[0]!, passes) })
  };
}

function verdictOf(failing: readonly string[]): Pick<CaseVerdict, 'verdict' | 'code' | 'exit'> {
  return failing.length === 0
    ? { verdict: 'pass' }
    : { verdict: 'fail', code: 'E_AUDIT_INTERVAL', exit: EXIT_CODES.E_AUDIT_INTERVAL };
}

function judgedAfter(given: IntervalCase, { hide = [], drop_rounded = [], round = {} }: CaseRepair) {
  const rounded = Object.entries({ ...given.rounded, ...round }).filter(
    ([cell]) => !drop_rounded.includes(cell) && !hide.includes(cell)
  );
  const hidden = [...given.hidden, ...hide.filter((cell) => !given.hidden.includes(cell))];
  const repaired = { ...given, rounded: Object.fromEntries(rounded), hidden };
  return judged(repaired, [...hidden, ...drop_rounded.filter((cell) => !hidden.includes(cell))]);
}

interface Judged {
  readonly linear: CaseBounds;
  readonly whole: CaseBounds;
  readonly failing: readonly string[];
}

/** @param unknown the cells whose bounds are asked for: those hidden, and those no longer published */
async function judged(given: IntervalCase, unknown: readonly string[]): Promise<Judged> {
  const { system, variableOf } = systemOf(given, unknown);
  const linear = await boundsOf(system, variableOf, unknown, false);
  const whole = await boundsOf(system, variableOf, unknown, true);
  const targets = given.targets ?? given.hidden;
  return {
    linear,
    whole: Object.fromEntries(
      Object.entries(whole).filter(([cell, [lower, upper]]) => {
        const [low, high] = linear[cell]!;
        return lower !== low || upper !== high;
      })
    ),
    failing: targets.filter((cell) => {
      const [lower, upper] = whole[cell]!;
      return (
        possibleWholeNumbers(lower, upper) < given.required_values ||
        (given.require_zero_lower === true && lower > 0)
      );
    })
  };
}

async function boundsOf(
  system: Omit<IntervalSystem, 'targets'>,
  variableOf: ReadonlyMap<string, number>,
  cells: readonly string[],
  integer: boolean
): Promise<CaseBounds> {
  const programme = await Programme.of(system, { integer });
  try {
    return Object.fromEntries(
      cells.map((cell) => {
        const only = { variables: [variableOf.get(cell)!], weights: [1] };
        const lower = programme.minimum(only).value;
        const upper = programme.maximum(only)?.value;
        return [cell, [tidy(lower), upper === undefined ? null : tidy(upper)]] as const;
      })
    );
  } finally {
    programme.dispose();
  }
}

/** A bound without the last digits of the solver's arithmetic; whole where it is whole. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
