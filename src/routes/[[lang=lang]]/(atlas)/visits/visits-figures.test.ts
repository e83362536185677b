import { describe, expect, it } from 'vitest';
import { monthsFrom } from '#lib/domain/period.ts';
import {
  acceptanceMonths,
  acceptanceYear,
  outside,
  reasonShares,
  type AcceptanceRow
} from './acceptance-figures.ts';
import { arrivalYears, rhythmOf, shareChange } from './arrival-figures.ts';
import { counterReferralYears, letterFinding, letterPlaces, receivedChange } from './letter-figures.ts';
import { changePerDay, forecastRequest, settingSeries, settingYear, swing } from './setting-series.ts';
import { staysOf } from './stay-figures.ts';

const year = monthsFrom(202504, 202603);
const none: ReadonlySet<number> = new Set();

describe('the months of a setting', () => {
  const totals = year.map((month) => ({ month, visits: 1000 }));
  const split = (rest: number) =>
    year.flatMap((month) => [
      { month, setting: 'outpatient', visits: 900 - rest },
      { month, setting: 'emergency', visits: 100 },
      { month, setting: '*REST', visits: rest }
    ]);

  it('stand only where nearly every visit has a published setting, and say of how many', () => {
    const near = settingSeries(totals, split(40), 'outpatient', year, none);
    expect(near[0]).toMatchObject({ visits: 860, published: 860, unknown: 40 });
    expect(near[0]!.covered).toBeCloseTo(860 / 900, 9);
    const few = settingSeries(totals, split(60), 'outpatient', year, none);
    expect(few.every((row) => row.visits === null && row.adjusted === null)).toBe(true);
    expect(settingYear(few, 2025)).toMatchObject({ visits: null, published: 12 * 840 });
    expect(settingSeries(totals, split(60), 'all', year, none)[0]).toMatchObject({
      visits: 1000,
      covered: 1
    });
  });

  it('never let a small setting stand on a large one: 40 visits unknown may be nearly a third of 救急', () => {
    const emergency = settingSeries(totals, split(40), 'emergency', year, none);
    expect(emergency[0]).toMatchObject({ visits: null, published: 100 });
    expect(emergency[0]!.covered).toBeCloseTo(100 / 140, 9);
  });

  it('have no number in a withheld month and none in one taken back, and the year has none either', () => {
    const hidden = totals.map((row, i) => (i === 3 ? { ...row, visits: null } : row));
    const series = settingSeries(hidden, split(0), 'all', year, new Set([202603, 202604]));
    expect(series[3]).toMatchObject({ visits: null, withdrawn: false, missing: false });
    expect(series.at(-1)).toMatchObject({ month: 202604, visits: null, withdrawn: true, missing: false });
    expect(settingYear(series, 2025).visits).toBeNull();
    expect(swing(series, 2025)).toEqual({ kind: 'withheld' });
  });

  it('keep the place of a month the release does not report, apart from a withheld one and from zero', () => {
    const gap = settingSeries(totals.toSpliced(5, 1), split(0), 'all', year, none);
    expect(gap.map(({ month }) => month)).toEqual(year);
    expect(gap[5]).toMatchObject({ visits: null, missing: true, withdrawn: false });
    expect(swing(gap, 2025)).toEqual({ kind: 'incomplete' });
    const closed = totals.map((row, i) => (i === 5 ? { ...row, visits: 0 } : row));
    expect(swing(settingSeries(closed, [], 'all', year, none), 2025)).toEqual({ kind: 'zero' });
    expect(forecastRequest(gap, 'all').visits[5]).toBeNull();
  });

  it('are made equal by open days, for emergency by days of the calendar', () => {
    const daily = year.map((month) => ({ month, visits: 0 }));
    expect(settingSeries(daily, [], 'all', year, none).find((row) => row.month === 202505)!.days).toBe(20);
    expect(settingSeries(daily, [], 'emergency', year, none).find((row) => row.month === 202505)!.days).toBe(
      31
    );
    const perOpenDay = settingSeries(totals, [], 'all', year, none);
    const level = perOpenDay.map((row) => ({ month: row.month, visits: 50 * row.days }));
    const apart = swing(settingSeries(level, [], 'all', year, none), 2025);
    if (apart.kind !== 'shown') throw new Error(apart.kind);
    expect(apart.raw).toBeGreaterThan(20);
    expect(apart.adjusted).toBeCloseTo(0, 9);
  });

  it('compare years by the day, not by the sum', () => {
    const at = (visits: number, days: number, unknown = 0) => ({
      fiscalYear: 0,
      visits,
      published: visits,
      unknown,
      days,
      perDay: visits / days,
      covered: 1
    });
    expect(changePerDay(at(2420, 242), at(2440, 244))!.percent).toBeCloseTo(0, 12);
    expect(changePerDay({ ...at(1, 1), visits: null, perDay: null }, at(1, 1))).toBeNull();
    // 20 more a year are sure, unless the year before may hide 30 of its own
    expect(changePerDay(at(2420, 242), at(2400, 242))).toMatchObject({ sure: true });
    expect(changePerDay(at(2420, 242), at(2400, 242, 30))).toMatchObject({ sure: false });
    expect(changePerDay(at(2420, 242, 500), at(2400, 242))).toMatchObject({ sure: true });
  });
});

