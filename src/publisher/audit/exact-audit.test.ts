import { describe, expect, it } from 'vitest';
import {
  auditedMonth,
  auditedSide,
  monthOfUnit,
  rollupCases,
  type SmallTree
} from '../../../tests/support/audited-side.ts';
import { AuditError } from './audit-error.ts';
import { judgeClosedForm } from './closed-form.ts';
import { judgeExactProgramme } from './exact-programme.ts';
import type { AuditedMonth } from './exact-month.ts';
import { judgeInsiders, withoutContributor } from './insider.ts';
import { judgeIntervals } from './judge-intervals.ts';
import { judgeRule } from './rule.ts';

const NO_LINKS = { structural_links: [] };
const LINKS = {
  structural_links: [{ chapter: 'XV', sex: 'female', ages: ['15-19', '20-24', '25-29', '30-34'] } as const]
};
const golden = (id: string) => rollupCases().find((c) => c.id === id)!;

/** The error of the closed form, with what it counts. */
function closedForm(month: AuditedMonth): string {
  try {
    judgeClosedForm(month);
    return 'passed';
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return `${error.code} ${error.exitCode} ${error.failing.map((cell) => cell.cell).join('; ')}`;
  }
}

describe('every step of the audit of exact tables', () => {
  it.each(
    rollupCases()
      .filter((c) => !c.expect.error)
      .map((c) => [c.id, c] as const)
  )('accepts the roll-up of %s', async (id, c) => {
    const side = auditedSide(
      c,
      Object.keys(c.expect.published),
      c.expect.rest.map((rest) => rest.node)
    );
    const month = auditedMonth(side);
    expect(side.blocks.filter((block) => block.at < 0).map((block) => block.truth.patients)).toEqual(
      c.expect.rest.map((rest) => rest.patients)
    );
    expect(closedForm(month)).toBe('passed');
    const programme = await judgeExactProgramme(month, NO_LINKS);
    expect(programme.failing).toEqual([]);
    const insiders = await judgeInsiders(month, NO_LINKS);
    expect(insiders.failing).toEqual([]);
    expect(insiders.patients).toBe(c.expect.rest.reduce((sum, rest) => sum + rest.patients, 0));
    const rule = judgeRule(month);
    expect(rule.failing).toEqual([]);
    const hidden = side.blocks
      .filter((block) => block.at < 0)
      .flatMap((block) => block.leaves)
      .filter((leaf) => side.counts[leaf]!.patients > 0);
    expect(programme).toMatchObject({ targets: 2 * hidden.length, cells: 2 * hidden.length });
    // DR34 has more tables than are listed
    const small = hidden.filter(
      (leaf) => id !== 'DR34' && side.counts[leaf]!.patients < side.threshold[leaf]!
    );
    expect(rule).toMatchObject({ targets: small.length, cells: small.length, narrowest: null });
  });
});

