import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { fiscalYearKey, monthKey, monthsOfFiscalYear, type FiscalYear } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { thresholdOf } from '../policy.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../trees.ts';
import { answer, ask, type Columns } from './audit-answer.ts';
import { exactUnits, leafVisits, type ExactUnit, type LeafVisits } from './joint-exact.ts';
import { hiddenCounts, type LeafSum } from './joint-exact-areas.ts';
import { IndicatorCounts } from './joint-indicators.ts';
import type { JointInputs } from './joint-month.ts';
import { inPeriod, RoundedRows } from './joint-rounded.ts';
import { JointSystem, mustStayPossible } from './joint-system.ts';

const NOBODY = Number.POSITIVE_INFINITY;
const GROUPS = CHAPTER_GROUPS.length;
const INPATIENT = SETTINGS.indexOf('inpatient');

/** The written rows a year of municipalities is made of, beside the months. */
interface YearRows {
  /** Null where the release has no flows: facilities in one area only. */
  readonly flows: RoundedRows | null;
  readonly indicators: IndicatorCounts;
  /** Areas that have facilities, as anybody may know; -1 if some visits are to a facility of no known area. */
  readonly facilityAreas: readonly number[];
}

/**
 * Everything a reader knows of one fiscal year of the municipalities: twelve months of `visits_by_disease`, `flows`, and
 * the numerators of municipal `indicators`. Municipalities hang together where a month merged them.
 */
export async function jointMunicipalityYear(inputs: JointInputs, year: FiscalYear): Promise<JointSystem> {
  const { connection, policy, records } = inputs;
  const months = monthsOfFiscalYear(year);
  const [first_month, last_month] = [months[0]!, months.at(-1)!];
  const period = fiscalYearKey(year);
  const visits = records ? await leafVisits(connection, first_month, last_month) : null;
  const units = await exactUnits(connection, 'visits_by_disease', first_month, last_month, policy, visits);
  const flows = await RoundedRows.of(connection, 'flows', period, 'visits', policy.rounding.base);
  const during = { first_month, last_month };
  const byFacility = records ? await ask(connection, 'joint_flows', during) : null;
  const system = new JointSystem();
  new YearOfMunicipalities(
    system,
    inputs,
    {
      flows: flows.size > 0 ? flows : null,
      indicators: await IndicatorCounts.of(connection, period, policy),
      facilityAreas: byFacility
        ? [...new Set(byFacility.numbers('facility_area'))].sort((a, b) => a - b)
        : await writtenAreas(inputs, period)
    },
    countsBy(byFacility, ['geography', 'leaf', 'facility_area']),
    countsBy(records ? await ask(connection, 'joint_place_bundles', during) : null, [
      'geography',
      'chapter_group',
      'bundle'
    ])
  ).enter(units, visits);
  return system;
}

async function writtenAreas({ connection }: JointInputs, period: string): Promise<number[]> {
  const areas = await answer(
    connection,
    `select distinct facility_area from audited_flows where ${inPeriod(period)} order by 1`
  );
  return areas.texts('facility_area').map((area) => AREA_CODES.indexOf(area));
}

/** Visits in the table that fits, by some columns joined by `|`; 0 without records. */
function countsBy(columns: Columns | null, keys: readonly string[]): (key: string) => number {
  if (!columns) return () => 0;
  const texts = keys.map(columns.texts);
  const visits = columns.numbers('visits');
  const found = new Map<string, number>();
  for (let i = 0; i < columns.rows; i++) found.set(texts.map((text) => text[i]).join('|'), visits[i]!);
  return (key) => found.get(key) ?? 0;
}

