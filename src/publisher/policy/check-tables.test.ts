import { describe, expect, it } from 'vitest';
import { policy, refused, withRounding, withTable } from '../../../tests/support/policy-outcome.ts';
import type { Policy, TableDeclaration } from './policy-shape.ts';

describe('tables, orders and measures of a policy', () => {
  const { tables, pull_order } = policy;

  it('P14 exact tables that are no star', () => {
    const monthly = { protection: 'exact', separator: ['month', 'unit'], variables: ['icd_block'] } as const;
    expect(withTable('disease_monthly', monthly)).toMatchObject({ code: 'E_TABLES_NOT_STAR', exit: 4 });
    expect(withTable('disease_monthly', monthly).message).toMatch(
      /visits_by_disease and disease_monthly share icd/
    );
    expect(withTable('visits_by_age', { separator: ['month', 'area'] }).code).toBe('E_TABLES_NOT_STAR');
    expect(withTable('visits_by_age', { variables: ['age', 'sex', 'ward'] }).code).toBe('E_POLICY_WEAK');
    expect(withTable('visits_by_age', { variables: ['age', 'area'] }).message).toMatch(/its own separator/);
    expect(withTable('visits_by_age', { variables: ['fiscal_year'] }).code).toBe('E_TABLES_NOT_STAR');
    expect(refused({ levels: { ...policy.levels, icd: ['icd_chapter', 'all'] } }).message).toMatch(
      /levels\.icd/
    );
    const { icd: _, ...levels } = policy.levels;
    expect(refused({ levels }).code).toBe('E_POLICY_WEAK');
  });

  it('tables that publish more than the scheme', () => {
    const weak = (name: string, change: Partial<TableDeclaration>) =>
      expect(withTable(name, change).code, JSON.stringify(change)).toBe('E_POLICY_WEAK');
    weak('flows', { totals: [['facility_area']] });
    weak('disease_profile', { totals: [['age', 'sex'], ['area']] });
    weak('stays', { places: ['area', 'unit'] });
    weak('rhythm', { places: ['area'] });
    weak('flows', { columns: [...tables.find((t) => t.name === 'flows')!.columns!, 'patient_hash'] });
    weak('flows', { variables: ['fiscal_year', 'unit', 'age5'] });
    weak('flows', { separator: ['day'] });
    weak('flows', { protection: 'public' });
    weak('rhythm', { protection: 'exact', separator: ['month', 'unit'], variables: ['weekday'] });
    expect(withTable('disease_profile', { totals: [['setting', 'icd_chapter']] }).code).toBe('ok');
    expect(withTable('disease_profile', { totals: undefined, places: ['area'] }).code).toBe('ok');
    expect(withTable('population', { protection: 'rounded' }).code).toBe('ok');
    expect(withTable('flows', { columns: undefined }).code).toBe('E_POLICY_SHAPE');
    expect(withTable('flows', { columns: ['unit'] }).code).toBe('E_POLICY_SHAPE');
    expect(refused({ tables: tables.slice(1) }).message).toMatch(/no table visits_by_age/);
    expect(refused({ tables: [...tables, { ...tables[2]!, name: 'visits' }] }).code).toBe('E_POLICY_SHAPE');
    expect(refused({ tables: [...tables, tables[2]!] }).message).toMatch(/disease_monthly/);
  });

  it('P51 an order that lacks, repeats or invents a leaf', () => {
    for (const tree of ['geography', 'age', 'disease'] as const) {
      const order = pull_order[tree];
      const ordered = (leaves: readonly string[]) =>
        refused({ pull_order: { ...pull_order, [tree]: leaves } });
      expect(ordered(order.slice(1)).message).toMatch(`${tree} lacks 1 leaves, repeats 0 and names 0`);
      expect(ordered([...order, order[0]!]).message).toMatch('lacks 0 leaves, repeats 1 and names 0');
      expect(ordered([...order, '04302'])).toMatchObject({ code: 'E_POLICY_ORDER', exit: 4 });
      expect(ordered([...order, '04302']).message).toMatch('lacks 0 leaves, repeats 0 and names 1');
      expect(ordered([...order].reverse()).code).toBe('ok');
    }
  });

  it('rounding, dominance, quantiles and indicators', () => {
    const least = {
      base: 10,
      request_threshold: 20,
      minimum_facilities: 3,
      p_percent: 10,
      minimum_events: 20,
      quantile_product: 5000,
      rounding_variance: 16.5
    };
    for (const [name, value] of Object.entries(least)) {
      expect(withRounding({ [name]: value - 0.5 }).message).toMatch(`rounding.${name} to ${value - 0.5}`);
      expect(withRounding({ [name]: value - 0.5 }).code).toBe('E_POLICY_WEAK');
      expect(withRounding({ [name]: value + 1 }).code).toBe('ok');
    }
    expect(withRounding({ n_k: [1, 0.9] }).code).toBe('E_POLICY_WEAK');
    expect(withRounding({ n_k: [2, 0.91] }).code).toBe('E_POLICY_WEAK');
    expect(withRounding({ n_k: [3, 0.8] }).code).toBe('ok');
    expect(withRounding({ significant_digits: 4 }).code).toBe('E_POLICY_WEAK');
    expect(withRounding({ significant_digits: 2 }).code).toBe('ok');
    expect(refused({ patients_bands: ['10-14', '15+'] }).code).toBe('E_POLICY_WEAK');
  });

  it('links and structural zeros that are none, or less than a reader knows', () => {
    const [link] = policy.structural_links;
    const linked = (...links: Policy['structural_links']) => refused({ structural_links: links }).code;
    expect(linked()).toBe('E_POLICY_WEAK');
    expect(linked({ ...link!, sex: null })).toBe('E_POLICY_WEAK');
    expect(linked({ ...link!, ages: [...link!.ages, '60-64'] })).toBe('E_POLICY_WEAK');
    expect(linked({ ...link!, chapter: 'XIV' })).toBe('E_POLICY_WEAK');
    expect(linked({ ...link!, ages: link!.ages.slice(1) })).toBe('ok');
    expect(linked(link!, { chapter: 'XVI', sex: null, ages: ['0-4'] })).toBe('ok');
    expect(linked(link!, { chapter: 'XVI+XVII', sex: null, ages: ['0-4'] })).toBe('E_POLICY_SHAPE');
    expect(linked(link!, { chapter: 'XVI', sex: null, ages: ['0-14'] })).toBe('E_POLICY_SHAPE');
    expect(refused({ structural_zeros: ['male|XV'] }).message).toMatch(/name 1 /);
    expect(refused({ structural_zeros: ['unknown|unknown', 'emergency|XXII'] }).code).toBe('ok');
  });
});
