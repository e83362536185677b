import { MIYAGI } from '../domain/geography.ts';
import { SETTINGS, type Setting } from '../domain/setting.ts';
import {
  ageRefused,
  DISEASE_AGES,
  DISEASE_LEVELS,
  DISEASE_MEASURES,
  DISEASE_SEXES,
  diseaseKind,
  firstOffered,
  levelRefused,
  MEASURE_ORDER,
  measureRefused,
  sexRefused,
  type DiseaseAge,
  type DiseaseLevel,
  type DiseaseMeasure,
  type DiseaseSex
} from '../release/disease-offer.ts';
import { cut, RELEASE, type Offer } from './selection.ts';

export const STANDARDS = ['2015', '1985', 'who'] as const;
export type Standard = (typeof STANDARDS)[number];
const COMPARES = ['before', '2019'] as const;
const VIEWS = ['raw', 'smoothed', 'funnel', 'lisa'] as const;
const LIMITS = ['chance', 'adjusted'] as const;

/** What the reader chose on the disease page. The URL is its only store. */
export interface DiseaseSelection {
  /** A planning group, a chapter (group) or a block. */
  readonly disease: string;
  readonly age: DiseaseAge;
  readonly sex: DiseaseSex;
  readonly setting: Setting;
  readonly measure: DiseaseMeasure;
  /** Of age-standardised rates. */
  readonly standard: Standard;
  readonly level: DiseaseLevel;
  /** The pinned place. */
  readonly area: string;
  readonly fiscalYear: number;
  /** The year compared with: the one before, or 2019 (before 2020). */
  readonly compare: (typeof COMPARES)[number];
  readonly view: (typeof VIEWS)[number];
  readonly limits: (typeof LIMITS)[number];
  /** Of the permutations behind clusters: 1…999999. */
  readonly seed: number;
  /** A second disease in the trend. */
  readonly vs: string | null;
}

/** Names of the parameters in the address, in the order in which an address writes them. */
const NAMES = [
  'disease',
  'age',
  'sex',
  'setting',
  'measure',
  'standard',
  'year',
  'compare',
  'area',
  'level',
  'view',
  'limits',
  'seed',
  'vs'
] as const;
export type DiseaseParameter = (typeof NAMES)[number];

/** What the address asks for, not yet known to exist. */
export type DiseaseAsked = Readonly<Record<DiseaseParameter, string | null>>;

/** Something in the address that cannot be shown; the default stands in its place. */
export interface DiseaseIgnored {
  readonly name: DiseaseParameter;
  /** The text asked for, cut to 40 characters; shown as text only. */
  readonly asked: string;
}

const written = (value: string): string => value.replaceAll('+', '~');

/** The raw wishes of an address; nothing while prerendering. Read synchronously, so that Kit tracks each name. `~` stands for `+`. */
export function diseaseAskedOf(params: URLSearchParams | null): DiseaseAsked {
  return Object.fromEntries(
    NAMES.map((name) => [name, params?.get(name)?.replaceAll('~', '+') ?? null])
  ) as Record<DiseaseParameter, string | null>;
}

/** The choice a reader meets first. */
export const defaultDisease = (latest: number): DiseaseSelection => ({
  disease: 'pneumonia',
  age: 'all',
  sex: 'all',
  setting: 'inpatient',
  measure: 'sir',
  standard: '2015',
  level: 'unit',
  area: MIYAGI,
  fiscalYear: latest,
  compare: 'before',
  view: 'raw',
  limits: 'chance',
  seed: 1,
  vs: null
});

/**
 * A choice at a grain the release holds: what it does not hold gives way in the order level, measure, so that the
 * disease, its age and its setting stay as chosen.
 */
export function atOfferedGrain(selection: DiseaseSelection): DiseaseSelection {
  const { disease } = selection;
  const age = ageRefused(disease, selection.age) ? 'all' : selection.age;
  const sex = sexRefused(disease, selection.sex) ? 'all' : selection.sex;
  const cell = { disease, age, sex, setting: selection.setting };
  const level = levelRefused(cell, selection.level) ? 'area' : selection.level;
  const refused = (measure: DiseaseMeasure) => measureRefused({ ...cell, level }, measure);
  const measure = refused(selection.measure) ? firstOffered(MEASURE_ORDER, refused) : selection.measure;
  const vs = selection.vs === disease ? null : selection.vs;
  return { ...selection, age, sex, level, measure, vs };
}

