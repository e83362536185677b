import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';
import { fiscalYears, latestFiscalYear, parseManifest } from './manifest.ts';
import { parseQuery, questionKey } from './query.ts';
import { answerOfRows, parseSnapshot, rowsOfAnswer } from './snapshot.ts';

const text = readFileSync(
  new URL('../../../data-samples/release/region/000001/manifest.json', import.meta.url),
  'utf8'
);
const changed = (change: (manifest: Record<string, unknown>) => void): string => {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  change(manifest);
  return JSON.stringify(manifest);
};

describe('the manifest', () => {
  it('is read whole, and written again gives the same bytes', () => {
    expect(canonicalJson(parseManifest(text))).toBe(text);
  });
  it('of another schema says whether page or release is too old', () => {
    expect(() => parseManifest(changed((m) => (m['schema'] = 3)))).toThrow(
      expect.objectContaining({ code: 'E_SCHEMA_TOO_NEW' })
    );
    expect(() => parseManifest(changed((m) => (m['schema'] = 1)))).toThrow(
      expect.objectContaining({ code: 'E_SCHEMA_TOO_OLD' })
    );
  });
  it.each([
    ['no JSON', () => '<!doctype html>'],
    [
      'a path that leaves the folder',
      () => changed((m) => ((m['snapshot'] as { file: string }).file = '../../secret.json'))
    ],
    ['a hash that is none', () => changed((m) => ((m['policy'] as { sha256: string }).sha256 = 'abc'))],
    [
      'a table it does not know',
      () => changed((m) => ((m['tables'] as { name: string }[])[0]!.name = '__proto__'))
    ],
    [
      'a period that runs backwards',
      () => changed((m) => (m['period'] = { first_month: 202604, last_month: 202603 }))
    ],
    [
      'a share above one',
      () => changed((m) => ((m['coverage'] as { finest: object }).finest = { visits_by_age: 2 }))
    ]
  ])('with %s is refused with its place, never half-read', (_what, make) => {
    expect(() => parseManifest(make())).toThrow(expect.objectContaining({ code: 'E_MANIFEST_SHAPE' }));
  });
  it('offers whole fiscal years only', () => {
    const years = (first_month: number, last_month: number) =>
      fiscalYears({ period: { first_month, last_month } });
    expect(years(201804, 202603)).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    expect(years(201805, 202602)).toEqual([2019, 2020, 2021, 2022, 2023, 2024]);
    expect(years(202504, 202512)).toEqual([]);
    expect(latestFiscalYear({ period: { first_month: 202504, last_month: 202512 } })).toBeNull();
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which keys came', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        (value) =>
          void expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(
            canonicalJson(value)
          )
      )
    );
  });
  it('refuses what has no one form', () => {
    for (const value of [Number.NaN, Infinity, [undefined], () => 1, 1n])
      expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe('SHA-256', () => {
  it('is the same with and without WebCrypto, as on a page served over plain http', async () => {
    const bytes = new TextEncoder().encode('みやぎ'.repeat(1000));
    const known = createHash('sha256').update(bytes).digest('hex');
    expect(await sha256Hex(bytes)).toBe(known);
    vi.stubGlobal('crypto', {});
    expect(await sha256Hex(bytes)).toBe(known);
    vi.unstubAllGlobals();
  });
});

describe('a query file', () => {
  it('turns names into places, one for each name, outside strings, quoted names and comments', () => {
    const query = parseQuery('q', `select '$a', "$b", $area -- $c\n, $year /* $d */ where x = $area`);
    expect(query.params).toEqual(['area', 'year']);
    expect(query.text).toBe(`select '$a', "$b", $1 -- $c\n, $2 /* $d */ where x = $1`);
  });
  it('leaves any quoted text as it was', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (s) =>
          void expect(parseQuery('q', `select '${s.replaceAll("'", "''")}'`)).toMatchObject({
            params: [],
            text: `select '${s.replaceAll("'", "''")}'`
          })
      )
    );
  });
  it('has a key that keeps different questions apart', () => {
    const query = { name: 'q', params: ['a', 'b'] };
    expect(questionKey(query, { a: '1', b: 2 })).not.toBe(questionKey(query, { a: 1, b: '2' }));
    expect(questionKey(query, { b: 2, a: 1 })).toBe(questionKey(query, { a: 1, b: 2 }));
  });
});

describe('the snapshot', () => {
  it('keeps rows, nulls included', () => {
    const rows = [
      { a: 1, b: null },
      { a: 2, b: 'x' }
    ];
    expect(rowsOfAnswer(answerOfRows('k', ['a', 'b'], rows))).toEqual(rows);
  });
  it('of another shape is refused', () => {
    for (const bad of ['[]', '{"release":1,"answers":[{"key":"k","names":["a"],"columns":[]}]}', 'x'])
      expect(() => parseSnapshot(bad)).toThrow(expect.objectContaining({ code: 'E_MANIFEST_SHAPE' }));
  });
});
