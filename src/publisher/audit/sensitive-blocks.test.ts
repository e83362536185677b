import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../policy.ts';
import { AuditError } from './audit-error.ts';
import { judgeSensitiveBlocks } from './sensitive-blocks.ts';

const policy = defaultPolicy();
const row = (chapter: string, block: string) => [202504, '0403', 'outpatient', chapter, block, 40];

const refused = (...rows: ReturnType<typeof row>[]): string[] => {
  try {
    judgeSensitiveBlocks(rows, policy);
    return [];
  } catch (error) {
    const { code, message, failing } = error as AuditError;
    expect(code).toBe('E_AUDIT_SENSITIVE');
    expect(message).toContain(
      `disease_monthly, 2025-04: the audit found rows that show a sensitive diagnosis on its own (${failing.length})`
    );
    return failing.map((cell) => cell.cell);
  }
};

describe('sensitive blocks', () => {
  it('P26 stand only inside the row of their chapter', () => {
    expect(
      refused(
        row('IX', 'I20-I25'),
        row('I', 'I:other'),
        row('I', 'A65-A69'),
        row('I', 'B25-B34'),
        row('unknown', 'unknown'),
        row('XXI', 'Z20-Z29')
      )
    ).toEqual(['202504 0403 outpatient XXI Z20-Z29']);
    expect(
      refused(
        row('I', 'A50-A64'),
        row('I', 'B20-B24'),
        row('I', 'A64'),
        row('V', 'F30-F39'),
        row('XVII', 'Q00-Q07'),
        row('XV', 'O00-O08'),
        row('XX', 'X60-X84'),
        row('XXI', 'Z21')
      )
    ).toHaveLength(8);
  });

  it('P26 have no such row where the policy names no cover, nor under another chapter', () => {
    expect(refused(row('V', 'V:other'))).toEqual(['202504 0403 outpatient V V:other']);
    expect(refused(row('I', 'XV:other'))).toEqual(['202504 0403 outpatient I XV:other']);
  });
});
