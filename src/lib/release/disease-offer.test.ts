import { describe, expect, it } from 'vitest';
import {
  ageRefused,
  diseaseKind,
  levelRefused,
  measureRefused,
  monthlySetting,
  type DiseaseGrain
} from './disease-offer.ts';

const grain: DiseaseGrain = {
  disease: 'pneumonia',
  age: 'all',
  sex: 'all',
  setting: 'inpatient',
  level: 'unit'
};

describe('what a release holds of a disease', () => {
  it('tells planning groups, chapters and blocks apart, and no sensitive block or 不明', () => {
    expect(['stroke', 'V+VI', 'I20-I25', 'I:other'].map(diseaseKind)).toEqual([
      'planning',
      'chapter',
      'block',
      'block'
    ]);
    expect(['V', 'unknown', 'F00-F09', 'B20-B24', '', 'constructor'].map(diseaseKind)).toEqual(
      Array(6).fill(null)
    );
  });

  it('has ages of planning groups only', () => {
    expect(ageRefused('stroke', '75+')).toBeNull();
    expect(ageRefused('X', '75+')).toBe('ages_only_of_planning_groups');
    expect(ageRefused('X', 'all')).toBeNull();
  });

  it('has municipalities of planning groups for admissions of all ages only, of blocks never', () => {
    expect(levelRefused(grain, 'unit')).toBeNull();
    expect(levelRefused({ ...grain, setting: 'emergency' }, 'unit')).toBe('units_only_inpatient');
    expect(levelRefused({ ...grain, age: '75+' }, 'unit')).toBe('units_without_ages');
    expect(levelRefused({ ...grain, disease: 'J09-J18' }, 'unit')).toBe('blocks_only_by_area');
    expect(levelRefused({ ...grain, disease: 'X', setting: 'outpatient' }, 'unit')).toBeNull();
  });

  it('has standardised figures only where the publisher made them', () => {
    expect(measureRefused(grain, 'asr')).toBeNull();
    expect(measureRefused({ ...grain, age: '75+', level: 'area' }, 'asr')).toBe('standardised_only_whole');
    expect(measureRefused({ ...grain, age: '75+', level: 'area' }, 'sir')).toBeNull();
    expect(measureRefused({ ...grain, disease: 'X' }, 'sir')).toBe('no_expected_of_chapters_by_unit');
    expect(measureRefused({ ...grain, disease: 'J09-J18', level: 'area' }, 'sir')).toBe('no_rates_of_blocks');
  });

  it('has counts by municipality only as bands, and persons by area only', () => {
    expect(measureRefused(grain, 'visits')).toBe('counts_as_bands');
    expect(measureRefused(grain, 'patients')).toBe('patients_only_by_area');
    expect(measureRefused({ ...grain, level: 'area' }, 'patients')).toBeNull();
  });

  it('has months of planning groups with all settings together', () => {
    expect(monthlySetting('stroke', 'inpatient')).toBe('all');
    expect(monthlySetting('X', 'inpatient')).toBe('inpatient');
  });
});
