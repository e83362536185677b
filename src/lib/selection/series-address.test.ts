import { describe, expect, it } from 'vitest';
import { seriesAddress } from './series-address.ts';
import { askedOf } from './selection.ts';

const pneumonia = {
  subject: { kind: 'block', chapter: 'X', block: 'J09-J18', setting: 'outpatient' },
  place: '0401'
} as const;

describe('where a series can be seen', () => {
  it('is the overview of its place and year while no page shows single diseases', () => {
    expect(seriesAddress(pneumonia, 2025, null, { disease: false })).toEqual({
      page: '',
      search: '?area=0401&year=2025'
    });
  });
  it('is the disease page with disease, setting, area and year, and the release chosen', () => {
    expect(seriesAddress(pneumonia, 2025, 'hospital', { disease: true })).toEqual({
      page: 'disease',
      search: '?release=hospital&disease=J09-J18&setting=outpatient&area=0401&year=2025'
    });
    expect(
      seriesAddress({ subject: { kind: 'planning', group: 'stroke' }, place: '0403' }, 2024, null, {
        disease: true
      }).search
    ).toBe('?disease=stroke&area=0403&year=2024');
  });
  it('stays on the overview for all visits together, and is the page of visits for requests', () => {
    const pages = { disease: true };
    expect(seriesAddress({ subject: { kind: 'total' }, place: '04' }, 2025, null, pages).page).toBe('');
    expect(
      seriesAddress(
        { subject: { kind: 'acceptance', band: 'night', outcome: 'refused' }, place: '04' },
        2025,
        null,
        pages
      )
    ).toEqual({ page: 'visits', search: '?year=2025&band=night' });
  });
  it('carries + as ~, so that the address is read as it was written', () => {
    const { search } = seriesAddress(
      { subject: { kind: 'chapter', chapter: 'V+VI', setting: 'inpatient' }, place: '04206+04302' },
      2025,
      null,
      { disease: true }
    );
    expect(search).toContain('disease=V~VI');
    expect(askedOf(new URLSearchParams(search)).area).toBe('04206+04302');
  });
});
