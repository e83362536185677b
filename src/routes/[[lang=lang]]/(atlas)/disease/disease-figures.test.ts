import { describe, expect, it } from 'vitest';
import { keepRecent, keptDiseases, toggleFavourite } from './kept-diseases.ts';
import { DISEASES, searchDiseases } from './disease-search.ts';
import { monthSeriesOf, valuesOf, yearTotals } from './month-series.ts';
import { quintileOf, seasonGrid } from './season-grid.ts';
import { largestChange, yearChanges, type YearCounts } from './year-counts.ts';
import { monthsFrom } from '#lib/domain/period.ts';

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
