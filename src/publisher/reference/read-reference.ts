import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { csvParse, type DSVRowString } from 'd3-dsv';
import type { Setting } from '#lib/domain/setting.ts';

/** Where the project keeps its official figures. */
const REFERENCE_DIRECTORY = fileURLToPath(new URL('../../../data-samples/reference/', import.meta.url));

/** A column of a reference table that holds something else than its type allows. Names table, column and line. */
export class ReferenceTableError extends Error {
  override readonly name = 'ReferenceTableError';
}

type Row = DSVRowString<string>;

class Reader {
  constructor(
    private readonly table: string,
    private readonly row: Row,
    private readonly line: number
  ) {}

  private fail(column: string, wanted: string): never {
    throw new ReferenceTableError(
      `reference table ${this.table}: column ${column}, line ${this.line} should hold ${wanted}`
    );
  }
  text(column: string): string {
    return this.row[column] ?? this.fail(column, 'text');
  }
  number(column: string): number {
    const text = this.text(column);
    const value = Number(text);
    return text.trim() === '' || !Number.isFinite(value) ? this.fail(column, 'a number') : value;
  }
  optionalNumber(column: string): number | null {
    return this.text(column) === '' ? null : this.number(column);
  }
  oneOf<T extends string>(column: string, allowed: readonly T[]): T {
    const text = this.text(column);
    return allowed.find((value) => value === text) ?? this.fail(column, allowed.join(' | '));
  }
}

function read<T>(table: string, directory: string | undefined, map: (reader: Reader) => T): readonly T[] {
  const text = readFileSync(`${directory ?? REFERENCE_DIRECTORY}/${table}.csv`, 'utf8');
  return csvParse(text).map((row, i) => map(new Reader(table, row, i + 2)));
}

export interface Area {
  readonly code: string;
  readonly level: 'prefecture' | 'area' | 'city' | 'municipality' | 'ward';
  readonly parent: string;
  readonly area: string;
  readonly name_ja: string;
  readonly name_kana: string;
  readonly name_en: string;
  readonly kind: string;
  /** Six digits, the last a check digit; empty for medical areas, which have none. */
  readonly code6: string;
  readonly population_2020_census: number;
  readonly population_2025_register: number;
  readonly label_lat: number | null;
  readonly label_lon: number | null;
}

/** Prefecture, four medical areas, 仙台市, its five wards and the 34 other municipalities. */
export const readAreas = (directory?: string): readonly Area[] =>
  read('areas', directory, (r) => ({
    code: r.text('code'),
    level: r.oneOf('level', ['prefecture', 'area', 'city', 'municipality', 'ward']),
    parent: r.text('parent'),
    area: r.text('area'),
    name_ja: r.text('name_ja'),
    name_kana: r.text('name_kana'),
    name_en: r.text('name_en'),
    kind: r.text('kind'),
    code6: r.text('code6'),
    population_2020_census: r.number('population_2020_census'),
    population_2025_register: r.number('population_2025_register'),
    label_lat: r.optionalNumber('label_lat'),
    label_lon: r.optionalNumber('label_lon')
  }));

export interface Unit {
  readonly unit: string;
  readonly city: string;
  readonly area: string;
  readonly name_ja: string;
  readonly name_kana: string;
  readonly name_en: string;
  readonly members: readonly string[];
  readonly population_2025_register: number;
  /** Distinct patients a published cell of this unit needs. */
  readonly threshold: number;
  readonly label_lat: number;
  readonly label_lon: number;
}

/** The 38 units patients are counted in: wards and municipalities, 白石市 and 七ヶ宿町 as one. */
export const readUnits = (directory?: string): readonly Unit[] =>
  read('units', directory, (r) => ({
    unit: r.text('unit'),
    city: r.text('city'),
    area: r.text('area'),
    name_ja: r.text('name_ja'),
    name_kana: r.text('name_kana'),
    name_en: r.text('name_en'),
    members: r.text('members').split('+'),
    population_2025_register: r.number('population_2025_register'),
    threshold: r.number('threshold'),
    label_lat: r.number('label_lat'),
    label_lon: r.number('label_lon')
  }));

export interface PopulationRow {
  readonly code: string;
  readonly sex: 'male' | 'female';
  /** 0-4 … 100+, and `unpublished`: residents whose age the source withholds. */
  readonly age_band: string;
  readonly population: number;
}

/** Register population on 2025-01-01 (住民基本台帳) of the prefecture, municipalities and wards. */
export const readPopulation = (directory?: string): readonly PopulationRow[] =>
  read('population_2025', directory, (r) => ({
    code: r.text('code'),
    sex: r.oneOf('sex', ['male', 'female']),
    age_band: r.text('age_band'),
    population: r.number('population')
  }));

