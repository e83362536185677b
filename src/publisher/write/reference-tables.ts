import { INTEGER, VARCHAR, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { AGE5 } from '#lib/domain/age-band.ts';
import { MIYAGI, OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { GEOGRAPHY, ICD10_CHAPTERS, POPULATION, type TableSchema } from '#lib/release/tables.ts';
import { readAreas, readChapters, readPopulation, readUnits } from '../reference/read-reference.ts';
import { fill } from '../read/fill-table.ts';
import { SENDAI } from '../trees.ts';

/** Fills the public tables of a release from the project's reference tables. @returns rows by table */
export async function fillReferenceTables(connection: DuckDBConnection): Promise<Map<string, number>> {
  const tables: [TableSchema, DuckDBValue[][]][] = [
    [GEOGRAPHY, geographyRows()],
    [POPULATION, populationRows()],
    [
      ICD10_CHAPTERS,
      readChapters().map((c) => [c.no, c.roman, c.group, c.first, c.last, c.name_ja, c.name_en])
    ]
  ];
  for (const [schema, rows] of tables) {
    await fill(
      connection,
      'reference_rows',
      schema.columns.map((c) => `${c.name} ${c.type}`),
      schema.columns.map((c) => (c.type === 'INTEGER' ? INTEGER : VARCHAR)),
      rows
    );
    await connection.run(`insert into ${schema.name} select * from reference_rows`);
  }
  return new Map(tables.map(([schema, rows]) => [schema.name, rows.length]));
}

function geographyRows(): DuckDBValue[][] {
  const areas = readAreas();
  const units = readUnits();
  const members = new Set(units.filter((u) => u.members.length > 1).flatMap((u) => u.members));
  const places = areas
    .filter((a) => a.level === 'prefecture' || a.level === 'area' || a.level === 'city')
    .map((a): DuckDBValue[] => [
      a.code,
      a.level,
      a.parent || null,
      a.area || null,
      a.name_ja,
      a.name_kana,
      a.name_en,
      a.population_2025_register
    ]);
  const unitRows = units.map((u): DuckDBValue[] => [
    u.unit,
    'unit',
    u.city === SENDAI ? SENDAI : u.area,
    u.area,
    u.name_ja,
    u.name_kana,
    u.name_en,
    u.population_2025_register
  ]);
  const merged = areas
    .filter((a) => members.has(a.code))
    .map((a): DuckDBValue[] => [
      a.code,
      'municipality',
      units.find((u) => u.members.includes(a.code))!.unit,
      a.area,
      a.name_ja,
      a.name_kana,
      a.name_en,
      a.population_2025_register
    ]);
  const elsewhere: DuckDBValue[][] = [
    [OUTSIDE, 'prefecture', null, null, '県外', 'けんがい', 'Outside Miyagi', 0],
    [UNKNOWN, 'prefecture', null, null, '居住地不明', 'きょじゅうちふめい', 'Residence unknown', 0]
  ];
  return [...places, ...unitRows, ...merged, ...elsewhere];
}

function populationRows(): DuckDBValue[][] {
  const sums = new Map<string, number>();
  for (const row of readPopulation()) {
    const band =
      row.age_band === 'unpublished'
        ? 'unknown'
        : AGE5[Math.min(18, Math.floor(Number.parseInt(row.age_band, 10) / 5))]!;
    const key = `${row.code}|${row.sex}|${band}`;
    sums.set(key, (sums.get(key) ?? 0) + row.population);
  }
  return readUnits().flatMap((unit) =>
    (['male', 'female'] as const).flatMap((sex) =>
      AGE5.map((band): DuckDBValue[] => [
        MIYAGI,
        unit.area,
        unit.city,
        unit.unit,
        sex,
        band,
        unit.members.reduce((sum, code) => sum + (sums.get(`${code}|${sex}|${band}`) ?? 0), 0)
      ]).filter((row) => Number(row[6]) > 0)
    )
  );
}
