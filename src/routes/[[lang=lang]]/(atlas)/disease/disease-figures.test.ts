import { describe, expect, it } from 'vitest';
import { keepRecent, keptDiseases, toggleFavourite } from './kept-diseases.ts';
import { DISEASES, searchDiseases } from './disease-search.ts';
import { monthSeriesOf, valuesOf, yearTotals } from './month-series.ts';
import { quintileOf, seasonGrid } from './season-grid.ts';
import { largestChange, yearChanges, type YearCounts } from './year-counts.ts';
import { monthsFrom } from '#lib/domain/period.ts';
import { absenceIn } from './month-absence.ts';
import { judgedOfYear } from './month-view.ts';
import { comparedYear } from './year-view.ts';

const months = monthsFrom(202304, 202503);
const areas = ['0401', '0403', '0406', '0409'];

describe('monthly series', () => {
  const rows = months.flatMap((month) => areas.map((area) => ({ month, area, visits: 100, patients: 90 })));
  it('the prefecture of a planning group is the sum of four areas, and withheld where one of them is', () => {
    const gap = rows.filter((row) => !(row.month === 202305 && row.area === '0401'));
    const series = monthSeriesOf({ kind: 'planning', rows: gap }, months, () => 1000);
    expect(series.get('04')!.counts.slice(0, 3)).toEqual([400, null, 400]);
    expect(series.get('04')!.cells).toBe(4);
    expect(yearTotals(series.get('04')!, months, [2023, 2024])).toEqual(
      new Map([
        [2023, null],
        [2024, 4800]
      ])
    );
  });
  it('a rate over nobody has no value', () => {
    const series = monthSeriesOf({ kind: 'planning', rows }, months, () => 0);
    expect(valuesOf(series.get('0403')!, true).every((value) => value === null)).toBe(true);
    expect(valuesOf(series.get('0403')!, false)[0]!.value).toBe(100);
  });
});

describe('changes between years', () => {
  const counts =
    (now: Record<string, number | null>): YearCounts =>
    (place, year) => ({
      count: year === 2024 ? (now[place] ?? null) : 200,
      cells: 2
    });
  it('names the area that rose most, and tells chance from more', () => {
    const changes = yearChanges(
      counts({ '0403': 210, '0409': 400, '0406': null, '0401': 190 }),
      () => 1e5,
      2024,
      2023
    );
    expect(largestChange(changes)).toMatchObject({ code: '0409', change: { value: 100, beyond: true } });
    expect(changes.find(({ code }) => code === '0403')!.change!.beyond).toBe(false);
    expect(changes.find(({ code }) => code === '0406')!.change).toBeNull();
  });
  it('names a fall beyond chance before a rise that may be chance', () => {
    const changes = yearChanges(
      counts({ '0403': 201, '0409': 100, '0406': 199, '0401': 202 }),
      () => 1e5,
      2024,
      2023
    );
    expect(largestChange(changes)).toMatchObject({ code: '0409', change: { value: -50, beyond: true } });
  });
  it('takes the largest of four for chance where one in four would be found by its own interval', () => {
    const one = yearChanges(counts({ '0403': 250 }), () => 1e5, 2024, 2023);
    expect(one.find(({ code }) => code === '0403')!.change).toMatchObject({ beyond: true });
    const four = yearChanges(
      counts({ '0403': 250, '0409': 200, '0406': 200, '0401': 200 }),
      () => 1e5,
      2024,
      2023
    );
    const change = four.find(({ code }) => code === '0403')!.change!;
    expect(change.lower).toBeGreaterThan(0);
    expect(change.beyond).toBe(false);
  });
  it('compares with no year the release lacks, nor a year with itself', () => {
    const years = [2018, 2019, 2020];
    expect(comparedYear({ compare: 'before', fiscalYear: 2018 }, years)).toBeNull();
    expect(comparedYear({ compare: '2019', fiscalYear: 2019 }, years)).toBeNull();
    expect(comparedYear({ compare: '2019', fiscalYear: 2020 }, years)).toBe(2019);
    const alone = yearChanges(counts({ '0403': 250 }), () => 1e5, 2024, null);
    expect(alone.every(({ change }) => change === null)).toBe(true);
    expect(alone[2]!.code).toBe('0406');
  });
  it('has nothing to say where all is withheld or nobody lives', () => {
    expect(
      largestChange(
        yearChanges(
          () => ({ count: null, cells: 0 }),
          () => 1e5,
          2024,
          2023
        )
      )
    ).toBeNull();
    expect(largestChange(yearChanges(counts({ '0403': 10 }), () => 0, 2024, 2023))).toBeNull();
  });
});