class YearOfMunicipalities {
  /** By geography leaf and disease leaf. */
  readonly #sums = GEOGRAPHY_LEAVES.map(() =>
    DISEASE_LEAVES.map((): LeafSum => ({ known: 0, hidden: [], drifted: false }))
  );

  constructor(
    private readonly system: JointSystem,
    private readonly inputs: JointInputs,
    private readonly rows: YearRows,
    private readonly byFacility: (key: string) => number,
    private readonly byBundle: (key: string) => number
  ) {}

  enter(units: readonly ExactUnit[], visits: LeafVisits | null): void {
    for (const unit of units) this.#enterUnit(unit, visits);
    GEOGRAPHY_LEAVES.forEach((place, geography) => {
      /** The inpatients of each chapter group. */
      const inpatients: { known: number; counts: number[] }[] = [];
      DISEASE_LEAVES.forEach((_, leaf) => {
        const sum = this.#sums[geography]![leaf]!;
        const isInpatient = Math.floor(leaf / GROUPS) === INPATIENT;
        const year = this.#yearOf(place, geography, leaf, sum, isInpatient);
        if (isInpatient) inpatients.push(year);
      });
      this.#enterIndicators(place, geography, inpatients);
    });
  }

  /** One month of a unit: its hidden leaves, and where it merges municipalities, what each of them may have of it. */
  #enterUnit(unit: ExactUnit, visits: LeafVisits | null): void {
    const { place, shown, drifted, month } = unit;
    const hidden = hiddenCounts(this.system, 'visits_by_disease', unit, place.unit);
    const alone = place.leaves.length === 1 ? place.leaves[0]! : null;
    const split = new Map(place.leaves.map((leaf): [number, number[]] => [leaf, []]));
    DISEASE_LEAVES.forEach((_, leaf) => {
      const count = hidden.get(leaf);
      if (count === undefined && shown[leaf] === 0 && !drifted) return;
      if (alone !== null) {
        const sum = this.#sums[alone]![leaf]!;
        sum.drifted ||= drifted;
        if (count === undefined) sum.known += shown[leaf]!;
        else sum.hidden.push(count);
        return;
      }
      const parts = place.leaves.map((geography) => {
        const point = visits?.('visits_by_disease', month, geography)?.[leaf] ?? 0;
        const part = this.system.count(0, NOBODY, point, place.unit);
        const sum = this.#sums[geography]![leaf]!;
        sum.drifted ||= drifted;
        sum.hidden.push(part);
        split.get(geography)!.push(part);
        return part;
      });
      if (count === undefined) this.system.equal([], shown[leaf]!, parts, drifted);
      else this.system.equal([count], 0, parts, drifted);
    });
    if (alone !== null) return;
    for (const [geography, parts] of split) if (parts.length > 0) this.#enterMerged(unit, geography, parts);
  }

  /** A municipality merged into another unit: how many of the unit are its own must stay in doubt. */
  #enterMerged({ month, place, threshold }: ExactUnit, geography: number, parts: readonly number[]): void {
    this.system.target({
      variable: this.system.total(parts, 0, NOBODY, place.unit),
      required: mustStayPossible(threshold),
      table: 'visits_by_disease',
      period: monthKey(month),
      cell: `${GEOGRAPHY_LEAVES[geography]} in ${place.unit}`,
      alike: 1
    });
  }

  /** A leaf over the year: what flows, and planning groups of inpatients, say of it. */
  #yearOf(
    place: string,
    geography: number,
    leaf: number,
    { known, hidden, drifted }: LeafSum,
    isInpatient: boolean
  ): { known: number; counts: number[] } {
    if (known === 0 && hidden.length === 0) return { known: 0, counts: [] };
    let year: { known: number; counts: number[] } = { known, counts: [] };
    if (hidden.length > 0) {
      const point = hidden.reduce((sum, v) => sum + this.system.point[v]!, known);
      const whole = this.system.count(0, NOBODY, point, place);
      this.system.equal(hidden, known, [whole]);
      year = { known: 0, counts: [whole] };
    }
    if (this.rows.flows) {
      const cells = this.#enterFlows(this.rows.flows, place, geography, leaf);
      this.system.equal(year.counts, year.known, cells, drifted);
    }
    return isInpatient ? this.#withBundles(place, geography, leaf, year, drifted) : year;
  }

  /** Visits to each area of facilities; absent ones are alike. */
  #enterFlows(flows: RoundedRows, place: string, geography: number, leaf: number): number[] {
    const [setting, chapter] = DISEASE_LEAVES[leaf]!.split('|') as [string, string];
    const threshold = thresholdOf(this.inputs.policy, place);
    return this.rows.facilityAreas.map((area) => {
      const point = this.byFacility(`${geography}|${leaf}|${area}`);
      const count = this.system.count(0, NOBODY, point, place);
      // no row can be of a facility without an area
      if (area < 0) return count;
      return flows.enter(this.system, {
        keys: [place, AREA_CODES[area]!, setting, chapter],
        threshold,
        part: place,
        parts: [count]
      });
    });
  }

  readonly #planned = new Map<string, number[]>();

  /** A chapter group of inpatients as its bundles, where a planning group is part of it. */
  #withBundles(
    place: string,
    geography: number,
    leaf: number,
    year: { known: number; counts: number[] },
    drifted: boolean
  ): { known: number; counts: number[] } {
    const group = leaf % GROUPS;
    const { bundles, sensitivePlanning } = this.inputs.parts;
    const own = bundles.flatMap((bundle, i) => (bundle.group === group ? [i] : []));
    // municipal estimates are of groups that are not sensitive
    const groupsOf = (bundle: number) => bundles[bundle]!.planning.filter((id) => !sensitivePlanning.has(id));
    if (own.every((bundle) => groupsOf(bundle).length === 0)) return year;
    const counts = own.map((bundle) => {
      const point = this.byBundle(`${geography}|${CHAPTER_GROUPS[group]}|${bundle}`);
      const count = this.system.count(0, NOBODY, point, place);
      for (const id of groupsOf(bundle)) {
        const key = `${geography}|${id}`;
        this.#planned.set(key, [...(this.#planned.get(key) ?? []), count]);
      }
      return count;
    });
    this.system.equal(year.counts, year.known, counts, drifted);
    return { known: 0, counts };
  }

  #enterIndicators(
    place: string,
    geography: number,
    inpatients: readonly { known: number; counts: readonly number[] }[]
  ): void {
    const { policy, parts } = this.inputs;
    const cell = (disease: string) => ({
      level: 'unit' as const,
      place,
      disease,
      setting: SETTINGS[INPATIENT]!,
      threshold: thresholdOf(policy, place),
      part: place
    });
    const { indicators } = this.rows;
    const all = inpatients.flatMap(({ counts }) => counts);
    const known = inpatients.reduce((sum, own) => sum + own.known, 0);
    indicators.enter(this.system, cell('all'), all, known, false);
    for (const id of Object.keys(policy.planning_groups).filter((g) => !parts.sensitivePlanning.has(g)))
      indicators.enter(this.system, cell(id), this.#planned.get(`${geography}|${id}`) ?? [], 0, true);
  }
}
