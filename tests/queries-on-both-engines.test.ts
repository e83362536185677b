import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  createDuckDB,
  NODE_RUNTIME,
  VoidLogger,
  type DuckDBConnection as WasmConnection
} from '@duckdb/duckdb-wasm/blocking';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrowOfParquet } from '../src/lib/database/arrow-of-parquet.ts';
import { fiscalYears } from '../src/lib/release/manifest.ts';
import { defaultQuestions } from '../src/lib/release/overview-questions.ts';
import { questionKey, type QueryValue } from '../src/lib/release/query.ts';
import { parseSnapshot, rowsOfAnswer } from '../src/lib/release/snapshot.ts';
import { atlasQueries, sampleFolder, sampleManifest, valuesOf } from './support/release-tables.ts';

const AREAS = [
  '04',
  '0401',
  '0403',
  '0406',
  '0409',
  '04100',
  '04101',
  '04202',
  '04206+04302',
  '04581',
  '04606',
  'outside',
  'unknown'
];

/** Choices of the disease page that its questions are asked with. */
function diseaseParams(name: string): Record<string, QueryValue>[] {
  const settings = ['inpatient', 'outpatient'];
  if (name.startsWith('disease_planning')) return [{ disease: 'pneumonia' }, { disease: 'stroke' }];
  if (name === 'disease_block_months') return settings.map((setting) => ({ disease: 'J09-J18', setting }));
  if (name === 'disease_indicators')
    return ['unit', 'area'].map((level) => ({
      disease: 'stroke',
      setting: 'inpatient',
      level,
      standardised: 'asr_2015'
    }));
  return settings.map((setting) => ({ disease: 'IX', setting, place: '04202' }));
}