describe('acceptance of emergency requests', () => {
  const months = monthsFrom(201404, 202603);
  const rows = (low: number): AcceptanceRow[] =>
    months.map((month) => ({
      month,
      band: 'night',
      accepted: month === 202601 ? low : 700,
      refused: month === 202601 ? 1000 - low : 300
    }));

  it('flags the month that leaves what the same month of other years leads to expect, and no other', () => {
    const judged = acceptanceMonths(rows(600), 'night', months);
    expect(judged.filter((month) => outside(month) !== null).map((month) => month.month)).toEqual([202601]);
    expect(outside(judged.find((month) => month.month === 202601)!)).toBe('below');
    expect(acceptanceMonths(rows(700), 'night', months).some((month) => outside(month))).toBe(false);
  });

  it('names the months of a year only as far as they remain when corrected together', () => {
    const judged = (low: number) => acceptanceYear(acceptanceMonths(rows(low), 'night', months), 2025);
    expect(judged(600)).toMatchObject({ judged: 12, below: [202601], above: [], outside: 1 });
    // outside its 98 % range, but one of twelve months may be
    const chance = judged(663);
    expect(chance).toMatchObject({ below: [], outside: 1 });
    expect(judged(700)).toMatchObject({ judged: 12, outside: 0 });
    expect(acceptanceYear(acceptanceMonths(rows(600), 'night', months), 2030)).toMatchObject({ judged: 0 });
  });

  it('never rests an expectation on the years of COVID-19 measures', () => {
    const covid = rows(700).map((row) =>
      row.month >= 202002 && row.month <= 202305 ? { ...row, accepted: 100, refused: 900 } : row
    );
    const judged = acceptanceMonths(covid, 'night', months);
    const after = judged.find((month) => month.month === 202601)!;
    expect(after.kind === 'shown' && after.expected.kind === 'shown' && after.expected.expected).toBeCloseTo(
      0.7,
      9
    );
    expect(outside(judged.find((month) => month.month === 202101)!)).toBe('below');
  });

  it('has no rate where one count is not published, where the month is not there, or for too few years', () => {
    const gaps = rows(700).map((row) => (row.month === 202510 ? { ...row, refused: null } : row));
    const judged = acceptanceMonths(gaps, 'night', [...months, 202604]);
    expect(judged.find((month) => month.month === 202510)!.kind).toBe('absent');
    expect(judged.at(-1)!.kind).toBe('missing');
    const short = acceptanceMonths(rows(600).slice(-24), 'night', months.slice(-24)).at(-3)!;
    expect(short.kind === 'shown' && short.expected).toEqual({ kind: 'withheld', reason: 'too_short' });
    expect(outside(short)).toBeNull();
  });

  it('has reasons sorted by size, those without a cell last, with the year before', () => {
    const cell = (fiscal_year: number, area: string, reason: string, requests: number) => ({
      fiscal_year,
      area,
      band: 'night',
      reason,
      requests
    });
    const cells = [
      cell(2025, '0403', 'beds_full', 300),
      cell(2025, '0406', 'no_doctor', 100),
      cell(2025, '0403', 'no_doctor', 600),
      cell(2024, '0403', 'no_doctor', 500),
      cell(2024, '0403', 'beds_full', 500)
    ];
    const of = (area: string | null) =>
      reasonShares(cells, ['beds_full', 'no_doctor', 'other'], {
        fiscalYear: 2025,
        band: 'night',
        area,
        areas: ['0403', '0406']
      });
    expect(of(null).total).toBe(1000);
    expect(of(null).shares).toMatchObject([
      { reason: 'no_doctor', percent: 70, before: 50, lacking: 0 },
      { reason: 'beds_full', percent: 30, lacking: 1 },
      { reason: 'other', kind: 'absent' }
    ]);
    expect(of('0406').shares[0]).toMatchObject({ reason: 'no_doctor', percent: 100, before: null });
    expect(of('0401')).toMatchObject({ total: 0 });
    expect(of('0401').shares.every((share) => share.kind === 'absent')).toBe(true);
  });
});

