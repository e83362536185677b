import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A visit of a test source. */
export interface TestVisit {
  readonly person: number;
  /** yyyy-mm-dd */
  readonly date: string;
  readonly concept: number;
  readonly code: string | null;
}

export interface TestPerson {
  readonly id: number;
  readonly gender: number;
  readonly birth: string;
  /** Residence code as the source writes it; null for none. */
  readonly residence: string | null;
}

export interface TestSource {
  readonly persons: readonly TestPerson[];
  readonly visits: readonly TestVisit[];
  readonly optOuts?: readonly (number | string)[];
  readonly exportedAt?: string;
}

const csv = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [header.join(','), ...rows.map((row) => row.map((cell) => cell ?? '').join(',')), ''].join('\n');

/** Writes a source as OMOP CSV files, the smallest set of columns, names in mixed case, with an opt-out list. */
export function writeSource(directory: string, source: TestSource): void {
  mkdirSync(directory, { recursive: true });
  const codes = [...new Set(source.persons.map((p) => p.residence).filter((c) => c !== null))];
  const location = (code: string | null): number | null => (code === null ? null : codes.indexOf(code) + 1);
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  write(
    'LOCATION.csv',
    csv(
      ['LOCATION_ID', 'LOCATION_SOURCE_VALUE'],
      codes.map((code, i) => [i + 1, code])
    )
  );
  write(
    'person.csv',
    csv(
      ['person_id', 'gender_concept_id', 'year_of_birth', 'birth_datetime', 'location_id'],
      source.persons.map((p) => [
        p.id,
        p.gender,
        p.birth.slice(0, 4),
        `${p.birth} 00:00:00`,
        location(p.residence)
      ])
    )
  );
  write(
    'visit_occurrence.csv',
    csv(
      ['visit_occurrence_id', 'person_id', 'visit_concept_id', 'visit_start_date', 'visit_end_date'],
      source.visits.map((v, i) => [i + 1, v.person, v.concept, v.date, v.date])
    )
  );
  write(
    'condition_occurrence.csv',
    csv(
      ['condition_occurrence_id', 'visit_occurrence_id', 'condition_source_value'],
      source.visits.map((v, i) => [i + 1, i + 1, v.code])
    )
  );
  write(
    'optout.csv',
    [
      `# exported_at: ${source.exportedAt ?? '2026-06-30T09:00:00+09:00'}`,
      'person_id',
      ...(source.optOuts ?? []),
      ''
    ].join('\n')
  );
}
