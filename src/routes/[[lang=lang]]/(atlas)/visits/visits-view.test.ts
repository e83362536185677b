import { describe, expect, it } from 'vitest';
import { monthsFrom } from '#lib/domain/period.ts';
import { visits } from '#lib/i18n/visits.ts';
import { visitsSelectionOf, visitsAskedOf } from '#lib/selection/visits-selection.ts';
import type { VisitsFigures } from './visits-query-plan.ts';
import { findingFacts, visitsView } from './visits-view.ts';

const years = [2023, 2024, 2025];
const months = monthsFrom(202304, 202603);
const figures = (more: Partial<VisitsFigures> = {}): VisitsFigures => ({
  totals: months.map((month) => ({ month, visits: month >= 202504 ? 1100 : 1000 })),
  settings: months.flatMap((month) => [
    { month, setting: 'outpatient', visits: month >= 202504 ? 1000 : 900 },
    { month, setting: 'emergency', visits: 60 },
    { month, setting: '*REST', visits: 40 }
  ]),
  rhythm: [],
  peaks: [],
  arrivals: [],
  acceptance: [],
  reasons: [],
  stays: [],
  places: [],
  quarters: [],
  outpatients: [],
  ...more
});
function told(query: string, more: Partial<VisitsFigures> = {}, locale: 'ja' | 'en' = 'ja'): string {
  const { selection } = visitsSelectionOf(visitsAskedOf(new URLSearchParams(query)), {
    codes: new Set(['04', '0403']),
    fiscalYears: years
  });
  const view = visitsView(figures(more), selection, { months, years, withdrawn: new Set(), area: null });
  const words = visits[locale];
  const sentence = words.finding(
    findingFacts(view, selection, 'region', {
      people: words.people('宮城県', selection.area),
      setting: words.settings[selection.setting],
      band: words.bandShort[selection.band]
    })
  );
  return sentence.map((part) => (typeof part === 'string' ? part : part.accent)).join('');
}

describe('the view of the page of visits', () => {
  it('makes no series anew for a choice that leaves its rows alone', () => {
    const rows = figures();
    const viewOf = (query: string) => {
      const { selection } = visitsSelectionOf(visitsAskedOf(new URLSearchParams(query)), {
        codes: new Set(['04']),
        fiscalYears: years
      });
      return visitsView(rows, selection, { months, years, withdrawn: new Set(), area: null });
    };
    const [night, evening, again] = [viewOf(''), viewOf('band=evening&year=2024'), viewOf('age=0-14')];
    expect(evening.own.series).toBe(night.own.series);
    expect(evening.acceptance).not.toBe(night.acceptance);
    expect(again.acceptance).toBe(night.acceptance);
    expect(viewOf('setting=outpatient').own.series).not.toBe(night.own.series);
  });
});

describe('the first sentence of the page of visits', () => {
  it('tells whose visits, of which year, and their change per open day', () => {
    expect(told('')).toMatch(
      /^宮城県の住民の令和7年度の受診は1万3千件、診療日1日あたりでは前年度より\d+\.\d%多い$/
    );
    expect(told('compare=none')).toBe('宮城県の住民の令和7年度の受診は1万3千件');
  });

  it('never calls a part of a setting its whole', () => {
    // 40 of 100 visits may be emergencies too: far from 95 %
    expect(told('setting=emergency')).toBe(
      '宮城県の住民の令和7年度の救急の受診は、区分を公表した分だけで720件'
    );
    expect(told('setting=outpatient')).toContain('外来の受診は、区分を公表した分で1万2千件');
    expect(told('setting=outpatient')).toMatch(/前年度より\d+\.\d%多い/);
  });

  it('tells no direction that the visits without a published setting may turn', () => {
    const settings = months.flatMap((month) => [
      { month, setting: 'outpatient', visits: month >= 202504 ? 930 : 920 },
      { month, setting: 'inpatient', visits: month >= 202504 ? 30 : 40 }
    ]);
    const totals = months.map((month) => ({ month, visits: 1000 }));
    expect(told('setting=outpatient', { settings, totals })).toContain(
      '前年度との差は区分を公表しない分に収まる'
    );
  });

  it('tells a year that lacks a month from one with a withheld month', () => {
    const totals = figures().totals;
    expect(told('', { totals: totals.slice(0, -1) })).toContain('月がそろわず');
    expect(
      told('', { totals: totals.map((row, i) => (i === 30 ? { ...row, visits: null } : row)) })
    ).toContain('秘匿を含み');
    expect(told('', { totals: totals.slice(0, -1) }, 'en')).toContain('months are lacking');
  });

  it('says nothing of acceptance in a year in which no month can be judged', () => {
    const acceptance = months.map((month) => ({ month, band: 'night', accepted: 700, refused: 300 }));
    // 2 other years of 3 months each: too few references
    expect(told('year=2025', { acceptance })).not.toContain('応需率');
  });
});
