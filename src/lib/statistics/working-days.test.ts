import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { workingDayAdjusted, workingDays, yearEndClosure } from './working-days.ts';

describe('working days', () => {
  itFollowsGolden('working_days');
  it('count Monday to Friday, whatever the length of the month', () => {
    expect(workingDays(202402, [])).toBe(21);
    expect(workingDays(202302, [])).toBe(20);
    expect(workingDays(202512, yearEndClosure(202512))).toBe(20);
  });
  it('take a closure off once, and not at weekends or in other months', () => {
    expect(workingDays(202402, ['2024-02-03', '2024-02-05', '2024-02-05', '2024-03-05'])).toBe(20);
  });
  it('close from 29 December to 3 January', () => {
    expect(yearEndClosure(202512)).toEqual(['2025-12-29', '2025-12-30', '2025-12-31']);
    expect(yearEndClosure(202601)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
    expect(yearEndClosure(202606)).toEqual([]);
  });
});

describe('figures adjusted for working days', () => {
  it('change nothing where every month has as many', () => {
    expect(workingDayAdjusted([5, 9], [20, 20])).toEqual({ adjusted: [5, 9], meanDays: 20 });
  });
  it('are null in a month without any, which the mean leaves out', () => {
    expect(workingDayAdjusted([5, 9, 0], [10, 30, 0])).toEqual({ adjusted: [10, 6, null], meanDays: 20 });
    expect(workingDayAdjusted([5], [0])).toEqual({ adjusted: [null], meanDays: null });
  });
});
