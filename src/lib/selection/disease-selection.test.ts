import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../domain/setting.ts';
import {
  DISEASE_AGES,
  DISEASE_LEVELS,
  DISEASE_MEASURES,
  DISEASE_SEXES,
  levelRefused,
  measureRefused
} from '../release/disease-offer.ts';
import {
  atOfferedGrain,
  defaultDisease,
  diseaseAddress,
  diseaseAskedOf,
  diseaseSelectionOf,
  STANDARDS,
  type DiseaseSelection
} from './disease-selection.ts';

const offer = { codes: new Set(['04', '0403', '04101', '04206+04302']), fiscalYears: [2023, 2024, 2025] };
const parse = (query: string) => diseaseSelectionOf(diseaseAskedOf(new URLSearchParams(query)), offer);
const DISEASES = ['pneumonia', 'stroke', 'X', 'V+VI', 'J09-J18', 'I:other'] as const;

const any: fc.Arbitrary<DiseaseSelection> = fc.record({
  disease: fc.constantFrom(...DISEASES),
  age: fc.constantFrom(...DISEASE_AGES),
  sex: fc.constantFrom(...DISEASE_SEXES),
  setting: fc.constantFrom(...SETTINGS),
  measure: fc.constantFrom(...DISEASE_MEASURES),
  standard: fc.constantFrom(...STANDARDS),
  level: fc.constantFrom(...DISEASE_LEVELS),
  area: fc.constantFrom(...offer.codes),
  fiscalYear: fc.constantFrom(...offer.fiscalYears),
  compare: fc.constantFrom('before' as const, '2019' as const),
  view: fc.constantFrom('raw' as const, 'smoothed' as const, 'funnel' as const, 'lisa' as const),
  limits: fc.constantFrom('chance' as const, 'adjusted' as const),
  seed: fc.integer({ min: 1, max: 999_999 }),
  vs: fc.constantFrom(null, ...DISEASES)
});

describe('the selection of a disease address', () => {
  it('is pneumonia admissions by municipality in the latest complete fiscal year when nothing is asked', () => {
    expect(parse('')).toEqual({ selection: defaultDisease(2025), ignored: [] });
    expect(diseaseAddress(defaultDisease(2025), 2025, null)).toBe('');
  });

  it('comes back unchanged from its own address, at a grain that is offered', () => {
    fc.assert(
      fc.property(any, fc.constantFrom(null, 'hospital'), (choice, channel) => {
        const offered = atOfferedGrain(choice);
        expect(parse(diseaseAddress(choice, 2025, channel))).toEqual({ selection: offered, ignored: [] });
        expect(levelRefused(offered, offered.level)).toBeNull();
        expect(measureRefused(offered, offered.measure)).toBeNull();
      })
    );
  });

  it('never throws and never leaves what is offered, whatever the address', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'disease',
            'age',
            'sex',
            'setting',
            'measure',
            'level',
            'area',
            'year',
            'seed',
            'vs'
          ),
          fc.string()
        ),
        (asked) => {
          const { selection } = diseaseSelectionOf(diseaseAskedOf(new URLSearchParams(asked)), offer);
          expect(atOfferedGrain(selection)).toEqual(selection);
          expect(offer.codes.has(selection.area)).toBe(true);
        }
      )
    );
  });

  it('reports what it does not know and what the release does not hold at that grain', () => {
    const unknown = parse('disease=__proto__&age=old&setting=tent&year=1999&seed=0&vs=x');
    expect(unknown.selection).toEqual(defaultDisease(2025));
    expect(unknown.ignored.map((i) => i.name)).toEqual(['disease', 'age', 'setting', 'year', 'seed', 'vs']);
    const notHeld = parse('disease=J09-J18&age=75~&level=unit&measure=sir');
    expect(notHeld.selection).toMatchObject({
      disease: 'J09-J18',
      age: 'all',
      level: 'area',
      measure: 'crude'
    });
    expect(notHeld.ignored.map((i) => i.name)).toEqual(['age', 'level', 'measure']);
  });

  it('takes sensitive blocks for no disease', () => {
    expect(parse('disease=B20-B24').ignored).toEqual([{ name: 'disease', asked: 'B20-B24' }]);
    expect(parse('disease=unknown').ignored).toHaveLength(1);
  });

  it('steps from municipalities to areas by itself when an age is chosen', () => {
    const { selection, ignored } = parse('age=75~');
    expect(selection).toMatchObject({ age: '75+', level: 'area', measure: 'sir' });
    expect(ignored).toEqual([]);
  });
});
