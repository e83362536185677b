import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome, policy } from '../../../tests/support/policy-outcome.ts';
import { parsePolicy } from './parse-policy.ts';

const read = (value: unknown) => outcome(() => parsePolicy(JSON.stringify(value)));
const message = (value: unknown): string => {
  const { code, message } = read(value);
  expect(code).toBe('E_POLICY_SHAPE');
  return message;
};

describe('reading a policy file', () => {
  it('keeps what the file leaves out as the default has it', () => {
    expect(parsePolicy('{}')).toEqual(policy);
    expect(parsePolicy('{"freeze_lag_months": 3}')).toEqual({ ...policy, freeze_lag_months: 3 });
  });

  it('refuses what is no JSON or no object, with exit 4', () => {
    expect(outcome(() => parsePolicy('{'))).toMatchObject({ code: 'E_POLICY_SHAPE', exit: 4 });
    for (const value of [[], null, 'policy', 1, true])
      expect(message(value)).toMatch(/file should be an object/);
  });

  it('names the key it does not know', () => {
    expect(message({ default_treshold: 10 })).toMatch(
      "The policy's default_treshold is a key this version does not know"
    );
    expect(message({ rounding: { ...policy.rounding, dominance: 1 } })).toMatch('rounding.dominance');
    expect(message({ tables: [{ ...policy.tables[0], secret: 1 }] })).toMatch('tables[0].secret');
  });

  it('names the key that is missing inside a part, since a part is given whole', () => {
    const { base: _, ...rounding } = policy.rounding;
    expect(message({ rounding })).toMatch("The policy's rounding.base is missing");
    expect(message({ sensitive: { ...policy.sensitive, codes: undefined } })).toMatch(
      'sensitive.codes is missing'
    );
    expect(message({ trees: { geography: {}, age: {} } })).toMatch('trees.disease is missing');
    expect(message({ tables: [{ name: 'flows' }] })).toMatch('tables[0].protection is missing');
  });

  it('names the key of another shape', () => {
    expect(message({ default_threshold: '10' })).toMatch(
      'default_threshold should be a whole number, 0 or more'
    );
    expect(message({ default_threshold: 9.5 })).toMatch('default_threshold');
    expect(message({ default_threshold: -1 })).toMatch('default_threshold');
    expect(message({ default_threshold: 2 ** 53 })).toMatch('default_threshold');
    expect(message({ default_threshold: null })).toMatch('default_threshold should be');
    expect(message({ thresholds: { '04581': 'x' } })).toMatch('thresholds.04581');
    expect(message({ thresholds: [20] })).toMatch('thresholds should be an object');
    expect(message({ version: '' })).toMatch('version should be a text');
    expect(message({ version: 1 })).toMatch('version should be a text');
    expect(message({ register_date: '2025' })).toMatch('register_date should be a date');
    expect(message({ register_date: 'on 2025-01-01' })).toMatch('register_date');
    expect(message({ register_date: '2025-01-01T00' })).toMatch('register_date');
    expect(message({ register_date: 20250101 })).toMatch('register_date');
    expect(message({ rounding: { ...policy.rounding, p_percent: '10' } })).toMatch(
      'rounding.p_percent should be a number'
    );
    expect(message({ rounding: { ...policy.rounding, p_percent: -1 } })).toMatch('p_percent');
    expect(message({ rounding: { ...policy.rounding, n_k: [2] } })).toMatch(
      'rounding.n_k should be a list of 2'
    );
    expect(message({ rounding: { ...policy.rounding, n_k: [2, 'x'] } })).toMatch('rounding.n_k[1]');
    expect(message({ rounding: { ...policy.rounding, n_k: 2 } })).toMatch('rounding.n_k should be a list');
    expect(message({ structural_zeros: 'none' })).toMatch('structural_zeros should be a list');
    expect(message({ structural_zeros: [1] })).toMatch('structural_zeros[0] should be a text');
    expect(message({ structural_links: [{ chapter: 'XV', sex: 'women', ages: [] }] })).toMatch(
      'structural_links[0].sex should be one of male, female, null'
    );
    expect(message({ planning_groups: { heart: [['I50', 'I5']] } })).toMatch(
      'planning_groups.heart[0][1] should be a category such as I20'
    );
    expect(message({ planning_groups: { heart: [['xI50', 'I50']] } })).toMatch('planning_groups.heart[0][0]');
    expect(message({ tiers: [{ below: 'all', threshold: 10 }] })).toMatch('tiers[0].below');
    expect(message({ tables: [{ ...policy.tables[0], protection: 'none' }] })).toMatch(
      'tables[0].protection should be one of exact, rounded, public'
    );
    expect(message({ tables: [{ ...policy.tables[0], totals: [['age'], 'sex'] }] })).toMatch(
      'tables[0].totals[1]'
    );
    expect(message({ tables: [{ ...policy.tables[0], places: ['ward'] }] })).toMatch('tables[0].places[0]');
  });

  it('reads numbers that need not be whole, and what may be absent or null', () => {
    const rounding = { ...policy.rounding, p_percent: 12.5, n_k: [2, 0.85] as const };
    const tiers = [{ below: null, threshold: null }];
    const tables = [{ name: 'flows', protection: 'rounded', separator: [], variables: ['unit'] } as const];
    const structural_links = [{ chapter: 'XVI', sex: null, ages: [] }];
    const given = { rounding, tiers, tables, structural_links };
    expect(parsePolicy(JSON.stringify(given))).toStrictEqual({ ...policy, ...given });
  });

  it('refuses names that are JavaScript’s own', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const json = `{"thresholds": {"${name}": 20}}`;
      expect(outcome(() => parsePolicy(json)).message).toMatch(
        `thresholds.${name} is a name JavaScript reserves`
      );
      expect(outcome(() => parsePolicy(`{"${name}": {"default_threshold": 1}}`)).code).toBe('E_POLICY_SHAPE');
      expect(outcome(() => parsePolicy(`{"rounding": {"${name}": 1}}`)).message).toMatch(name);
    }
  });

  it('repeats no long text of the file in its sentence', () => {
    expect(message({ ['x'.repeat(5000)]: 1 }).length).toBeLessThan(250);
  });

  it('ends in a policy or in E_POLICY_SHAPE, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(policy) as (keyof typeof policy)[])),
        fc.jsonValue({ maxDepth: 3 }),
        (key, value) => {
          const { code } = read({ [key]: value });
          expect(['ok', 'E_POLICY_SHAPE']).toContain(code);
        }
      ),
      { numRuns: 1000 }
    );
  });
});
