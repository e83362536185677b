import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inPlanningGroup, PLANNING_GROUPS } from '#lib/domain/planning-group.ts';
import { readUnits } from '../reference/read-reference.ts';
import { CODE_LIST } from './icd10-codes.ts';
import { concerns, INJECTIONS, isActive } from './injections.ts';
import { synthesise } from './synthesise.ts';

describe('the codes of synthetic visits', () => {
  it('reach every planning group', () => {
    const empty = PLANNING_GROUPS.filter(
      (group) => !CODE_LIST.some((code) => code !== null && inPlanningGroup(code.slice(0, 3), group))
    );
    expect(empty.map(({ id }) => id)).toEqual([]);
  });
});

describe('injections', () => {
  it('each concern codes that visits carry, and one of them lasts', () => {
    for (const injection of INJECTIONS)
      expect(
        CODE_LIST.some((code) => code !== null && concerns(injection, code)),
        injection.id
      ).toBe(true);
    expect(INJECTIONS.map(({ id }) => id)).toEqual([...new Set(INJECTIONS.map(({ id }) => id))]);
    expect(INJECTIONS.some(({ to }) => to === null)).toBe(true);
    expect(new Set(INJECTIONS.map(({ kind }) => kind)).size).toBe(3);
  });
  it('are at work from their first to their last month', () => {
    const [influenza] = INJECTIONS.filter(({ id }) => id === 'influenza-2024');
    expect([202411, 202412, 202501, 202502].map((month) => isActive(influenza!, month))).toEqual([
      false,
      true,
      true,
      false
    ]);
  });
});

interface Truth {
  readonly outbreaks: readonly {
    readonly id: string;
    readonly factor: number;
    readonly expected_change: number;
    readonly change: number;
  }[];
  readonly drawn: { readonly visits: number; readonly expected_visits: number };
}

describe('a source with injections beside one without', () => {
  const folders = ['with', 'without'].map((name) => mkdtempSync(join(tmpdir(), `care-atlas-${name}-`)));
  const truths: Truth[] = [];
  beforeAll(async () => {
    for (const [i, out] of folders.entries()) {
      await synthesise(
        { profile: 'region', from: 202110, to: 202110, scale: 0.3, seed: 5, out, injections: i === 0 },
        { progress: () => {} }
      );
      truths.push(JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth);
    }
  }, 120_000);
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  async function countBy(folder: string, eyes: boolean): Promise<Map<string, number>> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const rows = (
      await connection.runAndReadAll(`
        select coalesce(l.location_source_value, ''), count(*)::integer from '${folder}/visit_occurrence.parquet' v
        join '${folder}/condition_occurrence.parquet' c using (visit_occurrence_id) join '${folder}/person.parquet' p on p.person_id = v.person_id
        left join '${folder}/location.parquet' l on l.location_id = p.location_id
        where (c.condition_source_value between 'H00' and 'H59.9' and v.visit_concept_id = 9202) = ${eyes} group by 1`)
    ).getRows();
    connection.closeSync();
    instance.closeSync();
    return new Map(rows.map(([code, visits]) => [String(code), Number(visits)]));
  }

  it('differs by what its truth file says, and nowhere else', async () => {
    const ishinomaki = new Set(
      readUnits()
        .filter((u) => u.area === '0409')
        .flatMap((u) => u.members)
    );
    const [others, same] = [await countBy(folders[0]!, false), await countBy(folders[1]!, false)];
    expect(others).toEqual(same);
    const [fewer, all] = [await countBy(folders[0]!, true), await countBy(folders[1]!, true)];
    const sum = (counts: Map<string, number>, inside: boolean) =>
      [...counts].reduce((total, [code, n]) => total + (ishinomaki.has(code) === inside ? n : 0), 0);
    expect(sum(fewer, false)).toBe(sum(all, false));
    const [drop] = truths[0]!.outbreaks;
    expect(drop).toMatchObject({ id: 'eye-clinic-2021', factor: 0.45 });
    expect(sum(fewer, true) - sum(all, true)).toBe(drop!.change);
    expect(Math.abs(drop!.change - drop!.expected_change)).toBeLessThan(4 * Math.sqrt(sum(all, true)));
    expect(sum(fewer, true) / sum(all, true)).toBeLessThan(0.6);
  });
  it('says so: no outbreak in the truth file of a source without them', () => {
    expect(truths[0]!.outbreaks.map(({ id }) => id)).toEqual(['eye-clinic-2021']);
    expect(truths[1]!.outbreaks).toEqual([]);
    for (const { drawn } of truths)
      expect(Math.abs(drawn.visits - drawn.expected_visits)).toBeLessThan(
        4 * Math.sqrt(drawn.expected_visits)
      );
  });
});
