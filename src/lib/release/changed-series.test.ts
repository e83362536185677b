import { describe, expect, it } from 'vitest';
import { changedSeries, type ChangedRows } from './changed-series.ts';

const NONE: ChangedRows = { totals: [], chapters: [], blocks: [], planning: [], acceptance: [] };
const counted = { first_month: 201804, counts: '12,,0,30' };

describe('the series of a release', () => {
  it('know their place and all above it, and where a month has no value', () => {
    const [ward, prefecture] = changedSeries({
      ...NONE,
      chapters: [
        { ...counted, area: '0403', city: '04100', unit: '04101', setting: 'inpatient', chapter: 'IX' }
      ],
      totals: [{ ...counted, level: 'prefecture', area: '04', city: '04', unit: '04' }]
    }).reverse();
    expect(ward).toEqual({
      subject: { kind: 'chapter', chapter: 'IX', setting: 'inpatient' },
      place: '04101',
      within: ['04101', '04100', '0403', '04'],
      firstMonth: 201804,
      counts: [12, null, 0, 30],
      rounded: false
    });
    expect(prefecture!.within).toEqual(['04']);
  });
  it('of rounded tables say so', () => {
    const all = changedSeries({
      ...NONE,
      blocks: [{ ...counted, area: '04', setting: 'emergency', chapter: 'X', block: 'J09-J18' }],
      planning: [{ ...counted, area: '0401', planning_group: 'stroke' }],
      acceptance: [{ ...counted, band: 'night', outcome: 'refused' }]
    });
    expect(all.map(({ rounded }) => rounded)).toEqual([true, true, true]);
    expect(all.map(({ place }) => place)).toEqual(['04', '0401', '04']);
  });
  it('are refused where a name or a count is none a release has', () => {
    const row = { ...counted, band: 'night', outcome: 'refused' };
    expect(() => changedSeries({ ...NONE, acceptance: [{ ...row, band: 'noon' }] })).toThrow(RangeError);
    expect(() => changedSeries({ ...NONE, acceptance: [{ ...row, counts: '1,x' }] })).toThrow(RangeError);
  });
});
