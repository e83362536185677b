import { describe, expect, it } from 'vitest';
import { AGE5, age3Of, age5Of, age6Of } from './age-band.ts';
import { isRest } from './geography.ts';
import { municipalityCheckDigit, municipalityCode5 } from './municipality-code.ts';
import { patientsBandOf } from './patients-band.ts';

describe('age bands', () => {
  it('hold every age once, with 90 and over together', () => {
    expect(age5Of(0)).toBe('0-4');
    expect(age5Of(4)).toBe('0-4');
    expect(age5Of(89)).toBe('85-89');
    expect(age5Of(90)).toBe('90+');
    expect(age5Of(107)).toBe('90+');
    expect(age5Of(null)).toBe('unknown');
    expect(age5Of(-1)).toBe('unknown');
    expect(age5Of(999)).toBe('unknown');
  });
  it('nest in six groups and three', () => {
    expect(AGE5.map(age6Of)).toEqual([
      '0-14',
      '0-14',
      '0-14',
      '15-39',
      '15-39',
      '15-39',
      '15-39',
      '15-39',
      '40-64',
      '40-64',
      '40-64',
      '40-64',
      '40-64',
      '65-74',
      '65-74',
      '75-84',
      '75-84',
      '85+',
      '85+',
      'unknown'
    ]);
    expect(age3Of('40-64')).toBe('15-64');
    expect(age3Of('85+')).toBe('65+');
    expect(age3Of('unknown')).toBe('unknown');
  });
});

describe('municipality codes', () => {
  it('carry the check digit of JIS X 0402', () => {
    expect(municipalityCheckDigit('04100')).toBe(9);
    expect(municipalityCheckDigit('04101')).toBe(7);
    expect(municipalityCode5('041009')).toBe('04100');
    expect(municipalityCode5(' 04202 ')).toBe('04202');
  });
  it('are refused when the check digit or the form is wrong', () => {
    expect(municipalityCode5('041001')).toBeNull();
    expect(municipalityCode5('4101')).toBeNull();
    expect(municipalityCode5('')).toBeNull();
  });
});

describe('bands of patients', () => {
  it('start at ten and never name a smaller number', () => {
    expect([10, 19, 20, 49, 50, 100, 200, 499, 500].map(patientsBandOf)).toEqual([
      '10-19',
      '10-19',
      '20-49',
      '20-49',
      '50-99',
      '100-199',
      '200-499',
      '200-499',
      '500+'
    ]);
    expect(() => patientsBandOf(9)).toThrow(RangeError);
    expect(() => patientsBandOf(Number.NaN)).toThrow(RangeError);
  });
});

it('a REST block is known by its name', () => {
  expect(isRest('0401*REST')).toBe(true);
  expect(isRest('*REST')).toBe(true);
  expect(isRest('0401')).toBe(false);
});
