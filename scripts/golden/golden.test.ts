import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ICD10_CHAPTERS } from '#lib/domain/icd10.ts';
import { differences } from './agreement.ts';
import { caseFiles, casesOf, UnreadableError } from './case-files.ts';
import { itFollowsGolden } from './in-tests.ts';
import { written } from './operation.ts';

const folder = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const missesOf = async (path: string) =>
  Promise.all(casesOf(path).map(async (golden) => (await golden.misses()).length));
const statistics = (cases: object[], rest: object = {}) => ({
  schema: 'golden/1',
  method: 'cusum',
  cases,
  ...rest
});

describe('agreement with an expected value', () => {
  const tolerance = { relative: 1e-3, absolute: 0.01 };
  const misses = (got: unknown, expected: unknown) =>
    differences(got, expected, tolerance).map(({ at }) => at);
  it('is within absolute plus relative tolerance for numbers', () => {
    expect(misses(100.1, 100)).toEqual([]);
    expect(misses(100.12, 100)).toEqual(['']);
    expect(misses(Number.NaN, 100)).toEqual(['']);
    expect(misses(null, 0)).toEqual(['']);
  });
  it('is equality for text, booleans, nulls and choices', () => {
    expect(misses({ a: 'x', b: true, c: null }, { a: 'x', b: true, c: null })).toEqual([]);
    expect(misses({ a: 'y', b: false, c: 0 }, { a: 'x', b: true, c: null })).toEqual(['a', 'b', 'c']);
    expect(misses({ chosen: 1.001, value: 1.001 }, { chosen: 1, value: 1 })).toEqual(['chosen']);
    expect(misses({ members: [1, 3] }, { members: [1, 2] })).toEqual(['members[1]']);
  });
  it('wants arrays of one length and every expected field, and no more', () => {
    expect(misses([1, 2], [1])).toEqual(['']);
    expect(misses({ a: 1, more: 2 }, { a: 1 })).toEqual([]);
    expect(misses({}, { a: { b: 1 } })).toEqual(['a']);
  });
  it('never takes a withheld result for a number, nor the other way', () => {
    expect(misses({ withheld: 'too_short' }, { a: 1 })).toEqual(['']);
    expect(misses({ a: 1 }, { withheld: 'too_short' })).toEqual(['withheld']);
    expect(misses({ withheld: 'too_short' }, { withheld: 'no_value' })).toEqual(['withheld']);
  });
});

it('results are written as golden files write them', () => {
  expect(
    written({
      kind: 'shown',
      byarLower: null,
      lower95: 1,
      ratio7525: 2,
      nested: [{ tau2: new Float64Array([3]) }]
    })
  ).toEqual({ byar_lower: null, lower95: 1, ratio_75_25: 2, nested: [{ tau2: [3] }] });
  expect(written({ kind: 'withheld', reason: 'no_value' })).toEqual({ withheld: 'no_value' });
});

describe('case files', () => {
  itFollowsGolden('icd10');
  itFollowsGolden('japanese_calendar');
  itFollowsGolden('number_format');
  const good = { id: 'a', operation: 'cusum', input: { series: [1], mean: 1 }, expected: { statistic: [0] } };
  it('of statistics pass, fail, and fail for an operation nobody knows', async () => {
    const bad = { ...good, id: 'b', expected: { statistic: [1] } };
    const strange = { ...good, id: 'c', operation: 'magic' };
    expect(await missesOf(file('s.json', statistics([good, bad, strange])))).toEqual([0, 1, 1]);
  });
  it('may loosen the tolerance for all cases or for one', async () => {
    const near = { ...good, expected: { statistic: [0.1] } };
    const loose = { relative: 0, absolute: 0.2 };
    expect(await missesOf(file('t.json', statistics([near])))).toEqual([1]);
    expect(await missesOf(file('u.json', statistics([near], { tolerance: loose })))).toEqual([0]);
    expect(await missesOf(file('v.json', statistics([{ ...near, tolerance: loose }])))).toEqual([0]);
  });
  it('of no known name fail case by case', async () => {
    expect(await missesOf(file('strange.json', [{ id: 1 }, { id: 2 }]))).toEqual([1, 1]);
    expect(await missesOf(file('odd.json', { schema: 'golden/9' }))).toEqual([1]);
    expect(await missesOf(file('star.json', { not: 'a list' }))).toEqual([1]);
  });
  it('that cannot be read say so in one sentence', () => {
    expect(() => casesOf(file('broken.json', '{'))).toThrow(UnreadableError);
    expect(() => caseFiles(join(folder, 'nowhere'))).toThrow(/Cannot read the folder/);
    expect(() => caseFiles(mkdtempSync(join(folder, 'empty-')))).toThrow(/holds no case files/);
    expect(caseFiles(folder).every((path) => path.endsWith('.json'))).toBe(true);
  });
});

it('the chapters of ICD-10 are those of the reference table', () => {
  const table = new URL('../../data-samples/reference/icd10_chapters.csv', import.meta.url);
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  expect(ICD10_CHAPTERS.map(({ roman, first, last }) => [roman, first, last])).toEqual(
    rows.map((row) => row.split(',').slice(1, 4))
  );
});
