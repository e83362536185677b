import { describe, expect, it } from 'vitest';
import { ROUNDED_TABLES } from '#lib/release/tables/rounded-tables.ts';
import type { FailingCell, RowAddress } from '../disclosure-verdict.ts';
import { keyCountOf, repairRows } from './repair.ts';
import { safeRows } from './safe-rows.ts';

const monthly = safeRows('disease_monthly', '2025-04', [
  [202504, '0403', 'inpatient', 'IX', 'I10-I15', 20],
  [202504, '0403', 'inpatient', 'IX', 'I20-I25', 40],
  [202504, '0403', 'inpatient', 'IX', 'I60-I69', 70]
]);
const later = safeRows('disease_monthly', '2025-05', [[202505, '0403', 'inpatient', 'IX', 'I20-I25', 40]]);
const estimates = safeRows('indicators', '2025FY', [
  [2025, '0403', 'area', 'asr_2015', 'IX', 'inpatient', 31.2, 20, 40, '20-49', 'asr_2015-gamma-1'],
  [2025, '0403', 'area', 'crude', 'IX', 'inpatient', 31.5, 20, 40, '20-49', 'crude-byar-1'],
  [2025, '0403', 'area', 'crude', 'X', 'inpatient', 11.5, 5, 20, '20-49', 'crude-byar-1']
]);
const exact = safeRows('visits_by_disease', '2025-04', [
  [202504, '04', '0403', '04100', '04101', 'inpatient', 'IX', 'chapter', 0, 12, '10-19']
]);

const address = (block: string, period = '2025-04'): RowAddress => ({
  table: 'disease_monthly',
  period,
  keys: [Number(period.replace('-', '')), '0403', 'inpatient', 'IX', block]
});
const failing = (...droppable: RowAddress[]): FailingCell => ({
  table: 'disease_monthly',
  period: '2025-04',
  cell: 'somewhere',
  lower: 0,
  upper: 2,
  required: 5,
  droppable
});
const blocks = (rows: readonly { readonly rows: readonly (readonly unknown[])[] }[]) =>
  rows.flatMap((part) => part.rows.map((row) => row[4]));

describe('a repair', () => {
  it('drops the first row listed that is still there, and leaves what was not listed alone', () => {
    const { rows, dropped } = repairRows([monthly, later], [failing(address('I20-I25'), address('I60-I69'))]);
    expect(dropped).toBe(1);
    expect(blocks(rows)).toEqual(['I10-I15', 'I60-I69', 'I20-I25']);
    expect(rows[1]).toBe(later);
    const again = repairRows(rows, [failing(address('I20-I25'), address('I60-I69'))]);
    expect(blocks(again.rows)).toEqual(['I10-I15', 'I20-I25']);
  });

  it('serves cells that name the same row by one, whatever order they come in', () => {
    const cells = [
      failing(address('I10-I15'), address('I60-I69')),
      failing(address('I10-I15'), address('I20-I25')),
      failing(address('I60-I69'))
    ];
    const there = repairRows([monthly], cells);
    const back = repairRows([monthly], [...cells].reverse());
    expect(there).toEqual(back);
    expect(there.dropped).toBe(2);
    expect(blocks(there.rows)).toEqual(['I20-I25']);
  });

  it('takes all indicators that stand on one numerator together', () => {
    const { rows, dropped } = repairRows(
      [estimates],
      [
        failing({
          table: 'indicators',
          period: '2025FY',
          keys: [2025, '0403', 'area', 'crude', 'IX', 'inpatient']
        })
      ]
    );
    expect(dropped).toBe(2);
    expect(rows[0]!.rows).toEqual([estimates.rows[2]]);
  });

  it('drops nothing where nothing listed is there, and never an exact row', () => {
    const { rows, dropped } = repairRows(
      [monthly, exact],
      [
        failing(),
        failing(address('I20-I25', '2025-06')),
        failing({ table: 'visits_by_disease', period: '2025-04', keys: exact.rows[0]!.slice(0, 7) })
      ]
    );
    expect(dropped).toBe(0);
    expect(rows).toEqual([monthly, exact]);
  });

  it('knows the keys of every rounded table: all columns before its first measure', () => {
    expect(ROUNDED_TABLES.map((table) => [table.name, table.columns[keyCountOf(table)]!.name])).toEqual([
      ['disease_monthly', 'visits'],
      ['disease_profile', 'visits'],
      ['planning_groups', 'visits'],
      ['planning_monthly', 'visits'],
      ['flows', 'visits'],
      ['rhythm', 'visits'],
      ['acceptance', 'requests'],
      ['acceptance_reasons', 'requests'],
      ['referrals', 'letters'],
      ['referrals_quarterly', 'letters'],
      ['stays', 'admissions'],
      ['indicators', 'value']
    ]);
  });
});
