import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { ledgerText, parseLedger, type LedgerEntry } from './ledger-file.ts';

const entryOf = (period: string, table = 'visits_by_age'): LedgerEntry => ({
  table,
  period,
  sha256: '0'.repeat(64),
  policy_sha256: '0'.repeat(64),
  first_release: 1,
  rows: 1
});

describe('the ledger of a release', () => {
  it('is one text, whatever order its entries came in', () => {
    const ledger = {
      release: 1,
      periods: [entryOf('2025-05'), entryOf('2025FY', 'stays'), entryOf('2025-04')],
      withdrawn: []
    };
    const text = ledgerText(ledger);
    expect(ledgerText({ ...ledger, periods: [...ledger.periods].reverse() })).toBe(text);
    expect(parseLedger(text).periods.map((entry) => entry.period)).toEqual(['2025-04', '2025-05', '2025FY']);
    expect(ledgerText(parseLedger(text))).toBe(text);
  });

  it.each([
    ['no JSON', '{'],
    [
      'an unknown table',
      canonicalJson({ release: 1, periods: [{ ...entryOf('2025-04'), table: 'x' }], withdrawn: [] })
    ],
    [
      'a public table',
      canonicalJson({ release: 1, periods: [{ ...entryOf('2025-04'), table: 'geography' }], withdrawn: [] })
    ],
    [
      'a period twice',
      canonicalJson({ release: 1, periods: [entryOf('2025-04'), entryOf('2025-04')], withdrawn: [] })
    ],
    ['a month 13', canonicalJson({ release: 1, periods: [entryOf('2025-13')], withdrawn: [] })],
    ['an entry from the future', canonicalJson({ release: 0, periods: [entryOf('2025-04')], withdrawn: [] })],
    [
      'a tombstone without a reason',
      canonicalJson({ release: 1, periods: [], withdrawn: [{ period: '2025-04', since_release: 1 }] })
    ]
  ])('is refused with %s', (_what, json) => {
    expect(() => parseLedger(json)).toThrow(expect.objectContaining({ code: 'E_MANIFEST_SHAPE' }));
  });
});
