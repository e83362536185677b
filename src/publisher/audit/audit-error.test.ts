import { describe, expect, it } from 'vitest';
import type { FailingCell } from '../disclosure-verdict.ts';
import { EXIT_CODES, PublisherError } from '../publisher-error.ts';
import { AuditError, refuse, unproven, type AuditCode } from './audit-error.ts';

const cell = (table: string, period: string): FailingCell => ({
  table,
  period,
  cell: 'a secret place',
  lower: 3,
  upper: 3,
  required: 5,
  droppable: []
});

describe('errors of the audit', () => {
  it('all end with exit 5 and words of their own', () => {
    const codes = Object.keys(EXIT_CODES).filter((code) => code.startsWith('E_AUDIT_')) as AuditCode[];
    const messages = codes.map((code) => {
      const error = new AuditError(code, 'flows', '2025FY', 7);
      expect(error).toBeInstanceOf(PublisherError);
      expect({ exit: error.exitCode, failing: error.failing }).toEqual({ exit: 5, failing: [] });
      expect(error.message).toMatch(
        /^flows, 2025FY: the audit found [a-z][^(]+ \(7\); nothing was published and the release before is still served\.$/
      );
      return error.message;
    });
    expect(codes).toHaveLength(15);
    expect(new Set(messages).size).toBe(codes.length);
  });

  it('count the cells of the first table and period, and keep all for the private file', () => {
    const failing = [
      cell('flows', '2025FY'),
      cell('flows', '2024FY'),
      cell('stays', '2025FY'),
      cell('flows', '2025FY')
    ];
    try {
      refuse('E_AUDIT_INTERVAL', failing);
      expect.unreachable();
    } catch (error) {
      const { code, table, period, count, message } = error as AuditError;
      expect({ code, table, period, count }).toEqual({
        code: 'E_AUDIT_INTERVAL',
        table: 'flows',
        period: '2025FY',
        count: 2
      });
      expect((error as AuditError).failing).toEqual(failing);
      expect(message).not.toContain('secret');
    }
    expect(() => refuse('E_AUDIT_INTERVAL', [])).not.toThrow();
  });

  it('keep their cause', () => {
    const cause = new Error('why');
    expect(new AuditError('E_AUDIT_FILE', 't', 'p', 1, [], { cause }).cause).toBe(cause);
    expect(unproven('x')).toMatchObject({ code: 'E_AUDIT_SOLVER', exitCode: 5 });
  });
});