describe('the week and the ways of arriving', () => {
  const rows = [
    { weekday: 1, hour: 9, setting: 'outpatient', arrival: 'walk_in', visits: 300 },
    { weekday: 1, hour: 9, setting: 'emergency', arrival: 'ambulance', visits: 20 },
    { weekday: 7, hour: 3, setting: 'emergency', arrival: 'ambulance', visits: 80 }
  ];
  it('add what is asked for, leave the rest absent and find the busiest hour', () => {
    const all = rhythmOf(rows, 'all', 'all');
    expect(all).toMatchObject({ total: 400, peak: { weekday: 1, hour: 9, visits: 320 }, empty: 166 });
    expect(all.offHours!.percent).toBe(20);
    expect(all.offHours!.lower).toBeLessThan(20);
    expect(all.visits[2]![4]).toBeNull();
    expect(rhythmOf(rows, 'emergency', 'all').peak).toEqual({ weekday: 7, hour: 3, visits: 80 });
    expect(rhythmOf(rows, 'outpatient', 'ambulance')).toMatchObject({ total: 0, peak: null, offHours: null });
  });
  it('calls one hour the busiest only where neither chance nor rounding explains its lead', () => {
    const cell = (weekday: number, visits: number, hour = 10) => ({
      weekday,
      hour,
      setting: 'outpatient',
      arrival: 'walk_in',
      visits
    });
    expect(rhythmOf([cell(5, 76_920), cell(2, 75_910)], 'all', 'all').busiest).toHaveLength(2);
    expect(rhythmOf([cell(5, 76_920), cell(2, 72_000)], 'all', 'all').busiest).toEqual([
      { weekday: 5, hour: 10, visits: 76_920 }
    ]);
    expect(rhythmOf([], 'all', 'all').busiest).toEqual([]);
  });
  it('finds a change of a share only beyond its interval', () => {
    const share = (percent: number, lower: number, upper: number) => ({ visits: 1, percent, lower, upper });
    expect(shareChange(share(10, 9, 11), share(9, 8, 10)).beyondChance).toBe(false);
    expect(shareChange(share(12, 11, 13), share(9, 8, 10)).beyondChance).toBe(true);
    expect(shareChange(share(9, 8, 10), share(12, 11, 13))).toEqual({ points: -3, beyondChance: true });
  });
  it('tell a way without a published cell from a share', () => {
    const [now, before] = arrivalYears(
      [
        { fiscal_year: 2025, setting: 'emergency', arrival: 'ambulance', visits: 30, cells: 2 },
        { fiscal_year: 2025, setting: 'emergency', arrival: 'walk_in', visits: 70, cells: 4 }
      ],
      'emergency',
      [2024, 2025]
    );
    expect(now).toMatchObject({ fiscalYear: 2025, total: 100, ways: { ambulance: { percent: 30 } } });
    expect(now!.ways.referral).toBeNull();
    expect(now!.missing).toBe(false);
    expect(before).toMatchObject({ missing: true, ways: { walk_in: null } });
  });
});

