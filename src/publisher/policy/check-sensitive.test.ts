import { describe, expect, it } from 'vitest';
import { policy, refused, withSensitive, withTree } from '../../../tests/support/policy-outcome.ts';

describe('sensitive diseases in a policy', () => {
  const { sensitive, planning_groups, trees } = policy;

  it('a sensitive list that lacks an entry, wherever in its range, or asks for too few', () => {
    expect(withSensitive({ threshold: 19 }).code).toBe('E_POLICY_WEAK');
    expect(withSensitive({ threshold: 21 }).code).toBe('ok');
    for (const range of sensitive.codes) {
      const lacking = withSensitive({ codes: sensitive.codes.filter((r) => r !== range) });
      expect(lacking.code).toBe('E_POLICY_WEAK');
      expect(lacking.message).toMatch(`${range[0]}-${range[1]}`);
    }
    const narrower = (first: string, last: string) =>
      withSensitive({ codes: [...sensitive.codes.filter(([f]) => f !== 'A50'), [first, last]] }).message;
    expect(narrower('A51', 'A64')).toMatch('A50-A64');
    expect(narrower('A50', 'A63')).toMatch('A50-A64');
    for (const mdc of sensitive.mdc)
      expect(withSensitive({ mdc: sensitive.mdc.filter((m) => m !== mdc) }).message).toMatch(`lack ${mdc}`);
    expect(withSensitive({ mdc: [...sensitive.mdc, 3] }).code).toBe('ok');
  });

  it('a row chapter:other without cover, or without one of its sensitive blocks', () => {
    const other = (change: Record<string, string[]>) =>
      withSensitive({ chapter_other: { ...sensitive.chapter_other, ...change } });
    expect(other({ I: ['A50-A64', 'B20-B24'] })).toMatchObject({ code: 'E_POLICY_WEAK' });
    expect(other({ I: ['A50-A64', 'B20-B24'] }).message).toMatch(/I:other joins sensitive blocks only/);
    expect(other({ I: ['A50-A64', 'B25-B34'] }).message).toMatch(/I:other lacks .*B20-B24/);
    expect(other({ XXI: ['Z80-Z99'] }).message).toMatch(/XXI:other lacks .*Z20-Z29/);
    expect(other({ XV: ['O00-O08', 'O20-O29', 'O80-O84'] }).code).toBe('ok');
    expect(other({ XV: ['O00-O08', 'A30-A49'] }).code).toBe('E_POLICY_SHAPE');
    expect(other({ IX: ['I20-I25'] }).code).toBe('ok');
    expect(other({ IIX: ['I20-I25'] }).code).toBe('E_POLICY_SHAPE');
    const { XX: _, ...without } = sensitive.chapter_other;
    expect(withSensitive({ chapter_other: without }).message).toMatch(/XX:other lacks .*X60-X84/);
    const more = { codes: [...sensitive.codes, ['J12', 'J18']] as [string, string][] };
    expect(withSensitive(more).message).toMatch(/X:other lacks .*J09-J18/);
  });

  it('a planning group that splits a sensitive range, or holds nothing else', () => {
    const group = (...codes: [string, string][]) =>
      refused({ planning_groups: { ...planning_groups, group: codes } });
    expect(group(['F20', 'F29']).message).toMatch(/group takes part of the sensitive range F00-F99/);
    expect(group(['P00', 'Q10']).code).toBe('E_POLICY_WEAK');
    expect(group(['Z20', 'Z21']).code).toBe('ok');
    expect(group(['Z21', 'Z21']).message).toMatch(/sensitive codes only/);
    expect(group(['O00', 'O08']).code).toBe('E_POLICY_WEAK');
    expect(group(['A50', 'A64'], ['B20', 'B24']).code).toBe('E_POLICY_WEAK');
    expect(group(['A50', 'A64'], ['A70', 'A70']).code).toBe('ok');
    expect(group(['Q00', 'Q99']).code).toBe('ok');
    expect(group(['F00', 'F49'], ['F50', 'F99']).code).toBe('ok');
    expect(group(['F00', 'F99'], ['Q00', 'Q99']).code).toBe('E_POLICY_WEAK');
  });

  it('a chapter that is sensitive as a whole, alone in an exact table', () => {
    const alone = withTree('disease', { outpatient: [...trees.disease['outpatient']!, 'outpatient|V'] });
    expect(alone).toMatchObject({ code: 'E_POLICY_WEAK' });
    expect(alone.message).toMatch(/chapter V stand alone/);
    expect(
      withTree('disease', { outpatient: [...trees.disease['outpatient']!, 'outpatient|XVII'] }).message
    ).toMatch(/chapter XVII stand alone/);
  });
});
