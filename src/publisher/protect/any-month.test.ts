import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patientsBandOf } from '#lib/domain/patients-band.ts';
import { memoryEngine, type MemoryVisit } from '../../../tests/support/memory-engine.ts';
import { rollupByTheText, TOO_FEW } from '../../../tests/support/rollup-by-the-text.ts';
import { CountingEngine } from '../count/engine.ts';
import { defaultPolicy, thresholdOf, type Policy } from '../policy.ts';
import {
  AGE_LEAVES,
  AGE_TREE,
  DISEASE_LEAVES,
  DISEASE_TREE,
  GEOGRAPHY_LEAVES,
  GEOGRAPHY_TREE
} from '../trees.ts';
import type { MonthEngine } from './month-counts.ts';
import { protectMonth } from './protect-month.ts';
import { possibleValues } from './rollup.ts';

const MONTH = 202504;
const policy = defaultPolicy();

describe('any month', () => {
  const some = <T>(items: readonly T[], count: number): T[] =>
    items.filter((_, i) => i % Math.ceil(items.length / count) === 0);
  const places = [
    '04101',
    '04102',
    '04100',
    '04202',
    '04581',
    '04606',
    '04301',
    '04206+04302',
    'outside',
    'unknown'
  ];
  const visit = fc.record({
    patient: fc.nat({ max: 400 }),
    geography: fc.constantFrom(...places),
    age: fc.constantFrom(...some(AGE_LEAVES, 12)),
    disease: fc.constantFrom(...some(DISEASE_LEAVES, 15)),
    times: fc.integer({ min: 1, max: 40 })
  });
  /** Groups of visits by people who mostly live in one place: counts around the thresholds, patients in several leaves. */
  const month = fc
    .array(visit, { minLength: 5, maxLength: 60 })
    .map((groups) =>
      groups.flatMap(({ patient, times, ...of }) =>
        Array.from({ length: times }, (_, i): MemoryVisit => ({ ...of, patient: patient + i }))
      )
    );
  const distinct = (visits: readonly MemoryVisit[]) => new Set(visits.map((v) => v.patient)).size;
  const tryProtect = (
    visits: readonly MemoryVisit[],
    engine: MonthEngine = memoryEngine(visits),
    by: Policy = policy
  ) => protectMonth(MONTH, engine, by).catch((error: { code: string }) => error.code);
  /** The roll-up of the text on full records of some visits. */
  const byTheText = (
    visits: readonly MemoryVisit[],
    tree: typeof AGE_TREE,
    leaves: readonly string[],
    order: readonly string[],
    key: 'geography' | 'age' | 'disease',
    threshold: (leaf: string) => number
  ) =>
    rollupByTheText({
      root: tree.root,
      children: tree.children,
      members: new Map(
        leaves.map((leaf) => [leaf, new Set(visits.filter((v) => v[key] === leaf).map((v) => v.patient))])
      ),
      thresholds: new Map(leaves.map((leaf) => [leaf, threshold(leaf)])),
      order,
      structuralZeros: new Set()
    });

  it('P40 is protected from counts and memberships as the text would from full records', async () => {
    await fc.assert(
      fc.asyncProperty(month, async (visits) => {
        const result = await tryProtect(visits, memoryEngine(visits), { ...policy, structural_links: [] });
        const { geography, age, disease } = policy.pull_order;
        const skeleton = byTheText(visits, GEOGRAPHY_TREE, GEOGRAPHY_LEAVES, geography, 'geography', (leaf) =>
          thresholdOf(policy, leaf)
        );
        if (typeof result === 'string' || skeleton === TOO_FEW) {
          expect([result, skeleton]).toEqual(['E_SDC_RESIDUAL', TOO_FEW]);
          return;
        }
        expect(
          result.units
            .filter((u) => !u.unit.endsWith('*REST'))
            .map((u) => u.unit)
            .sort()
        ).toEqual(skeleton.published);
        expect(result.units.length).toBe(skeleton.published.length + skeleton.rests.length);
        for (const unit of result.units) {
          const inside = visits.filter((v) => unit.leaves.includes(v.geography));
          expect(distinct(inside)).toBeGreaterThanOrEqual(unit.threshold);
          for (const [key, tree, leaves, order] of [
            ['age', AGE_TREE, AGE_LEAVES, age],
            ['disease', DISEASE_TREE, DISEASE_LEAVES, disease]
          ] as const) {
            const expected = byTheText(inside, tree, leaves, order, key, () => unit.threshold);
            expect(expected).not.toBe(TOO_FEW);
            if (expected === TOO_FEW) return;
            const table = `visits_by_${key}` as const;
            const cells = result[table].filter((cell) => cell.keys[4] === unit.unit);
            expect(cells.length).toBe(expected.published.length + expected.rests.length);
            expect([...unit.hidden[table]].sort()).toEqual(expected.rests.flatMap((r) => r.hidden).sort());
            expect(cells.reduce((sum, cell) => sum + cell.visits, 0)).toBe(inside.length);
            for (const leaf of expected.published) {
              const [first, second] = leaf.split('|');
              const own = inside.filter((v) => v[key] === leaf);
              const cell = cells.find((c) =>
                key === 'age'
                  ? c.keys[7] === first && c.keys[8] === second
                  : c.keys[5] === first && c.keys[6] === second
              );
              expect(cell).toMatchObject({
                visits: own.length,
                hidden_leaves: 0,
                patients_band: patientsBandOf(distinct(own))
              });
            }
          }
        }
      }),
      { numRuns: 100 }
    );
  });

  it('P40 asks for no more memberships than leaves × (T + m − 1) a unit', async () => {
    await fc.assert(
      fc.asyncProperty(month, async (visits) => {
        const result = await tryProtect(visits);
        if (typeof result === 'string') return;
        const bound = (T: number) => T + possibleValues(T) - 1;
        const inUnits = result.units.reduce((sum, unit) => sum + bound(unit.threshold), 0);
        const leaves = AGE_LEAVES.length + DISEASE_LEAVES.length;
        expect(result.memberships).toBeLessThanOrEqual(
          leaves * inUnits + GEOGRAPHY_LEAVES.length * bound(20)
        );
      }),
      { numRuns: 100 }
    );
  });

  it('P40 comes out the same from embedded DuckDB', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      await connection.run(
        'create table visit (month integer, patient integer, geography utinyint, age_leaf utinyint, disease_leaf utinyint)'
      );
      const engine = new CountingEngine(connection);
      await fc.assert(
        fc.asyncProperty(month, async (visits) => {
          await connection.run('delete from visit');
          const values = visits.map(
            (v) =>
              `(${MONTH}, ${v.patient}, ${GEOGRAPHY_LEAVES.indexOf(v.geography)}, ${AGE_LEAVES.indexOf(v.age)}, ${DISEASE_LEAVES.indexOf(v.disease)})`
          );
          await connection.run(`insert into visit values ${values.join(', ')}`);
          expect(await tryProtect(visits, engine)).toEqual(await tryProtect(visits));
        }),
        { numRuns: 25 }
      );
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });

  it('does not follow the order of the records', async () => {
    await fc.assert(
      fc.asyncProperty(month, async (visits) => {
        const [forth, back] = [await tryProtect(visits), await tryProtect([...visits].reverse())];
        if (typeof forth === 'string' || typeof back === 'string') expect(back).toBe(forth);
        else expect(back.rows).toEqual(forth.rows);
      }),
      { numRuns: 50 }
    );
  });
});
