import { expect } from 'vitest';
import {
  checkPolicy,
  defaultPolicy,
  type Policy,
  type TableDeclaration
} from '../../src/publisher/policy.ts';
import { PublisherError, type PublisherErrorCode } from '../../src/publisher/publisher-error.ts';

/** The default policy, which every case changes in one place. */
export const policy = defaultPolicy();

/** What a check ends with: 'ok', or the code with its sentence. */
export function outcome(check: () => void): {
  code: PublisherErrorCode | 'ok';
  message: string;
  exit: number;
} {
  try {
    check();
    return { code: 'ok', message: '', exit: 0 };
  } catch (error) {
    if (!(error instanceof PublisherError)) throw error;
    expect(error.message).toMatch(/^[^.]+.*\.$/);
    return { code: error.code, message: error.message, exit: error.exitCode };
  }
}
export const refused = (change: Partial<Policy>) => outcome(() => checkPolicy({ ...policy, ...change }));
export const withRounding = (change: Partial<Policy['rounding']>) =>
  refused({ rounding: { ...policy.rounding, ...change } });
export const withSensitive = (change: Partial<Policy['sensitive']>) =>
  refused({ sensitive: { ...policy.sensitive, ...change } });
export const withTable = (name: string, change: Partial<TableDeclaration>) =>
  refused({ tables: policy.tables.map((table) => (table.name === name ? { ...table, ...change } : table)) });
export const withTree = (name: keyof Policy['trees'], change: Record<string, readonly string[]>) =>
  refused({ trees: { ...policy.trees, [name]: { ...policy.trees[name], ...change } } });
