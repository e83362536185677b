import { describe, expect, it } from 'vitest';
import { carried } from './carried.ts';

describe('what goes along to another page', () => {
  it('is release, place and year, and nothing that only one page knows', () => {
    const here = new URLSearchParams('level=area&year=2023&area=04206~04302&release=hospital&disease=stroke');
    expect(new URLSearchParams(carried(here)).toString()).toBe(
      new URLSearchParams({ release: 'hospital', area: '04206~04302', year: '2023' }).toString()
    );
  });
  it('is nothing where nothing was chosen or there is no address yet', () => {
    expect(carried(new URLSearchParams('level=area&area='))).toBe('');
    expect(carried(null)).toBe('');
  });
  it('escapes what a stranger wrote into the address', () => {
    expect(carried(new URLSearchParams({ area: '"><img src=x>' }))).not.toMatch(/[<>"]/);
  });
});
