import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../policy.ts';
import { AGE_LEAVES, DISEASE_LEAVES } from '../trees.ts';
import type { RestBlock } from './rollup.ts';
import { leavesOfChapter, leavesOfPeople, linkFault, type LinkedTable } from './structural-link.ts';

interface Golden {
  id: string;
  cells: Record<string, number>;
  hidden: string[];
  at_most?: { left: string[]; right: string[] }[];
}
const golden = (
  JSON.parse(
    readFileSync(new URL('../../../tests/golden/intervals.json', import.meta.url), 'utf8')
  ) as Golden[]
).find(({ id }) => id === 'DI10')!;

const rest = (node: string, ...leaves: string[]): RestBlock => ({ node, leaves, hidden: leaves });
/** A table of which one visit is one patient unless visits are given; T = 10. */
function table(
  patients: Record<string, number>,
  linked: readonly string[],
  rests: readonly RestBlock[] = [],
  visits: Record<string, number> = patients
): LinkedTable {
  const hidden = new Set(rests.flatMap((r) => [...r.hidden]));
  return {
    result: { published: Object.keys(patients).filter((leaf) => !hidden.has(leaf)), rests, pulled: [] },
    linked: new Set(linked),
    patients: (leaf) => patients[leaf] ?? 0,
    visits: (leaf) => visits[leaf] ?? 0,
    threshold: 10
  };
}

describe('P44 a chapter only some people can have (golden DI10)', () => {
  const { left, right } = golden.at_most![0]!;
  const { xv, f1519, f2024, f2529, f3034, m7074 } = golden.cells as Record<string, number>;
  const ages = table({ f1519: f1519!, f2024: f2024!, f2529: f2529!, f3034: f3034!, m7074: m7074! }, right, [
    rest('S', ...golden.hidden)
  ]);

  it('joins a REST where it would prove a hidden age non-empty', () => {
    expect(linkFault(ages, table({ xv: xv!, ix: 53 }, left))).toEqual({ kind: 'join', leaves: ['xv'] });
  });

  it('tells nothing once it has', () => {
    const others = { ii: 20, ix: 33 };
    expect(linkFault(ages, table({ xv: xv!, ...others }, left, [rest('S', 'xv', 'ii', 'ix')]))).toBeNull();
  });

  it('stays where the people shown hold all of it', () => {
    const shown = f1519! + f2024! + f2529!;
    expect(linkFault(ages, table({ xv: shown, ix: 53 }, left))).toBeNull();
    expect(linkFault(ages, table({ xv: shown + 1, ix: 53 }, left))).not.toBeNull();
  });
});

