import type { DuckDBConnection } from '@duckdb/node-api';
import type { Month } from '#lib/domain/period.ts';
import type { Policy } from '../policy.ts';
import { refuse } from './audit-error.ts';
import { judgeClosedForm } from './closed-form.ts';
import { judgeExactProgramme } from './exact-programme.ts';
import { readExactMonth, type AuditedMonth } from './exact-month.ts';
import { judgeInsiders } from './insider.ts';
import { judgeIntegers } from './judge-integers.ts';
import { membershipOfMonth } from './membership.ts';
import { judgeRule } from './rule.ts';
import { judgeSensitiveBlocks } from './sensitive-blocks.ts';
import { NOTHING_TESTED, together as stepsTogether, type StepVerdict } from './step-verdict.ts';
import { sidesOf, unitSystem } from './unit-system.ts';
import { writtenMonth, writtenRows } from './written-tables.ts';

/** What the steps on the exact tables of some months tested. */
export interface ExactVerdict {
  /** Blocks held against the records. */
  readonly blocks: number;
  readonly programme: StepVerdict;
  readonly insiders: StepVerdict & { readonly patients: number };
  readonly integers: StepVerdict;
  readonly rule: StepVerdict;
  /** Blocks counted again without a patient. */
  readonly members: number;
}

export const NO_EXACT_MONTH: ExactVerdict = {
  blocks: 0,
  programme: NOTHING_TESTED,
  insiders: { ...NOTHING_TESTED, patients: 0 },
  integers: NOTHING_TESTED,
  rule: NOTHING_TESTED,
  members: 0
};

/** Two months' verdicts as one. */
export const together = (a: ExactVerdict, b: ExactVerdict): ExactVerdict => ({
  blocks: a.blocks + b.blocks,
  programme: stepsTogether(a.programme, b.programme),
  insiders: {
    ...stepsTogether(a.insiders, b.insiders),
    patients: a.insiders.patients + b.insiders.patients
  },
  integers: stepsTogether(a.integers, b.integers),
  rule: stepsTogether(a.rule, b.rule),
  members: a.members + b.members
});

/**
 * One month of the exact tables, every step that needs nothing else: closed form, intervals, whole numbers, insiders,
 * the public rule, membership, sensitive blocks.
 * @throws AuditError the code of the first step that fails
 */
export async function auditExactMonth(
  connection: DuckDBConnection,
  month: Month,
  policy: Policy
): Promise<ExactVerdict> {
  const audited = await readExactMonth(connection, await writtenMonth(connection, month), policy);
  judgeClosedForm(audited);
  judgeSensitiveBlocks(await writtenRows(connection, 'disease_monthly', month), policy);
  const members = await membershipOfMonth(connection, audited);
  const programme = await judgeExactProgramme(audited, policy);
  refuse('E_AUDIT_INTERVAL', programme.failing);
  const integers = await judgeWholeNumbers(audited, policy);
  refuse('E_AUDIT_INTERVAL', integers.failing);
  const insiders = await judgeInsiders(audited, policy);
  refuse('E_AUDIT_INTERVAL', insiders.failing);
  const rule = judgeRule(audited);
  refuse('E_AUDIT_RULE', rule.failing);
  const blocks = [audited.skeleton, ...audited.units.flatMap((unit) => sidesOf(unit))].reduce(
    (sum, side) => sum + side.blocks.length,
    0
  );
  return { blocks, programme, insiders, integers, rule, members };
}

/** The same systems in whole numbers. */
async function judgeWholeNumbers(
  { skeleton, units, period }: AuditedMonth,
  { structural_links }: Policy
): Promise<StepVerdict> {
  let verdict = NOTHING_TESTED;
  for (const sides of [[skeleton], ...units.map((unit) => sidesOf(unit))]) {
    const { system, hidden } = unitSystem(sides, 'patients', structural_links);
    const { failing, tested } = await judgeIntegers(system);
    verdict = stepsTogether(verdict, {
      failing: failing.map(({ target, lower, upper }) => ({
        table: hidden[target]!.side.side.schema.name,
        period,
        cell: `${hidden[target]!.side.where}, leaf ${hidden[target]!.leaf}`,
        lower,
        upper,
        required: system.targets[target]!.required,
        droppable: []
      })),
      cells: hidden.length,
      targets: tested,
      settled: { closed: tested, witnessed: 0, programme: 0 },
      narrowest: null
    });
  }
  return verdict;
}
