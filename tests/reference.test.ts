import { describe, expect, it } from 'vitest';
import { municipalityCheckDigit } from '../src/lib/domain/municipality-code.ts';
import {
  readAreas,
  readBlocks,
  readChapters,
  readPopulation,
  readSources,
  readUnits,
  readUtilisationByAge,
  readUtilisationByChapter,
  readUtilisationModel
} from '../src/publisher/reference/read-reference.ts';

const areas = readAreas();
const units = readUnits();
const population = readPopulation();
const totals = new Map<string, number>();
for (const row of population) totals.set(row.code, (totals.get(row.code) ?? 0) + row.population);
const register = (code: string): number => areas.find((a) => a.code === code)!.population_2025_register;
const sum = (codes: readonly string[]): number => codes.reduce((total, code) => total + register(code), 0);
const codesOf = (level: string, area?: string): string[] =>
  areas.filter((a) => a.level === level && (!area || a.area === area)).map((a) => a.code);

describe('the places of Miyagi', () => {
  it('are one prefecture, four medical areas, Sendai, five wards and thirty-four other municipalities', () => {
    expect(
      ['prefecture', 'area', 'city', 'ward', 'municipality'].map((level) => codesOf(level).length)
    ).toEqual([1, 4, 1, 5, 34]);
    expect(codesOf('area')).toEqual(['0401', '0403', '0406', '0409']);
  });
  it('nest: every parent is there, wards lie in Sendai, everything ends at the prefecture', () => {
    const byCode = new Map(areas.map((a) => [a.code, a]));
    for (const place of areas) {
      let at = place;
      for (let steps = 0; at.parent !== ''; steps++) {
        expect(steps).toBeLessThan(4);
        at = byCode.get(at.parent)!;
      }
      expect(at.code).toBe('04');
    }
  });
  it('carry the right check digit in every six-digit code', () => {
    for (const { code, code6, level } of areas) {
      if (level === 'area') continue;
      const five = level === 'prefecture' ? '04000' : code;
      expect(code6).toBe(`${five}${municipalityCheckDigit(five)}`);
    }
  });
  it('are named as the official list names them', () => {
    const name = (code: string) => areas.find((a) => a.code === code)!;
    expect([
      name('04203').name_ja,
      name('04421').name_kana,
      name('04444').name_kana,
      name('04302').name_kana,
      name('04361').name_kana
    ]).toEqual(['塩竈市', 'たいわちょう', 'しかまちょう', 'しちかしゅくまち', 'わたりちょう']);
  });
});

describe('the register of 1 January 2025', () => {
  it('adds up from wards to Sendai, municipalities to areas, areas to the prefecture', () => {
    expect(register('04')).toBe(2_224_980);
    expect(sum(codesOf('ward'))).toBe(register('04100'));
    for (const area of codesOf('area'))
      expect(sum([...codesOf('municipality', area), ...codesOf('city', area)])).toBe(register(area));
    expect(sum(codesOf('area'))).toBe(register('04'));
  });
  it('agrees by age and sex with every place’s total, residents of unpublished age kept', () => {
    expect(totals.get('04000')).toBe(register('04'));
    for (const code of [...codesOf('municipality'), ...codesOf('ward'), ...codesOf('city')])
      expect(totals.get(code), code).toBe(register(code));
    expect(
      population
        .filter((r) => r.age_band === 'unpublished' && r.code !== '04000')
        .reduce((s, r) => s + r.population, 0)
    ).toBe(70);
  });
  it('agrees band by band between the prefecture and its municipalities', () => {
    const cells = (codes: readonly string[]) => {
      const out = new Map<string, number>();
      for (const row of population)
        if (codes.includes(row.code))
          out.set(
            `${row.sex}|${row.age_band}`,
            (out.get(`${row.sex}|${row.age_band}`) ?? 0) + row.population
          );
      return out;
    };
    const parts = cells([...codesOf('municipality'), '04100']);
    for (const [key, value] of cells(['04000'])) expect(parts.get(key), key).toBe(value);
  });
});