describe('the closed form', () => {
  const nine: SmallTree = {
    T: 10,
    tree: { S: ['x', 'y'], x: ['x1', 'x2'], y: ['y1', 'y2'] },
    patients: { x1: 9, x2: 9, y1: 40, y2: 30 }
  };

  it('P21 refuses a REST of two leaves with 9 and 9 patients below the root', () => {
    expect(closedForm(auditedMonth(auditedSide(nine, ['y1', 'y2'], ['x'])))).toBe(
      'E_AUDIT_LOWER_BOUND 5 unit u1, x*REST'
    );
  });

  it('P21 takes the same as the total of a unit, where nothing else is shown', () => {
    expect(closedForm(auditedMonth(auditedSide(nine, [], ['S'])))).toBe('passed');
  });

  it('P16 refuses a block of 9 patients, before all else', () => {
    expect(closedForm(auditedMonth(auditedSide(nine, ['x1', 'y1', 'y2'], ['x'])))).toBe(
      'E_AUDIT_THRESHOLD 5 unit u1, x1; unit u1, x*REST'
    );
  });

  it('P50 refuses DR24 published as REST=11 and d=50', () => {
    for (const node of ['S', 'x'])
      expect(closedForm(auditedMonth(auditedSide(golden('DR24'), ['d'], [node])))).toBe(
        `E_AUDIT_LOWER_BOUND 5 unit u1, ${node}*REST`
      );
  });

  it('wants T + m(T) patients where a leaf was pulled, and one hidden leaf beside another', () => {
    const pulled = (c: number): string =>
      closedForm(
        auditedMonth(
          auditedSide({ T: 10, tree: { S: ['a', 'b', 'c'] }, patients: { a: 40, b: 3, c } }, ['a'], ['S'])
        )
      );
    expect(pulled(12)).toBe('passed');
    expect(pulled(11)).toContain('E_AUDIT_LOWER_BOUND');
    const single = auditedSide(
      { T: 10, tree: { S: ['a', 'x'], x: ['b', 'c'] }, patients: { a: 40, b: 30, c: 20 } },
      ['a', 'b'],
      ['x']
    );
    expect(closedForm(auditedMonth(single))).toBe('E_AUDIT_LOWER_BOUND 5 unit u1, x*REST');
  });

  it('takes the largest threshold of those who are there, and the caps of all who may be', () => {
    const towns = (t2: number): string =>
      closedForm(
        auditedMonth(
          auditedSide(
            {
              T_of_leaf: { t1: 10, t2: 20, c: 10, d: 10 },
              tree: { S: ['c', 'd', 'n'], n: ['t1', 't2'] },
              patients: { t1: 9, t2, c: 60, d: 60 }
            },
            ['c', 'd'],
            ['n']
          )
        )
      );
    // the town is empty: T = 10, and 9 are under it
    expect(towns(0)).toContain('E_AUDIT_THRESHOLD');
    // 20 are enough, but the town must then hold 11 or more of them
    expect(towns(11)).toContain('E_AUDIT_LOWER_BOUND');
    expect(towns(9)).toContain('E_AUDIT_THRESHOLD');
  });

  it('refuses a leaf that alone holds everybody, and takes a unit without visits', () => {
    const c = golden('DR09');
    expect(closedForm(auditedMonth(auditedSide(c, ['a'], [])))).toBe('E_AUDIT_LOWER_BOUND 5 unit u1, a');
    expect(closedForm(auditedMonth(auditedSide(golden('DR31'), [], [])))).toBe('passed');
  });

  it('refuses blocks that leave out a visit, or count it twice', () => {
    expect(closedForm(auditedMonth(auditedSide(golden('DR08'), ['a'], [])))).toContain('E_AUDIT_LOWER_BOUND');
    const c = { T: 10, tree: { S: ['a', 'b', 'c'] }, patients: { a: 40, b: 30, c: 20 } };
    expect(closedForm(auditedMonth(auditedSide(c, ['a', 'b'], [])))).toBe(
      'E_AUDIT_TOTALS 5 unit u1, visits in no row'
    );
    expect(closedForm(auditedMonth(auditedSide(c, ['a', 'b', 'b'], [])))).toContain('E_AUDIT_TOTALS');
  });

  it('names tables, periods and numbers in its message, and nothing else', () => {
    const side = auditedSide(nine, ['x1', 'y1', 'y2'], ['x']);
    try {
      judgeClosedForm(
        monthOfUnit(side, auditedSide(nine, ['x1', 'x2', 'y1', 'y2'], [], { name: 'disease' }))
      );
      expect.unreachable();
    } catch (error) {
      const { message, failing, count, table, period } = error as AuditError;
      expect(message).toBe(
        'visits_by_age, 2025-04: the audit found blocks with fewer patients than their threshold (2); nothing was published and the release before is still served.'
      );
      expect({ count, table, period }).toEqual({ count: 2, table: 'visits_by_age', period: '2025-04' });
      expect(failing.map((cell) => [cell.table, cell.lower, cell.upper, cell.required])).toEqual([
        ['visits_by_age', 9, 9, 10],
        ['visits_by_age', 9, 9, 10],
        ['visits_by_disease', 9, 9, 10],
        ['visits_by_disease', 9, 9, 10]
      ]);
    }
  });
});