describe('stays and letters', () => {
  const stay = { area: '0403', age: '75-84', bed_days: 1500, los_p90: null };
  it('put the longest median first, stays without one after it, categories without a row last', () => {
    const stays = staysOf(
      [
        { ...stay, mdc: '02', admissions: 100, los_q25: 2, los_median: 3, los_q75: 5 },
        { ...stay, mdc: '07', admissions: 100, los_q25: null, los_median: 14, los_q75: null },
        { ...stay, mdc: '05', admissions: 10, los_q25: null, los_median: null, los_q75: null },
        { ...stay, mdc: '01', age: '85+', admissions: 100, los_q25: 5, los_median: 99, los_q75: 200 }
      ],
      '0403',
      '75-84'
    );
    expect(stays.slice(0, 3)).toMatchObject([
      { mdc: '07', median: 14, half: null, mean: 15 },
      { mdc: '02', median: 3, half: [2, 5] },
      { mdc: '05', kind: 'withheld' }
    ]);
    expect(stays).toHaveLength(18);
    expect(stays.slice(3).every((s) => s.kind === 'absent')).toBe(true);
  });

  it('keep a place without letters apart from one with few', () => {
    const rows = [
      { fiscal_year: 2025, unit: 'a', direction: 'in', letters: 20, cells: 1 },
      { fiscal_year: 2025, unit: 'b', direction: 'in', letters: 90, cells: 1 },
      { fiscal_year: 2024, unit: 'b', direction: 'in', letters: 70, cells: 1 },
      { fiscal_year: 2025, unit: 'b', direction: 'out', letters: 50, cells: 1 }
    ];
    expect(letterPlaces(rows, 2025, ['a', 'b', 'c'])).toMatchObject([
      { unit: 'b', received: 90, sent: 50, receivedBefore: 70 },
      { unit: 'a', received: 20, sent: null, receivedBefore: null },
      { unit: 'c', received: null, sent: null, receivedBefore: null }
    ]);
  });

  it('say of one place its own numbers, and of several which sends most only beyond rounding', () => {
    const row = (unit: string, letters: number, fiscal_year = 2025, cells = 10) => ({
      fiscal_year,
      unit,
      direction: 'in',
      letters,
      cells
    });
    const finding = (...rows: readonly ReturnType<typeof row>[]) =>
      letterFinding(letterPlaces(rows, 2025, [...new Set(rows.map(({ unit }) => unit))]));
    expect(finding(row('a', 12_440), row('b', 12_110))).toMatchObject({ kind: 'most', place: { unit: 'a' } });
    expect(finding(row('a', 12_440), row('b', 12_270))).toMatchObject({ kind: 'tie' });
    expect(finding(row('a', 500))).toMatchObject({ kind: 'one', place: { received: 500 } });
    expect(letterFinding(letterPlaces([], 2025, ['a', 'b']))).toEqual({ kind: 'none' });
    const change = (now: number, before: number) =>
      receivedChange(letterPlaces([row('a', now), row('a', before, 2024)], 2025, ['a'])[0]!);
    expect([change(1000, 820), change(1001, 820), change(820, 1001)]).toEqual(['rounding', 'more', 'fewer']);
    expect(receivedChange(letterPlaces([row('a', 5)], 2025, ['a'])[0]!)).toBeNull();
  });

  it('give 逆紹介割合 with the range that rounding leaves open, and none for a year that lacks a quarter', () => {
    const quarters = [1, 2, 3, 4].map((quarter) => ({
      fiscal_year: 2025,
      quarter,
      area: '0403',
      direction: 'out',
      letters: 1000,
      cells: 10
    }));
    const abroad = [{ fiscal_year: 2025, unit: 'outside', direction: 'out', letters: 100, cells: 1 }];
    const outpatients = [{ fiscal_year: 2025, months: 12, outpatient: 100_000, unknown_setting: 2500 }];
    const [now] = counterReferralYears(quarters, abroad, outpatients, [2025]);
    expect(now).toMatchObject({ permille: 41, letters: 4100, cells: 41 });
    expect(now!.range.upper).toBeCloseTo((1000 * (4100 + 9 * 41)) / 100_000, 9);
    expect(now!.range.lower).toBeCloseTo((1000 * (4100 - 9 * 41)) / 102_500, 9);
    expect(counterReferralYears(quarters.slice(1), abroad, outpatients, [2025])).toEqual([]);
    expect(counterReferralYears(quarters, abroad, [{ ...outpatients[0]!, months: 11 }], [2025])).toEqual([]);
  });
});