describe('the units patients are counted in', () => {
  it('are thirty-eight, cover every municipality and ward once, and none has under 2,000 residents', () => {
    expect(units).toHaveLength(38);
    const members = units.flatMap((u) => u.members).sort();
    expect(members).toEqual([...codesOf('municipality'), ...codesOf('ward')].sort());
    for (const unit of units) {
      expect(unit.population_2025_register).toBe(sum(unit.members));
      expect(unit.population_2025_register).toBeGreaterThanOrEqual(2000);
    }
  });
  it('need twenty patients where under 25,000 live, ten elsewhere', () => {
    for (const unit of units)
      expect(unit.threshold, unit.unit).toBe(unit.population_2025_register < 25_000 ? 20 : 10);
    expect(units.filter((u) => u.threshold === 20)).toHaveLength(16);
  });
});

describe('ICD-10', () => {
  const chapters = readChapters();
  const blocks = readBlocks();
  it('has twenty-two chapters in order whose ranges do not overlap', () => {
    expect(chapters.map((c) => c.no)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    const sorted = [...chapters].sort((a, b) => (a.first < b.first ? -1 : 1));
    sorted.slice(1).forEach((chapter, i) => expect(chapter.first > sorted[i]!.last).toBe(true));
    expect(chapters.filter((c) => c.group !== c.roman).map((c) => c.group)).toEqual([
      'V+VI',
      'V+VI',
      'XVI+XVII',
      'XVI+XVII'
    ]);
  });
  it('has blocks that nest in their chapters, in order, without overlap, named in both languages', () => {
    expect(blocks.length).toBeGreaterThan(240);
    for (const chapter of chapters) {
      const own = blocks.filter((b) => b.chapter_no === chapter.no);
      expect(own.length, chapter.roman).toBeGreaterThan(0);
      expect(own[0]!.first).toBe(chapter.first);
      own.forEach((block, i) => {
        expect(
          block.first >= chapter.first && block.last <= chapter.last && block.first <= block.last,
          `${block.first}-${block.last}`
        ).toBe(true);
        if (i > 0) expect(block.first > own[i - 1]!.last, block.first).toBe(true);
        expect(block.name_ja).not.toBe('');
        expect(block.name_en).toMatch(/^[A-Z]/);
      });
    }
  });
  it('marks every block that lies in the sensitive ranges of the disclosure scheme', () => {
    const sensitive = [
      ['A50', 'A64'],
      ['B20', 'B24'],
      ['F00', 'F99'],
      ['O00', 'O08'],
      ['X60', 'X84'],
      ['Q00', 'Q99']
    ];
    for (const block of blocks)
      expect(block.sensitive, `${block.first}-${block.last}`).toBe(
        sensitive.some(([a, b]) => block.first >= a! && block.last <= b!)
      );
  });
});

it('every reference table names its source, date, terms of use and status', () => {
  const sources = readSources();
  expect(sources.map((s) => s.table).sort()).toEqual([
    'areas',
    'icd10_blocks',
    'icd10_chapters',
    'mesh_500m',
    'neighbours',
    'population_2025',
    'standard_populations',
    'units',
    'utilisation_by_age_2023',
    'utilisation_by_chapter_2023',
    'utilisation_model_2023'
  ]);
  for (const source of sources)
    expect(
      [source.title_ja, source.title_en, source.publisher, source.reference_date, source.licence].every(
        (text) => text.length >= 3
      )
    ).toBe(true);
});

it('utilisation rates of Miyagi by chapter add up to their totals within rounding', () => {
  for (const setting of ['inpatient', 'outpatient'] as const) {
    const rows = readUtilisationByChapter().filter((r) => r.region === 'miyagi' && r.setting === setting);
    const total = rows.find((r) => r.chapter_no === 0)!.rate_per_100k;
    const parts = rows.filter((r) => r.chapter_no > 0).reduce((s, r) => s + r.rate_per_100k, 0);
    expect(Math.abs(parts - total)).toBeLessThanOrEqual(3);
  }
  expect(readUtilisationByAge()).toHaveLength(60);
  expect(readUtilisationModel()).toHaveLength(76);
});