/**
 * Parses the wishes of an address against what the release offers. Whatever it does not know, or does not hold at that
 * grain, becomes the default and is reported.
 */
export function diseaseSelectionOf(
  asked: DiseaseAsked,
  offer: Offer
): { selection: DiseaseSelection; ignored: DiseaseIgnored[] } {
  const latest = offer.fiscalYears.at(-1);
  if (latest === undefined)
    throw new RangeError('a selection needs a release with at least one complete fiscal year');
  const ignored: DiseaseIgnored[] = [];
  const fallback = defaultDisease(latest);
  function read<T>(name: DiseaseParameter, parse: (text: string) => T | undefined, otherwise: T): T {
    const text = asked[name];
    if (text === null) return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    ignored.push({ name, asked: cut(text) });
    return otherwise;
  }
  const oneOf =
    <T extends string>(values: readonly T[]) =>
    (text: string) =>
      values.find((value) => value === text);
  const disease = (text: string) => (diseaseKind(text) ? text : undefined);
  const wish: DiseaseSelection = {
    disease: read('disease', disease, fallback.disease),
    age: read('age', (text) => DISEASE_AGES.find((age) => written(age) === written(text)), fallback.age),
    sex: read('sex', oneOf(DISEASE_SEXES), fallback.sex),
    setting: read('setting', oneOf(SETTINGS), fallback.setting),
    measure: read('measure', oneOf(DISEASE_MEASURES), fallback.measure),
    standard: read('standard', oneOf(STANDARDS), fallback.standard),
    level: read('level', oneOf(DISEASE_LEVELS), fallback.level),
    area: read('area', (text) => (offer.codes.has(text) ? text : undefined), fallback.area),
    fiscalYear: read(
      'year',
      (text) => (/^\d{4}$/.test(text) ? offer.fiscalYears.find((year) => year === Number(text)) : undefined),
      fallback.fiscalYear
    ),
    compare: read('compare', oneOf(COMPARES), fallback.compare),
    view: read('view', oneOf(VIEWS), fallback.view),
    limits: read('limits', oneOf(LIMITS), fallback.limits),
    seed: read('seed', (text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined), fallback.seed),
    vs: read<string | null>('vs', disease, fallback.vs)
  };
  const selection = atOfferedGrain(wish);
  // asked for by name, yet not held at this grain; what was only a default gives way without a word
  for (const name of ['age', 'sex', 'level', 'measure', 'vs'] as const)
    if (asked[name] !== null && selection[name] !== wish[name])
      ignored.push({ name, asked: cut(asked[name]) });
  return { selection, ignored };
}

/**
 * The query string of a selection: only what differs from the default, in a fixed order, so that one view has one
 * address.
 * @param channel the release chosen, or null for the default one
 */
export function diseaseAddress(choice: DiseaseSelection, latest: number, channel: string | null): string {
  const selection = atOfferedGrain(choice);
  // a level that gives way at this grain need not be written
  const fallback = {
    ...defaultDisease(latest),
    level: atOfferedGrain({ ...selection, level: 'unit' }).level
  };
  const values: Readonly<
    Record<DiseaseParameter, readonly [string | number | null, string | number | null]>
  > = {
    disease: [selection.disease, fallback.disease],
    age: [selection.age, fallback.age],
    sex: [selection.sex, fallback.sex],
    setting: [selection.setting, fallback.setting],
    measure: [selection.measure, defaultMeasure(selection)],
    standard: [selection.standard, fallback.standard],
    year: [selection.fiscalYear, fallback.fiscalYear],
    compare: [selection.compare, fallback.compare],
    area: [selection.area, fallback.area],
    level: [selection.level, fallback.level],
    view: [selection.view, fallback.view],
    limits: [selection.limits, fallback.limits],
    seed: [selection.seed, fallback.seed],
    vs: [selection.vs, null]
  };
  const params = NAMES.flatMap((name) => {
    const [value, usual] = values[name];
    return value === usual || value === null
      ? []
      : [`${name}=${written(String(value)).replaceAll(':', '%3A')}`];
  });
  if (channel !== null) params.unshift(`${RELEASE}=${encodeURIComponent(channel)}`);
  return params.length ? `?${params.join('&')}` : '';
}

/** The measure of an address that names none. */
const defaultMeasure = (selection: DiseaseSelection): DiseaseMeasure =>
  atOfferedGrain({ ...selection, measure: 'sir' }).measure;