export interface Chapter {
  readonly no: number;
  readonly roman: string;
  readonly first: string;
  readonly last: string;
  readonly name_ja: string;
  readonly name_en: string;
  /** The group municipal tables publish it in. */
  readonly group: string;
}

/** The 22 chapters of ICD-10 (2013年版準拠), in chapter order (XXII last). */
export const readChapters = (directory?: string): readonly Chapter[] =>
  read('icd10_chapters', directory, (r) => ({
    no: r.number('no'),
    roman: r.text('roman'),
    first: r.text('first'),
    last: r.text('last'),
    name_ja: r.text('name_ja'),
    name_en: r.text('name_en'),
    group: r.text('group')
  }));

export interface Block {
  readonly chapter_no: number;
  readonly first: string;
  readonly last: string;
  readonly name_ja: string;
  readonly name_en: string;
  /** Named as sensitive by the disclosure scheme. */
  readonly sensitive: boolean;
}

/** The blocks of ICD-10 (中間項目), in chapter order. */
export const readBlocks = (directory?: string): readonly Block[] =>
  read('icd10_blocks', directory, (r) => ({
    chapter_no: r.number('chapter_no'),
    first: r.text('first'),
    last: r.text('last'),
    name_ja: r.text('name_ja'),
    name_en: r.text('name_en'),
    sensitive: r.oneOf('sensitive', ['true', 'false']) === 'true'
  }));

type SurveySetting = Exclude<Setting, 'emergency'>;

export interface UtilisationByChapter {
  readonly region: 'miyagi' | 'japan';
  /** 0 is the total of all chapters. */
  readonly chapter_no: number;
  readonly setting: SurveySetting;
  /** Patients on the survey day per 100,000 residents (受療率). */
  readonly rate_per_100k: number;
}

/** 受療率 by chapter and setting, Patient Survey 2023. */
export const readUtilisationByChapter = (directory?: string): readonly UtilisationByChapter[] =>
  read('utilisation_by_chapter_2023', directory, (r) => ({
    region: r.oneOf('region', ['miyagi', 'japan']),
    chapter_no: r.number('chapter_no'),
    setting: r.oneOf('setting', ['inpatient', 'outpatient']),
    rate_per_100k: r.number('rate_per_100k')
  }));

export interface UtilisationByAge {
  /** 0 is the total of all chapters. */
  readonly chapter_no: number;
  readonly setting: SurveySetting;
  /** 65+ contains 75+: never add the two. */
  readonly age_group: '0-14' | '15-64' | '65-74' | '65+' | '75+';
  readonly rate_per_100k: number;
}

/** 受療率 by age group, nation, total and five chapters, Patient Survey 2023. */
export const readUtilisationByAge = (directory?: string): readonly UtilisationByAge[] =>
  read('utilisation_by_age_2023', directory, (r) => ({
    chapter_no: r.number('chapter_no'),
    setting: r.oneOf('setting', ['inpatient', 'outpatient']),
    age_group: r.oneOf('age_group', ['0-14', '15-64', '65-74', '65+', '75+']),
    rate_per_100k: r.number('rate_per_100k')
  }));

export interface UtilisationModel {
  readonly setting: SurveySetting;
  readonly sex: 'male' | 'female';
  readonly age_band: string;
  readonly rate_per_100k: number;
  readonly status: 'modelled';
}

/** 受療率 by sex and five-year band, a model of ours: show it only as 推計（モデル）. */
export const readUtilisationModel = (directory?: string): readonly UtilisationModel[] =>
  read('utilisation_model_2023', directory, (r) => ({
    setting: r.oneOf('setting', ['inpatient', 'outpatient']),
    sex: r.oneOf('sex', ['male', 'female']),
    age_band: r.text('age_band'),
    rate_per_100k: r.number('rate_per_100k'),
    status: r.oneOf('status', ['modelled'])
  }));

export interface Source {
  readonly table: string;
  readonly title_ja: string;
  readonly title_en: string;
  readonly publisher: string;
  readonly reference_date: string;
  readonly licence: string;
  readonly status: 'official' | 'computed' | 'modelled';
  readonly note: string;
}

/** One row a reference table: where it comes from, its date, terms of use and status. */
export const readSources = (directory?: string): readonly Source[] =>
  read('sources', directory, (r) => ({
    table: r.text('table'),
    title_ja: r.text('title_ja'),
    title_en: r.text('title_en'),
    publisher: r.text('publisher'),
    reference_date: r.text('reference_date'),
    licence: r.text('licence'),
    status: r.oneOf('status', ['official', 'computed', 'modelled']),
    note: r.text('note')
  }));