describe('what two tables of a unit tell together', () => {
  const women = { f20: 30, f30: 30, m20: 40 };
  const people = (rests: readonly RestBlock[] = [], counts: Record<string, number> = women) =>
    table(
      counts,
      Object.keys(counts).filter((leaf) => leaf.startsWith('f')),
      rests
    );

  it('is judged in visits as well as in patients', () => {
    const heavy = table({ xv: 20, ix: 50 }, ['xv'], [], { xv: 61, ix: 50 });
    expect(linkFault(people(), heavy)).toEqual({ kind: 'join', leaves: ['xv'] });
    expect(linkFault(people(), table({ xv: 61, ix: 50 }, ['xv'], [], { xv: 20, ix: 50 }))).not.toBeNull();
    expect(linkFault(people(), table({ xv: 60, ix: 50 }, ['xv']))).toBeNull();
  });

  it('counts what a REST must hold of the chapter: all of it, if nothing else is inside', () => {
    const only = table({ xvIn: 12, xvOut: 60, ix: 50 }, ['xvIn', 'xvOut'], [rest('S', 'xvIn', 'xvOut')]);
    expect(linkFault(people(), only)).toEqual({ kind: 'raise', node: 'S' });
  });

  it('lets a REST with more than its other leaves can hold count for the chapter', () => {
    const capped = table(
      { xvIn: 9, xvOut: 8, i: 3, ix: 60 },
      ['xvIn', 'xvOut'],
      [rest('o', 'xvIn', 'xvOut', 'i')]
    );
    // at least 20 − 9 = 11 are of the chapter
    expect(linkFault(table({ f20: 20, m20: 40 }, ['f20']), capped)).toBeNull();
    expect(linkFault(table({ f20: 30, m20: 40 }, ['f20']), capped)).toBeNull();
    expect(linkFault(table({ f20: 10, m20: 40 }, ['f20']), capped)).toEqual({ kind: 'raise', node: 'o' });
  });

  it('takes the chapter out of the cover where nobody of its people came', () => {
    // without the chapter, 17 in two leaves of at most 9 would prove both
    const covered = table({ xv: 0, i: 9, ii: 8, ix: 60 }, ['xv'], [rest('o', 'xv', 'i', 'ii')]);
    expect(linkFault(people(), covered)).toBeNull();
    expect(linkFault(table({ m20: 77 }, ['f20']), covered)).toEqual({ kind: 'raise', node: 'o' });
    expect(linkFault(table({ f20: 7, m20: 70 }, ['f20']), covered)).toEqual({ kind: 'raise', node: 'o' });
    expect(linkFault(table({ f20: 8, m20: 69 }, ['f20']), covered)).toBeNull();
    const more = table({ xv: 0, i: 9, ii: 8, iii: 0, ix: 60 }, ['xv'], [rest('o', 'xv', 'i', 'ii', 'iii')]);
    expect(linkFault(table({ m20: 77 }, ['f20']), more)).toBeNull();
  });

  it('keeps m(T) values for a hidden setting of the chapter', () => {
    const hidden = (xvIn: number, xvOut: number) =>
      table({ xvIn, xvOut, i: 30, ii: 2, ix: 60 }, ['xvIn', 'xvOut'], [rest('o', 'xvIn', 'i', 'ii')]);
    // 60 women, 57 shown of the chapter: the hidden setting is at most 3, four values
    expect(linkFault(people(), hidden(3, 57))).toEqual({ kind: 'join', leaves: ['xvOut'] });
    expect(linkFault(people(), hidden(3, 56))).toBeNull();
    expect(linkFault(people(), hidden(0, 57))).toBeNull();
  });

  it('keeps the zero of what stands beside a pulled setting of the chapter', () => {
    const beside = (xv: number) => table({ xv, i: 4, ix: 60 }, ['xv'], [rest('o', 'xv', 'i')]);
    // 60 women: of 61 or more in the REST at least one is not of the chapter
    expect(linkFault(people(), beside(56))).toBeNull();
    expect(linkFault(people(), beside(57))).toEqual({ kind: 'raise', node: 'o' });
  });

  it('adds what may be hidden of the people, up to their thresholds where nothing was pulled', () => {
    const beside = table({ xv: 57, i: 4, ix: 60 }, ['xv'], [rest('o', 'xv', 'i')]);
    const hiddenWomen = (counts: Record<string, number>) =>
      linkFault(people([rest('S', ...Object.keys(counts))], { ...women, ...counts }), beside);
    expect(hiddenWomen({ f40: 3, m40: 9 })).toBeNull();
    expect(hiddenWomen({ m30: 3, m40: 9 })).toEqual({ kind: 'raise', node: 'o' });
  });

  it('bounds nothing in a unit’s total, unless one disease alone stands beside the chapter', () => {
    const wide = table({ xv: 5, i: 4, ii: 9, iii: 70 }, ['xv'], [rest('S', 'xv', 'i', 'ii', 'iii')]);
    expect(linkFault(people(), wide)).toBeNull();
    const narrow = table({ xv: 57, i: 4 }, ['xv'], [rest('S', 'xv', 'i')]);
    expect(linkFault(people(), narrow)).toEqual({ kind: 'raise', node: 'S' });
  });
});

describe('the leaves of a link', () => {
  const [xv] = defaultPolicy().structural_links;

  it('are the settings of its chapter and the ages of its people', () => {
    expect([...leavesOfChapter(xv!, DISEASE_LEAVES)]).toEqual([
      'inpatient|XV',
      'outpatient|XV',
      'emergency|XV'
    ]);
    expect([...leavesOfPeople(xv!, AGE_LEAVES)]).toEqual(xv!.ages.map((age) => `female|${age}`));
  });

  it('are none of a chapter published in a group, and of either sex where the link names none', () => {
    const perinatal = { chapter: 'XVI', sex: null, ages: ['0-4'] };
    expect([...leavesOfChapter(perinatal, DISEASE_LEAVES)]).toEqual([]);
    expect([...leavesOfPeople(perinatal, AGE_LEAVES)]).toEqual(['male|0-4', 'female|0-4', 'unknown|0-4']);
  });
});