describe('the programme of two exact tables', () => {
  const ages: SmallTree = {
    T: 10,
    tree: {
      S: ['female|15-19', 'female|20-24', 'female|25-29', 'female|30-34', 'male|70-74', 'male|75-79']
    },
    patients: {
      'female|15-19': 14,
      'female|20-24': 12,
      'female|25-29': 15,
      'female|30-34': 8,
      'male|70-74': 14,
      'male|75-79': 37
    }
  };
  const age = auditedSide(ages, ['female|15-19', 'female|20-24', 'female|25-29', 'male|75-79'], ['S']);
  const diseases: SmallTree = {
    T: 10,
    tree: { S: ['out|XV', 'out|IX', 'out|II'] },
    patients: { 'out|XV': 47, 'out|IX': 45, 'out|II': 8 }
  };
  const disease = { name: 'disease' } as const;

  it('P44 finds the age that chapter XV proves non-empty', async () => {
    const month = monthOfUnit(age, auditedSide(diseases, ['out|XV'], ['S'], disease));
    const { failing, settled, narrowest } = await judgeExactProgramme(month, LINKS);
    expect(
      failing.map(({ table, period, cell, lower, upper, required }) => [
        table,
        period,
        cell,
        lower,
        upper,
        required
      ])
    ).toEqual([
      ['visits_by_age', '2025-04', 'unit u1, female|30-34', 6, 22, 5],
      ['visits_by_age', '2025-04', 'unit u1, female|30-34', 6, 22, 5]
    ]);
    expect(settled).toEqual({ closed: 8, witnessed: 0, programme: 0 });
    expect(narrowest).toBe(17);
  });

  it('P44 passes when XV joins a REST, or without the link', async () => {
    const joined = monthOfUnit(age, auditedSide(diseases, ['out|IX'], ['S'], disease));
    expect((await judgeExactProgramme(joined, LINKS)).failing).toEqual([]);
    const open = monthOfUnit(age, auditedSide(diseases, ['out|XV'], ['S'], disease));
    expect((await judgeExactProgramme(open, NO_LINKS)).failing).toEqual([]);
  });

  it('finds the disease that there are too few people for', async () => {
    const few: SmallTree = {
      ...ages,
      patients: {
        ...ages.patients,
        'female|15-19': 2,
        'female|20-24': 0,
        'female|25-29': 0,
        'female|30-34': 0
      }
    };
    const linked = auditedSide(
      {
        T: 10,
        tree: { S: ['out|XV', 'out|IX', 'out|II'] },
        patients: { 'out|XV': 2, 'out|IX': 41, 'out|II': 10 }
      },
      ['out|IX'],
      ['S'],
      disease
    );
    // two women in all, in leaves without a REST above them but one: XV is 0, 1 or 2
    const shown = auditedSide(
      {
        ...few,
        tree: { S: ['w', 'male|70-74', 'male|75-79'], w: ['female|15-19', 'female|20-24', 'male|70-74x'] },
        patients: {
          'female|15-19': 2,
          'female|20-24': 0,
          'male|70-74x': 13,
          'male|70-74': 14,
          'male|75-79': 24
        }
      },
      ['male|70-74', 'male|75-79'],
      ['w']
    );
    const { failing } = await judgeExactProgramme(monthOfUnit(shown, linked), LINKS);
    expect(failing).toEqual([]);
    const none = auditedSide(
      {
        T: 10,
        tree: { S: ['female|15-19', 'male|70-74', 'male|75-79'] },
        patients: { 'female|15-19': 0, 'male|70-74': 20, 'male|75-79': 33 }
      },
      ['male|70-74', 'male|75-79'],
      []
    );
    const contradicted = await judgeExactProgramme(monthOfUnit(none, linked), LINKS);
    // no woman at all: whatever the records say, the link is not taken to leave less than they hold
    expect(contradicted.failing.map((cell) => [cell.cell, cell.lower, cell.upper])).toEqual([
      ['unit u1, out|XV', 0, 2],
      ['unit u1, out|II', 10, 12],
      ['unit u1, out|XV', 0, 2],
      ['unit u1, out|II', 10, 12]
    ]);
  });
});

describe('insiders', () => {
  it('P20 takes the contributor out of counts and sums', async () => {
    const system = {
      lower: [0, 0],
      upper: [9, 9],
      constraints: [{ variables: [0, 1], coefficients: [1, 2], low: 3, high: 3 }],
      targets: [{ variable: 1, required: 3, zeroLower: false }]
    };
    expect(withoutContributor(system, new Map([[1, 1]]))).toEqual({
      lower: [0, 0],
      upper: [9, 8],
      constraints: [{ variables: [0, 1], coefficients: [1, 2], low: 1, high: 1 }],
      targets: system.targets
    });
    expect(withoutContributor({ ...system, lower: [2, 1] }, new Map([[0, 1]])).lower).toEqual([1, 1]);
    // golden DI04: a and b hold 2 together; who is one of them leaves 0 or 1 for b
    const plain = { ...system, constraints: [{ variables: [0, 1], low: 2, high: 2 }] };
    expect((await judgeIntervals(plain)).failing).toEqual([]);
    expect((await judgeIntervals(withoutContributor(plain, new Map([[0, 1]])))).failing).toEqual([
      { target: 0, lower: 0, upper: 1 }
    ]);
  });
});

describe('the public rule', () => {
  const c: SmallTree = { ...golden('DR20'), order: ['b', 'a', 'c'] };

  it('P49 refuses rows the rule gives on no table', () => {
    const verdict = judgeRule(auditedMonth(auditedSide(c, ['b'], ['S'])));
    expect(verdict).toEqual({
      failing: [
        {
          table: 'visits_by_age',
          period: '2025-04',
          cell: 'unit u1, c in S*REST',
          lower: 0,
          upper: 0,
          required: 5,
          droppable: []
        }
      ],
      cells: 1,
      targets: 1,
      settled: { closed: 0, witnessed: 0, programme: 1 },
      narrowest: null
    });
  });

  it('takes the rows the rule does give', () => {
    expect(judgeRule(auditedMonth(auditedSide(golden('DR20'), ['b'], ['S']))).failing).toEqual([]);
    expect(judgeRule(auditedMonth(auditedSide(c, ['a'], ['S']))).failing).toEqual([]);
  });

  it('P50 finds DR24 published as REST=11 and d=50 as well', () => {
    expect(judgeRule(auditedMonth(auditedSide(golden('DR24'), ['d'], ['S']))).failing).toHaveLength(1);
  });

  it('leaves a REST of too many tables untested', () => {
    expect(judgeRule(auditedMonth(auditedSide(c, ['b'], ['S'])), 15)).toMatchObject({
      targets: 0,
      failing: []
    });
    expect(judgeRule(auditedMonth(auditedSide(c, ['b'], ['S'])), 16)).toMatchObject({ targets: 1 });
  });
});
