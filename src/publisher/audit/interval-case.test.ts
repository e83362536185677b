import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemOf, type IntervalCase } from './case-system.ts';
import { judgeIntegers } from './judge-integers.ts';
import { judgeIntervalCase, type CaseVerdict } from './interval-case.ts';
import { judgeIntervals } from './judge-intervals.ts';

type Golden = IntervalCase & Omit<CaseVerdict, 'repair'> & { readonly id: string; readonly why: string };

const cases = JSON.parse(
  readFileSync(new URL('../../../tests/golden/intervals.json', import.meta.url), 'utf8')
) as Golden[];
/** Requirements of the auditor that a golden case stands for. */
const REQUIREMENT: Readonly<Record<string, string>> = {
  'DI03-1': 'P17 ',
  'DI03-2': 'P17 ',
  'DI03-3': 'P17 ',
  DI02: 'P18 ',
  DI01: 'P19 ',
  'DI04-outside': 'P20 ',
  'DI04-insider': 'P20 ',
  'DI07-exact': 'P37 ',
  DI10: 'P44 '
};

describe('golden intervals', () => {
  it.each(cases.map((c) => [`${REQUIREMENT[c.id] ?? ''}${c.id}`, c.why, c] as const))(
    '%s: %s',
    async (_id, _why, c) => {
      const { bounds_lp, bounds_integer, verdict, failing, code, exit, bounds_after, verdict_after } = c;
      expect(await judgeIntervalCase(c)).toEqual({
        bounds_lp,
        verdict,
        failing,
        ...(bounds_integer ? { bounds_integer } : {}),
        ...(code ? { code, exit } : {}),
        ...(bounds_after ? { bounds_after, verdict_after } : {}),
        // the cheapest rectangle and the next, where the case states a cost
        ...(c.repair?.cost === undefined ? {} : { repair: c.repair })
      });
    }
  );

  it.each(cases.map((c) => [c.id, c] as const))(
    '%s fails alike in intervals and in whole numbers',
    async (_id, c) => {
      const { system, variableOf } = systemOf(c);
      const cells = c.targets ?? c.hidden;
      const targets = cells.map((cell) => ({
        variable: variableOf.get(cell)!,
        required: c.required_values,
        zeroLower: c.require_zero_lower ?? false
      }));
      const linear = await judgeIntervals({ ...system, targets });
      expect(linear.failing.map(({ target, lower, upper }) => [cells[target], lower, upper])).toEqual(
        c.failing.map((cell) => [cell, ...c.bounds_lp[cell]!])
      );
      const whole = await judgeIntegers({ ...system, targets });
      expect(whole.failing.map(({ target, lower, upper }) => [cells[target], lower, upper])).toEqual(
        c.failing.map((cell) => [cell, ...(c.bounds_integer ?? c.bounds_lp)[cell]!])
      );
    }
  );
});
