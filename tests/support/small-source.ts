import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A visit of a test source. What is left out is not exported, unless another visit of the source has it. */
export interface TestVisit {
  readonly person: number;
  /** yyyy-mm-dd */
  readonly date: string;
  readonly concept: number;
  readonly code: string | null;
  /** Last day; default the first. */
  readonly end?: string;
  /** Clock time, hh:mm:ss. */
  readonly time?: string;
  readonly site?: number;
  /** Department as the source names it. */
  readonly department?: string;
  readonly admittedFrom?: string | number;
  readonly dischargedTo?: string | number;
  /** Id of the visit before; visits are numbered from 1. */
  readonly preceding?: number | null;
  /** DPC code. */
  readonly dpc?: string;
}

export interface TestPerson {
  readonly id: number;
  readonly gender: number;
  readonly birth: string;
  /** Residence code as the source writes it; null for none. */
  readonly residence: string | null;
}

type Cell = string | number | boolean | null;

export interface TestSource {
  readonly persons: readonly TestPerson[];
  readonly visits: readonly TestVisit[];
  /** Care sites and the code of the place each stands in. */
  readonly sites?: readonly (readonly [id: number, place: string | null])[];
  readonly optOuts?: readonly (number | string)[];
  readonly exportedAt?: string;
  /** Rows of the logs, by column; the first row names the columns. */
  readonly emergencyRequests?: readonly Readonly<Record<string, Cell>>[];
  readonly referrals?: readonly Readonly<Record<string, Cell>>[];
}

const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header.join(','), ...rows.map((row) => row.map((cell) => cell ?? '').join(',')), ''].join('\n');

const log = (rows: readonly Readonly<Record<string, Cell>>[]): string =>
  csv(
    Object.keys(rows[0]!),
    rows.map((row) => Object.values(row))
  );

/** Writes a source as OMOP CSV files, the smallest set of columns, names in mixed case, with an opt-out list. */
export function writeSource(directory: string, source: TestSource): void {
  mkdirSync(directory, { recursive: true });
  const { visits, sites = [] } = source;
  const codes = [
    ...new Set([...source.persons.map((p) => p.residence), ...sites.map(([, place]) => place)])
  ].filter((code) => code !== null);
  const location = (code: string | null): number | null => (code === null ? null : codes.indexOf(code) + 1);
  const departments = [...new Set(visits.flatMap((v) => v.department ?? []))];
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
  write('visit_occurrence.csv', visitTable(visits, departments));
  write(
    'condition_occurrence.csv',
    csv(
      ['condition_occurrence_id', 'visit_occurrence_id', 'condition_source_value'],
      visits.map((v, i) => [i + 1, i + 1, v.code])
    )
  );
  if (sites.length > 0)
    write(
      'care_site.csv',
      csv(
        ['care_site_id', 'location_id'],
        sites.map(([id, place]) => [id, location(place)])
      )
    );
  if (departments.length > 0)
    write(
      'provider.csv',
      csv(
        ['provider_id', 'specialty_source_value'],
        departments.map((name, i) => [i + 1, name])
      )
    );
  if (visits.some((v) => v.dpc !== undefined))
    write(
      'observation.csv',
      csv(
        ['observation_id', 'visit_occurrence_id', 'observation_source_value', 'value_as_string'],
        visits.flatMap((v, i) => (v.dpc === undefined ? [] : [[i + 1, i + 1, 'DPC', v.dpc]]))
      )
    );
  if (source.emergencyRequests) write('emergency_request.csv', log(source.emergencyRequests));
  if (source.referrals) write('referral.csv', log(source.referrals));
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

/** Visits with the columns that any of them needs. */
function visitTable(visits: readonly TestVisit[], departments: readonly string[]): string {
  const word = (value: string | number | undefined) => (typeof value === 'string' ? value : null);
  const concept = (value: string | number | undefined) => (typeof value === 'number' ? value : null);
  const optional: readonly (readonly [string, keyof TestVisit, (v: TestVisit) => Cell])[] = [
    ['visit_start_datetime', 'time', (v) => (v.time === undefined ? null : `${v.date} ${v.time}`)],
    ['care_site_id', 'site', (v) => v.site ?? null],
    [
      'provider_id',
      'department',
      (v) => (v.department === undefined ? null : departments.indexOf(v.department) + 1)
    ],
    ['admitted_from_source_value', 'admittedFrom', (v) => word(v.admittedFrom)],
    ['admitted_from_concept_id', 'admittedFrom', (v) => concept(v.admittedFrom)],
    ['discharged_to_source_value', 'dischargedTo', (v) => word(v.dischargedTo)],
    ['discharged_to_concept_id', 'dischargedTo', (v) => concept(v.dischargedTo)],
    ['preceding_visit_occurrence_id', 'preceding', (v) => v.preceding ?? null]
  ];
  const needed = optional.filter(([, key]) => visits.some((v) => v[key] !== undefined));
  return csv(
    [
      'visit_occurrence_id',
      'person_id',
      'visit_concept_id',
      'visit_start_date',
      'visit_end_date',
      ...needed.map(([name]) => name)
    ],
    visits.map((v, i) => [
      i + 1,
      v.person,
      v.concept,
      v.date,
      v.end ?? v.date,
      ...needed.map(([, , value]) => value(v))
    ])
  );
}
