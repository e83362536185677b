import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../policy.ts';
import type { ProtectedMonth } from '../protect-month.ts';
import { diseaseGroupsOf } from '../rounded/disease-groups.ts';
import type { RoundedSource, Row } from '../rounded/rounded-source.ts';
import { exactKnowledge, type ExactKnowledge, type Known } from './exact-knowledge.ts';
import { foreseeMonth } from './foresee-month.ts';
import { foreseeYear } from './foresee-year.ts';
import { rowsPinning } from './pinning-rows.ts';

const policy = defaultPolicy();
const source = { policy, diseases: diseaseGroupsOf(policy) } as RoundedSource;
const nothing: Known = { low: 0, high: 0, hiding: 0, parts: 0 };
const known = (totals: Readonly<Record<string, Known>>): ExactKnowledge => ({
  disease: (...leaf) => totals[leaf.join('|')] ?? nothing,
  age: (...leaf) => totals[leaf.join('|')] ?? { low: 0, high: Infinity, hiding: 0, parts: 0 }
});
const exactly = (count: number): Known => ({ low: count, high: count, hiding: 0, parts: 0 });
const pinnedIn = (rows: readonly Row[], table: string, knowledge: ExactKnowledge | null, year = false) => [
  ...(year ? foreseeYear : foreseeMonth)(new Map([[table, rows]]), knowledge, source)
];

describe('a month', () => {
  const row: Row = [202504, '0409', 'inpatient', 'IX', 'I20-I25', 20];
  it('does not show the one block that, beside an exact total, says what the others hold', () => {
    const at = (total: number) =>
      known({
        '0409|inpatient|IX': exactly(total),
        '0403|inpatient|IX': exactly(500 - total),
        '04|inpatient|IX': exactly(500)
      });
    expect(pinnedIn([row], 'disease_monthly', at(14))).toEqual([row]);
    expect(pinnedIn([row], 'disease_monthly', at(15))).toEqual([]);
    expect(pinnedIn([row], 'disease_monthly', null)).toEqual([]);
  });

  it('takes the prefecture’s row before an area’s when the two differ by too little', () => {
    const areas = ['0401', '0403', '0406'].map((area): Row => [
      202504,
      area,
      'inpatient',
      'IX',
      'I20-I25',
      30
    ]);
    const whole: Row = [202504, '04', 'inpatient', 'IX', 'I20-I25', 57];
    const free = known({
      '0401|inpatient|IX': exactly(90),
      '0403|inpatient|IX': exactly(90),
      '0406|inpatient|IX': exactly(90),
      '0409|inpatient|IX': exactly(90),
      '04|inpatient|IX': exactly(360)
    });
    expect(pinnedIn([...areas, whole], 'disease_monthly', free)).toEqual([whole]);
  });

  it('counts chapter V, which has no row, among what an exact total of V+VI leaves open', () => {
    const nerves: Row = [202504, '0409', 'inpatient', 'VI', 'G40-G47', 30];
    const at = (total: number) =>
      known({
        '0409|inpatient|V+VI': exactly(total),
        '0403|inpatient|V+VI': exactly(800 - total),
        '04|inpatient|V+VI': exactly(800)
      });
    expect(pinnedIn([nerves], 'disease_monthly', at(29))).toEqual([nerves]);
    expect(pinnedIn([nerves], 'disease_monthly', at(30))).toEqual([]);
  });

  it('asks nothing of a total that is known to be zero, or of a chapter of one part', () => {
    const unknown: Row = [202504, '0409', 'inpatient', 'unknown', 'unknown', 10];
    expect(
      pinnedIn(
        [unknown],
        'disease_monthly',
        known({ '0409|inpatient|unknown': exactly(12), '04|inpatient|unknown': exactly(12) })
      )
    ).toEqual([]);
    expect(pinnedIn([], 'disease_monthly', known({}))).toEqual([]);
    expect(pinnedIn([[202504, '0409', 'stroke', 10, 10]], 'planning_monthly', known({}))).toEqual([]);
  });

  it('keeps what a REST hides of a chapter in doubt', () => {
    const rows: Row[] = [row];
    const hidden = (low: number): ExactKnowledge =>
      known({
        '0409|inpatient|IX': { low, high: low + 30, hiding: 20, parts: 1 },
        '0403|inpatient|IX': exactly(400),
        '04|inpatient|IX': { low: 405, high: 435, hiding: 20, parts: 1 }
      });
    expect(pinnedIn(rows, 'disease_monthly', hidden(5))).toEqual([]);
  });

  it('weighs a planning group against the blocks it is made of', () => {
    const knowledge = known({
      '0409|inpatient|IX': exactly(200),
      '0409|outpatient|IX': exactly(200),
      '0403|inpatient|IX': exactly(500),
      '0403|outpatient|IX': exactly(500),
      '04|inpatient|IX': exactly(700),
      '04|outpatient|IX': exactly(700)
    });
    const pinned = (block: number) =>
      [
        ...foreseeMonth(
          new Map<string, Row[]>([
            ['disease_monthly', [[202504, '0409', 'inpatient', 'IX', 'I60-I69', block]]],
            ['planning_monthly', [[202504, '0409', 'stroke', 10, 10]]]
          ]),
          knowledge,
          source
        )
      ].map((row) => row[2]);
    expect(pinned(20)).toEqual([]);
    expect(pinned(27)).toEqual(['stroke']);
  });
});

