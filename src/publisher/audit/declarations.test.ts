import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../policy.ts';
import {
  judgeDeclarations,
  judgeNesting,
  judgeStarCase,
  type StarCase,
  type StarVerdict
} from './declarations.ts';

const cases = JSON.parse(
  readFileSync(new URL('../../../tests/golden/star.json', import.meta.url), 'utf8')
) as (StarCase & { readonly id: string; readonly why: string; readonly expect: StarVerdict })[];

const code = (judge: () => void): string => {
  try {
    judge();
    return 'ok';
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
};

describe('declarations', () => {
  it.each(cases.map((c) => [c.id, c.why, c] as const))('%s: %s', (_id, _why, c) => {
    expect(judgeStarCase(c)).toEqual(c.expect);
  });

  it('passes the published policy', () => {
    expect(() => judgeDeclarations(defaultPolicy())).not.toThrow();
  });

  it('says which tables share what', () => {
    const policy = defaultPolicy();
    const exact = (name: string, separator: string[], variables: string[]) => ({
      ...policy,
      tables: [...policy.tables, { name, protection: 'exact' as const, separator, variables }]
    });
    const judged = (...given: Parameters<typeof exact>): string =>
      code(() => judgeDeclarations(exact(...given)));
    expect(judged('third', ['unit', 'month'], ['weekday'])).toBe('ok');
    expect(judged('third', ['month', 'unit'], ['age6'])).toBe(
      'E_TABLES_NOT_STAR: Exact table third shares age with visits_by_age; exact tables share exactly {month, unit}. Declare one of them rounded.'
    );
    expect(judged('third', ['month', 'unit'], ['weekday', 'quarter'])).toContain(
      'third shares month with the separator'
    );
    expect(judged('third', ['month', 'unit'], ['area'])).toContain('third shares unit with the separator');
    expect(judged('third', ['month', 'month'], [])).toContain('third is separated by {month, month}');
    expect(judged('third', ['month', 'unit', 'unit'], [])).toContain('E_TABLES_NOT_STAR');
    expect(judged('third', ['month', 'area'], [])).toContain('E_TABLES_NOT_STAR');
    expect(judged('third', ['unit', 'area'], [])).toContain('E_TABLES_NOT_STAR');
    // two levels of one variable in one table are one variable
    expect(judged('third', ['month', 'unit'], ['weekday', 'weekday'])).toBe('ok');
  });

  it('wants coarse groups made of whole fine ones, reaching as far', () => {
    const fine = [
      [0, 4],
      [5, 9]
    ] as const;
    const nested = (coarse: (readonly [number, number])[]) => code(() => judgeNesting(fine, coarse));
    expect(nested([[0, 9]])).toBe('ok');
    expect(nested([[0, 8]])).toContain('E_HIER_NOT_NESTED');
    expect(nested([[1, 9]])).toContain('E_HIER_NOT_NESTED');
    expect(nested([[0, 4]])).toBe(
      'E_HIER_NOT_NESTED: In the policy some age group is not made of whole groups of the level below; change its groups.'
    );
    expect(judgeStarCase({ partition_fine: ['0-4', '5', '6+'], partition_coarse: ['0-5', '6+'] })).toEqual({
      ok: true
    });
    const policy = defaultPolicy();
    expect(
      code(() =>
        judgeDeclarations({
          ...policy,
          age_groups: [...policy.age_groups, [['0-70', 0, 70]]]
        })
      )
    ).toContain('E_HIER_NOT_NESTED');
  });

  it('wants trees with one root, one parent each and a leaf for what is unknown', () => {
    const policy = defaultPolicy();
    const judged = (age: Record<string, string[]>): string =>
      code(() => judgeDeclarations({ ...policy, trees: { ...policy.trees, age } }));
    expect(judged({ S: ['a', 'unknown|x'] })).toBe('ok');
    expect(judged({ S: ['a', 'unknown', 'b'], b: ['a'] })).toContain('the tree of age hangs on two parents');
    expect(judged({ S: ['a', 'unknown'], R: ['b'] })).toContain('the tree of age has 2 roots');
    expect(judged({ S: ['a'] })).toContain('the tree of age has no leaf for what is unknown');
  });

  it('passes on what is no verdict', () => {
    expect(() => judgeStarCase({ tables: null } as unknown as StarCase)).toThrow(TypeError);
  });
});