describe.each(['region', 'hospital'] as const)('the queries of the atlas on the %s sample', (channel) => {
  const manifest = sampleManifest(channel);
  let native: DuckDBConnection;
  let wasm: WasmConnection;

  beforeAll(async () => {
    native = await (await DuckDBInstance.create(':memory:')).connect();
    const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
    const bundle = {
      mainModule: join(dist, 'duckdb-eh.wasm'),
      mainWorker: join(dist, 'duckdb-node-eh.worker.cjs')
    };
    const database = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
    await database.instantiate(() => {});
    database.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
    wasm = database.connect();
    for (const table of manifest.tables) {
      const path = join(sampleFolder(channel), table.file);
      await native.run(`create view ${table.name} as from read_parquet('${path}')`);
      // the browser's own decoder fills the browser's engine
      wasm.insertArrowFromIPCStream(await arrowOfParquet(new Uint8Array(readFileSync(path)), table), {
        name: table.name,
        create: true
      });
    }
  }, 120_000);
  afterAll(() => {
    wasm.close();
    native.closeSync();
  });

  async function onNative(
    name: string,
    params: Readonly<Record<string, QueryValue>>
  ): Promise<Record<string, unknown>[]> {
    const { query } = atlasQueries.get(name)!;
    return (await native.runAndReadAll(query.text, valuesOf(query, params) as never[])).getRowObjects();
  }
  function onWasm(name: string, params: Readonly<Record<string, QueryValue>>): Record<string, unknown>[] {
    const { query } = atlasQueries.get(name)!;
    const statement = wasm.prepare(query.text);
    try {
      const table = statement.query(...valuesOf(query, params));
      const names = table.schema.fields.map((field) => field.name);
      return Array.from({ length: table.numRows }, (_, row) =>
        Object.fromEntries(names.map((n, c) => [n, table.getChildAt(c)!.get(row) as unknown]))
      );
    } finally {
      statement.close();
    }
  }

  const ofDisease = (name: string) =>
    name.startsWith('disease_') && atlasQueries.get(name)!.query.params.length > 0;
  const asked = [...atlasQueries].flatMap(([name, { query }]) =>
    ofDisease(name)
      ? diseaseParams(name).map((params) => [name, params] as const)
      : query.params.length === 0
        ? [[name, {}] as const]
        : (query.params.includes('area') ? AREAS : ['']).flatMap((area) =>
            (query.params.includes('fiscal_year') ? fiscalYears(manifest).slice(-2) : [null]).map(
              (year) => [name, { area, ...(year !== null && { fiscal_year: year }) }] as const
            )
          )
  );

  it.each(asked)('%s %o has one answer on both engines', async (name, params) => {
    const answer = await onNative(name, params as Record<string, QueryValue>);
    // a place all of whose visits are merged into a REST has no row of its own setting
    if (name !== 'visits_setting_monthly') expect(answer.length).toBeGreaterThan(0);
    expect(onWasm(name, params as Record<string, QueryValue>)).toEqual(answer);
  });

  it.each(['monthly_visits', 'age_sex', 'year_figures', 'visits_setting_monthly'])(
    '%s tells of every place at once what it tells of each',
    async (name) => {
      const fiscal_year = fiscalYears(manifest).at(-2)!;
      const parts = new Map<unknown, Record<string, unknown>[]>();
      for (const { place, ...row } of await onNative(`${name}_everywhere`, { fiscal_year }))
        parts.set(place, [...(parts.get(place) ?? []), row]);
      const leaves = ['prefecture', 'area', 'city', 'unit'].map((level) => `select ${level} from population`);
      const known = (await native.runAndReadAll(leaves.join(' union '))).getRows().map(([code]) => code);
      expect([...known, 'outside', 'unknown']).toEqual(expect.arrayContaining([...parts.keys()]));
      for (const place of [...known, 'outside', 'unknown'])
        expect(parts.get(place) ?? [], String(place)).toEqual(
          await onNative(name, { area: String(place), fiscal_year })
        );
    }
  );

  it('columns declared not null never are', async () => {
    for (const [name, { query, sql }] of atlasQueries) {
      const columns = /^-- not null: *(.*)$/m.exec(sql)![1]!.split(', ');
      if (ofDisease(name)) {
        for (const params of diseaseParams(name))
          for (const row of await onNative(name, params))
            expect(columns.filter((column) => row[column] === null)).toEqual([]);
        continue;
      }
      for (const area of query.params.includes('area') ? AREAS : [null]) {
        const rows = await onNative(name, { area: area ?? '', fiscal_year: 2025 });
        for (const column of columns)
          expect(
            rows.some((row) => row[column] === null),
            `${name}.${column}`
          ).toBe(false);
      }
    }
  });

  it('a chapter by month counts, in every month, the same municipalities of an area', async () => {
    const rows = await onNative('disease_chapter_months', {
      disease: 'X',
      setting: 'inpatient',
      place: '04202'
    });
    const places = new Map<unknown, Set<unknown>>();
    for (const row of rows)
      places.set(row['place'], (places.get(row['place']) ?? new Set()).add(row['units']));
    expect([...places.values()].every((units) => units.size === 1)).toBe(true);
    const whole = rows.filter((row) => row['place'] === '04');
    for (const { month, visits } of whole) {
      const parts = rows.filter((row) => row['month'] === month && String(row['place']).length === 4);
      expect(parts.reduce((sum, part) => sum + Number(part['visits']), 0)).toBe(visits);
    }
  });

  it('residents by age are the same people however they are grouped', async () => {
    const rows = await onNative('disease_population', {});
    const sum = (place: (code: string) => boolean, grain: string) =>
      rows
        .filter((row) => place(String(row['place'])) && row['grain'] === grain)
        .reduce((total, row) => total + Number(row['population']), 0);
    const whole = sum((code) => code === '04', 'planning');
    expect(sum((code) => code === '04', 'age5')).toBe(whole);
    expect(sum((code) => code.length === 4, 'age6')).toBe(whole);
    expect(sum((code) => code.length > 4, 'planning')).toBe(whole);
  });

  it('the snapshot is what its queries answer on the written tables', async () => {
    const snapshot = parseSnapshot(readFileSync(join(sampleFolder(channel), manifest.snapshot.file), 'utf8'));
    const questions = Object.entries(defaultQuestions(fiscalYears(manifest).at(-1)!));
    expect(snapshot.answers.map((a) => a.key)).toEqual(
      questions.map(([name, params]) => questionKey(atlasQueries.get(name)!.query, params))
    );
    for (const [i, [name, params]] of questions.entries())
      expect(rowsOfAnswer(snapshot.answers[i]!)).toEqual(await onNative(name, params));
  });

  it('a decimal sum arrives as its number, not unscaled', () => {
    expect(
      wasm
        .query('select sum(x)::double as s, sum(x) as d from (values (1.5::decimal(6, 2)), (2.25)) as t(x)')
        .toArray()
        .map((row) => [row['s'], row['d']])
    ).toEqual([[3.75, 3.75]]);
  });

  it('a month in which a place is part of a REST has no number, and the year neither', async () => {
    const rests = await onNative('unit_years', {});
    const merged = (
      await native.runAndReadAll("select distinct month, unit from visits_by_age where unit like '%*REST'")
    ).getRows();
    const hidden = rests.filter((row) => Number(row['hidden_months']) > 0);
    expect(hidden.length > 0).toBe(merged.length > 0);
    expect(hidden.every((row) => row['visits'] === null)).toBe(true);
    for (const row of hidden.filter((r) => r['level'] === 'unit')) {
      const months = await onNative('monthly_visits', { area: String(row['code']) });
      const inYear = months.filter(
        (m) =>
          Math.floor((Number(m['month']) - 4 + (Number(m['month']) % 100 < 4 ? -88 : 0)) / 100) ===
            row['fiscal_year'] && m['visits'] === null
      );
      expect(inYear.length).toBe(row['hidden_months']);
    }
  });

  it('areas, prefecture and elsewhere add up to every visit of the release', async () => {
    const rows = await onNative('unit_years', {});
    const sum = (level: string, codes?: string[]) =>
      rows
        .filter((r) => r['level'] === level && (!codes || codes.includes(String(r['code']))))
        .reduce((total, r) => total + Number(r['visits']), 0);
    expect(sum('prefecture')).toBe(manifest.coverage.visits);
    expect(sum('area')).toBe(sum('prefecture', ['04']));
  });
});