describe('a fiscal year', () => {
  it('takes a rounded total before the leaves it would pin', () => {
    const leaf: Row = [2025, '0409', '65-74', 'male', 'IX', 'inpatient', 30, 20, null];
    const total: Row = [2025, '0409', 'all', 'all', 'IX', 'inpatient', 20, 20, null];
    expect(pinnedIn([leaf, total], 'disease_profile', null, true)).toEqual([]);
    const tight: Row = [2025, '0409', 'all', 'all', 'IX', 'inpatient', 13, 10, null];
    expect(pinnedIn([leaf, tight], 'disease_profile', null, true)).toEqual([tight]);
  });

  it('takes flows that an exact total would pin', () => {
    const flow: Row = [2025, '04101', '0403', 'inpatient', 'IX', 30];
    const other: Row = [2025, '04102', '0401', 'inpatient', 'IX', 30];
    const knowledge = known({ '04101|inpatient|IX': exactly(24), '04102|inpatient|IX': exactly(300) });
    expect(pinnedIn([flow, other], 'flows', knowledge, true)).toEqual([flow]);
  });

  it('takes all estimates of a numerator together', () => {
    const estimates = ['crude', 'asr_2015'].map((indicator): Row => [
      2025,
      '04101',
      'unit',
      indicator,
      'all',
      'inpatient',
      6.748,
      1,
      9,
      '20-49',
      'x'
    ]);
    const hides = known({ '04101|inpatient|IX': { low: 9, high: 29, hiding: 20, parts: 1 } });
    expect(pinnedIn(estimates, 'indicators', hides, true)).toEqual([]);
    const tight = known({ '04101|inpatient|IX': { low: 26, high: 46, hiding: 20, parts: 1 } });
    expect(pinnedIn(estimates, 'indicators', tight, true)).toEqual(estimates);
    // with a second count hidden beside it, either may be zero
    const two = known({ '04101|inpatient|IX': { low: 15, high: 46, hiding: 20, parts: 2 } });
    expect(pinnedIn(estimates, 'indicators', two, true)).toEqual([]);
  });
});

