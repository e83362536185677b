import { describe, expect, it } from 'vitest';
import { DEPARTMENTS } from '#lib/domain/department.ts';
import { departmentIndex } from '../read/department-words.ts';
import { readAreas } from '../reference/read-reference.ts';
import { profileOf } from './profile.ts';
import { SPECIALTIES } from './specialties.ts';

describe('the region', () => {
  const { facilities, name_en } = profileOf('region');
  it('has fourteen fictional facilities, at least three in every medical area', () => {
    expect(facilities).toHaveLength(14);
    expect(name_en).toMatch(/^Fourteen fictional/);
    expect(facilities.every((f, i) => f.name.startsWith('架空') && f.id === i + 1)).toBe(true);
    for (const area of readAreas().filter(({ level }) => level === 'area'))
      expect(facilities.filter((f) => f.area === area.code).length, area.code).toBeGreaterThanOrEqual(3);
  });
  it('stands where its municipalities are', () => {
    const areas = new Map(readAreas().map((area) => [area.code, area.area]));
    expect(facilities.filter((f) => areas.get(f.municipality) !== f.area)).toEqual([]);
  });
});

describe('departments of synthetic facilities', () => {
  it('are understood by the reader as the group they are meant for', () => {
    for (const [name, group] of SPECIALTIES) expect(DEPARTMENTS[departmentIndex(name)], name).toBe(group);
  });
});
