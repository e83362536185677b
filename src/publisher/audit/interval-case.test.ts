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

  const table = (more: Partial<IntervalCase> = {}): IntervalCase => ({
    cells: {
      aa: 3,
      ab: 40,
      ba: 50,
      bb: 60,
      ca: 50,
      cb: 60,
      'a*': 43,
      'b*': 110,
      'c*': 110,
      '*a': 103,
      '*b': 160
    },
    equations: [
      { total: 'a*', parts: ['aa', 'ab'] },
      { total: 'b*', parts: ['ba', 'bb'] },
      { total: 'c*', parts: ['ca', 'cb'] },
      { total: '*a', parts: ['aa', 'ba', 'ca'] },
      { total: '*b', parts: ['ab', 'bb', 'cb'] }
    ],
    hidden: ['aa'],
    required_values: 5,
    repair: { cost: 0 },
    ...more
  });

  it('P19 breaks ties of the cheapest rectangle by key', async () => {
    const { repair, bounds_after, verdict_after } = await judgeIntervalCase(table());
    expect(repair).toEqual({ hide: ['ab', 'ba', 'bb'], cost: 150, runner_up_cost: 150 });
    // the repair hides nothing of its own
    expect([bounds_after, verdict_after]).toEqual([{ aa: [3, 3] }, 'fail']);
  });

  it('P19 counts only what is hidden besides, and says so where there is one rectangle or none', async () => {
    const one = await judgeIntervalCase(table({ hidden: ['aa', 'ba'], targets: ['aa'] }));
    expect(one.repair).toEqual({ hide: ['ab', 'bb'], cost: 100, runner_up_cost: 150 });
    const wide = await judgeIntervalCase(table({ required_values: 45, targets: ['aa'] }));
    expect(wide.repair).toBeNull();
    const { equations } = table();
    const last = await judgeIntervalCase(
      table({ equations: equations.filter((e) => e.total !== 'c*'), required_values: 44, targets: ['aa'] })
    );
    expect(last.repair).toEqual({ hide: ['ab', 'ba', 'bb'], cost: 150 });
  });

  it('looks for the rectangle of the first hidden cell where none fails', async () => {
    const safe = await judgeIntervalCase(table({ required_values: 1 }));
    expect(safe).toMatchObject({ verdict: 'pass', repair: { cost: 150 } });
  });

  it('takes what an attacker knows at least and at most, and the caps of cells', async () => {
    const c = {
      cells: { a: 6, b: 7, t: 13 },
      equations: [{ total: 't', parts: ['a', 'b'] }],
      hidden: ['a', 'b'],
      required_values: 3
    };
    const bounds = async (more: Partial<IntervalCase>) =>
      (await judgeIntervalCase({ ...c, ...more })).bounds_lp;
    expect(await bounds({ attacker_knows: { a: { at_least: 2, at_most: 9 } } })).toEqual({
      a: [2, 9],
      b: [4, 11]
    });
    expect(await bounds({ attacker_knows: { a: { exactly: 6 } } })).toEqual({ a: [6, 6], b: [7, 7] });
    expect(await bounds({ caps: { a: 8 }, attacker_knows: { a: { at_most: 7 } } })).toEqual({
      a: [0, 7],
      b: [6, 13]
    });
    expect(await bounds({ rounded: { a: { published: 0, base: 10 } } })).toEqual({ a: [0, 9], b: [4, 13] });
  });

  it('hides a rounded row that a repair hides, and takes the number a repair gives it', async () => {
    const c: IntervalCase = {
      cells: { a: 6, b: 7, t: 13 },
      equations: [{ total: 't', parts: ['a', 'b'] }],
      hidden: ['a'],
      rounded: { t: { published: 20, base: 10 } },
      required_values: 3
    };
    expect((await judgeIntervalCase(c)).bounds_lp).toEqual({ a: [4, 22] });
    const after = async (repair: IntervalCase['repair']) =>
      (await judgeIntervalCase({ ...c, repair })).bounds_after;
    expect(await after({ hide: ['t', 'a'] })).toEqual({ a: [0, null], t: [7, null] });
    expect(await after({ drop_rounded: ['t'] })).toEqual({ a: [0, null], t: [7, null] });
    expect(await after({ round: { t: { published: 10, base: 10 } } })).toEqual({ a: [0, 12] });
    expect(await after({})).toEqual({ a: [4, 22] });
  });

  it('counts a hidden total among what is unknown', async () => {
    const c: IntervalCase = {
      cells: { a: 6, b: 7, t: 13 },
      equations: [{ total: 't', parts: ['a', 'b'] }],
      hidden: ['t', 'a'],
      caps: { a: 9 },
      required_values: 10,
      require_zero_lower: true
    };
    expect(await judgeIntervalCase(c)).toEqual({
      bounds_lp: { t: [7, 16], a: [0, 9] },
      verdict: 'fail',
      failing: ['t'],
      code: 'E_AUDIT_INTERVAL',
      exit: 5
    });
  });
});
