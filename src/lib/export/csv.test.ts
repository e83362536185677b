import { csvParse } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingCell, number, text, withheldCell } from '../ui/table-model.ts';
import { csvOf } from './csv.ts';

const table = (cells: Parameters<typeof text>[0][]) => ({
  caption: 'c',
  columns: [{ label: '地域', numeric: false }],
  rows: cells.map((c) => [text(c)])
});
const parse = (csv: string) => csvParse(csv.replace(/^\uFEFF/, ''));

describe('a table as CSV', () => {
  it('never begins a text with what a spreadsheet would run', () => {
    const rows = parse(csvOf(table(['=1+1', '@x', '-x', '＝x', '+1', '石巻市']), []));
    expect(rows.map((r) => r['地域'])).toEqual(["'=1+1", "'@x", "'-x", "'＝x", "'+1", '石巻市']);
  });
  it('leaves numbers alone, negative ones too, in full precision', () => {
    const csv = csvOf(
      {
        caption: '',
        columns: [{ label: 'a', numeric: true }],
        rows: [[number(-5, '−5')], [number(0.1 + 0.2, '0.3')]]
      },
      []
    );
    expect(parse(csv).map((r) => r['a'])).toEqual(['-5', '0.30000000000000004']);
  });
  it('gives a withheld cell no number and says so in the status column', () => {
    const csv = csvOf(
      {
        caption: '',
        columns: [
          { label: 'a', numeric: false },
          { label: 'b', numeric: true }
        ],
        rows: [
          [text('女川町'), withheldCell('秘匿')],
          [text('x'), missingCell('未報告')],
          [text('y'), number(0, '0')]
        ]
      },
      []
    );
    expect(parse(csv).map((r) => [r['b'], r['status']])).toEqual([
      ['', '秘匿'],
      ['', '未報告'],
      ['0', '']
    ]);
  });
  it('carries its notes above the header', () => {
    expect(csvOf(table(['a']), ['合成データ']).split('\r\n')[0]).toBe('\uFEFF# 合成データ');
  });
  it('comes back from a reader as it went, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1 }).filter((s) => !/^[=+\-@\t\r＝＋－＠]/.test(s)),
          { minLength: 1, maxLength: 8 }
        ),
        (words) => {
          expect(parse(csvOf(table(words), [])).map((r) => r['地域'])).toEqual(words);
        }
      )
    );
  });
});
