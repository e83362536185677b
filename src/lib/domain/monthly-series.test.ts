import { describe, expect, it } from 'vitest';
import {
  fineness,
  nestedPlaces,
  overlappingSubjects,
  seriesKey,
  type SeriesSubject
} from './monthly-series.ts';

const at = (...within: string[]) => ({ place: within[0]!, within });
const block = (chapter: string, name: string): SeriesSubject => ({
  kind: 'block',
  chapter,
  block: name,
  setting: 'inpatient'
});
const chapter = (name: string): SeriesSubject => ({ kind: 'chapter', chapter: name, setting: 'outpatient' });
const group = (name: string): SeriesSubject => ({ kind: 'planning', group: name });

describe('series that may count the same visits', () => {
  it('are of places of which one holds the other', () => {
    const ishinomaki = at('04202', '0409', '04');
    expect(nestedPlaces(ishinomaki, at('0409', '04'))).toBe(true);
    expect(nestedPlaces(at('04'), ishinomaki)).toBe(true);
    expect(nestedPlaces(ishinomaki, at('0401', '04'))).toBe(false);
  });
  it.each<[SeriesSubject, SeriesSubject, boolean]>([
    [block('X', 'J09-J18'), chapter('X'), true],
    [block('X', 'J09-J18'), chapter('IX'), false],
    [block('X', 'J09-J18'), group('pneumonia'), true],
    [block('X', 'J09-J18'), group('stroke'), false],
    [block('X', 'J09-J18'), block('X', 'J20-J22'), false],
    [block('X', 'J09-J18'), block('X', 'J09-J18'), true],
    [block('I', 'I:other'), block('I', 'A00-A09'), false],
    [block('I', 'I:other'), chapter('I'), true],
    [chapter('V+VI'), group('mental'), true],
    [group('cancer'), group('cancer_lung'), true],
    [{ kind: 'total' }, chapter('II'), true],
    [{ kind: 'total' }, { kind: 'acceptance', band: 'night', outcome: 'refused' }, false],
    [
      { kind: 'acceptance', band: 'night', outcome: 'refused' },
      { kind: 'acceptance', band: 'evening', outcome: 'refused' },
      true
    ]
  ])('%o and %o: %s', (a, b, overlap) => {
    expect(overlappingSubjects(a, b)).toBe(overlap);
    expect(overlappingSubjects(b, a)).toBe(overlap);
  });
  it('have names of their own, and finer ones count as finer', () => {
    const one = { subject: block('X', 'J09-J18'), ...at('0401', '04') };
    expect(seriesKey(one)).toBe('0401|inpatient|J09-J18');
    expect(fineness(one)).toBeGreaterThan(fineness({ subject: { kind: 'total' }, ...at('04') }));
  });
});