describe('what the exact tables say', () => {
  const month = (visits: number): ProtectedMonth =>
    ({
      month: 202504,
      visits_by_disease: [
        { keys: [202504, '04', '0409', '04202', '04202', 'inpatient', 'IX'], visits },
        { keys: [202504, '04', '0409', '04202', '04202', 'outpatient', '*REST'], visits: 50 },
        { keys: [202504, '04', '0409', '04205', '04205', '*REST', '*REST'], visits: 11 },
        { keys: [202504, '04', '*REST', '*REST', '04*REST', 'inpatient', 'IX'], visits: 15 }
      ],
      visits_by_age: [
        { keys: [202504, '04', '0409', '04202', '04202', '65+', '65-74', 'male', '65-69'], visits: 12 },
        { keys: [202504, '04', '0409', '04202', '04202', '65+', '65-74', 'male', '*REST'], visits: 13 },
        { keys: [202504, '04', '0409', '04202', '04202', '65+', '*REST', '*REST', '*REST'], visits: 30 },
        { keys: [202504, '04', '0409', '04205', '04205', '*REST', '*REST', '*REST', '*REST'], visits: 11 }
      ],
      units: [
        {
          unit: '04202',
          area: '0409',
          leaves: ['04202'],
          threshold: 10,
          hidden: {
            visits_by_disease: ['outpatient|IX', 'outpatient|X'],
            visits_by_age: ['male|65-69', 'male|70-74', 'female|75-79']
          }
        },
        {
          unit: '04205',
          area: '0409',
          leaves: ['04205'],
          threshold: 10,
          hidden: { visits_by_disease: ['inpatient|IX'], visits_by_age: ['male|0-4'] }
        },
        {
          unit: '04*REST',
          area: '*REST',
          leaves: ['04404', '04606'],
          threshold: 20,
          hidden: { visits_by_disease: [], visits_by_age: [] }
        }
      ]
    }) as unknown as ProtectedMonth;
  const months = new Map([[202504, month(40)]]);

  it('is a sum of rows, and what the nearest REST may hold beside them', () => {
    const knowledge = exactKnowledge([202504], months)!;
    expect(knowledge.disease('04202', 'inpatient', 'IX')).toEqual({ low: 40, high: 40, hiding: 0, parts: 0 });
    expect(knowledge.disease('04202', 'outpatient', 'IX')).toEqual({
      low: 0,
      high: 50,
      hiding: 10,
      parts: 1
    });
    expect(knowledge.disease('0409', 'inpatient', 'IX')).toEqual({ low: 40, high: 66, hiding: 20, parts: 2 });
    expect(knowledge.disease('04', 'inpatient', 'IX')).toEqual({ low: 55, high: 66, hiding: 10, parts: 1 });
    expect(knowledge.disease('0409', 'inpatient', 'X')).toEqual({ low: 0, high: 0, hiding: 0, parts: 0 });
    expect(knowledge.age('04202', '65-74', 'male')).toEqual({ low: 25, high: 25, hiding: 0, parts: 0 });
    expect(knowledge.age('04202', '75-84', 'female')).toEqual({ low: 0, high: 30, hiding: 10, parts: 1 });
    expect(knowledge.age('0409', '0-14', 'male')).toEqual({ low: 0, high: 11, hiding: 10, parts: 1 });
  });

  it('adds up over months, and is nothing where a month is not at hand', () => {
    const two = new Map([...months, [202505, { ...month(7), month: 202505 }]]);
    expect(exactKnowledge([202504, 202505], two)!.disease('04202', 'inpatient', 'IX').low).toBe(47);
    expect(exactKnowledge([202504, 202506], two)).toBeNull();
  });

  it('is not asked for quarters', () => {
    expect(rowsPinning('2025-Q1', new Map(), months, source).size).toBe(0);
    expect(rowsPinning('2025-04', new Map([['disease_monthly', []]]), months, source).size).toBe(0);
    expect(rowsPinning('2025FY', new Map([['flows', []]]), months, source).size).toBe(0);
  });
});

describe('diseases as the policy names them', () => {
  const withOther = (chapter_other: Policy['sensitive']['chapter_other']): Policy => ({
    ...policy,
    sensitive: { ...policy.sensitive, chapter_other }
  });
  it('refuse a row of sensitive blocks alone, and one of blocks that do not exist', () => {
    expect(() => diseaseGroupsOf(withOther({ I: ['A50-A64', 'B20-B24'] }))).toThrow(
      expect.objectContaining({ code: 'E_POLICY_WEAK' })
    );
    expect(() => diseaseGroupsOf(withOther({ I: ['A50-A64', 'I20-I25'] }))).toThrow(
      expect.objectContaining({ code: 'E_POLICY_SHAPE' })
    );
  });
  it('hide a sensitive block that the policy does not cover', () => {
    const groups = diseaseGroupsOf(withOther({}));
    const part = groups.partsOf('I').find(({ name }) => name === 'I:hidden');
    expect(part).toMatchObject({ shown: false });
    expect(groups.partsOf('I').some(({ name }) => name === 'A50-A64')).toBe(false);
  });
  it('have no row in chapters that are sensitive as a whole', () => {
    for (const chapter of ['V', 'XVII'])
      expect(source.diseases.partsOf(chapter).every(({ shown }) => !shown)).toBe(true);
    expect(source.diseases.partsOf('unknown')).toEqual([{ name: 'unknown', shown: true, sensitive: false }]);
  });
  it('name a planning group by its block or chapter where it is exactly one', () => {
    const population = (id: string) => source.diseases.planning.find((group) => group.id === id)!.population;
    expect(population('mental')).toEqual({ chapter: 'V' });
    expect(population('stroke')).toEqual({ block: 'I60-I69' });
    expect(population('cancer')).toEqual({ group: 'cancer' });
    expect(population('heart_failure')).toEqual({ group: 'heart_failure' });
  });
});