describe('months without a number', () => {
  const gone = new Set([202106]);
  it('are withheld in exact tables, zero or withheld in rounded ones, and taken back where they were', () => {
    const [exact, rounded] = [absenceIn('chapter', gone, 'ja'), absenceIn('planning', gone, 'ja')];
    expect(exact(202105)).toMatchObject({ cell: { kind: 'withheld', text: '秘匿' }, withheld: true });
    expect(rounded(202105).cell.text).toBe('0または秘匿（10未満）');
    expect(rounded(202106)).toMatchObject({
      cell: { kind: 'missing', text: '公表取り下げ' },
      withheld: false
    });
    expect(exact(null).withheld).toBe(true);
  });
});

describe('the months judged of a fiscal year', () => {
  const row = (month: number, limit: number | null, above = false) => ({
    month,
    gone: false,
    value: { value: 5, lower: 4, upper: 6 },
    expected: limit,
    limit,
    above,
    beside: null
  });
  it('are those with a limit in that year, whatever came after it', () => {
    const rows = [row(202404, 9), row(202405, 4, true), row(202406, null), row(202504, 3, true)];
    expect(judgedOfYear(rows, 2024)).toEqual({ tested: 2, above: 202405 });
    expect(judgedOfYear(rows, 2023)).toEqual({ tested: 0, above: null });
  });
});

describe('the season grid', () => {
  it('gives a total only to whole years and finds the months of the season', () => {
    const values = months.map((month, i) => (i === 1 ? null : month % 100 === 1 ? 300 : 100));
    const grid = seasonGrid(months, values);
    expect(grid.years.map(({ total }) => total)).toEqual([null, 1400]);
    expect(grid.peaks).toEqual([1]);
    expect(quintileOf(300, grid.breaks)).toBe(5);
    expect(quintileOf(100, grid.breaks)).toBe(1);
  });
});

describe('the search for a disease', () => {
  it('finds by Japanese, English, full-width code and a code within a range', () => {
    const ids = (text: string) => searchDiseases(text).map(({ id }) => id);
    expect(ids('肺炎')).toContain('pneumonia');
    expect(ids('pneumonia')).toContain('pneumonia');
    expect(ids('Ｊ１５')).toEqual(expect.arrayContaining(['pneumonia', 'J09-J18']));
    expect(ids('zzz')).toEqual([]);
    expect(ids('')).toHaveLength(DISEASES.length);
  });
});

describe('diseases kept on the device', () => {
  const memory = (first: Record<string, string> = {}) => {
    const kept = new Map(Object.entries(first));
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value)
    };
  };
  it('puts the latest first, five at most, each once', () => {
    const storage = memory();
    for (const id of ['stroke', 'copd', 'cancer', 'IX', 'X', 'stroke', 'diabetes']) keepRecent(id, storage);
    expect(keptDiseases('recent', storage)).toEqual(['diabetes', 'stroke', 'X', 'IX', 'cancer']);
  });
  it('bears a device that holds something else or refuses', () => {
    expect(keptDiseases('recent', memory({ 'atlas-diseases-recent': '{"a":1}' }))).toEqual([]);
    expect(keptDiseases('favourite', memory({ 'atlas-diseases-favourite': '["<b>", 3, "stroke"]' }))).toEqual(
      ['stroke']
    );
    const refusing = {
      getItem: () => {
        throw new Error('no');
      },
      setItem: () => {
        throw new Error('no');
      }
    };
    expect(toggleFavourite('stroke', refusing)).toEqual(['stroke']);
  });
});
