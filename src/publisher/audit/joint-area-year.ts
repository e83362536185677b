import { AGE5, AGE6, age6Of, agePlanningOf, type Age5, type Age6 } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { fiscalYearKey, monthsOfFiscalYear, type FiscalYear } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { ask } from './audit-answer.ts';
import { exactUnits, leafVisits } from './joint-exact.ts';
import { enterAreas, type AreaSums } from './joint-exact-areas.ts';
import { IndicatorCounts } from './joint-indicators.ts';
import { countedOf, type Counted } from './counted-year.ts';
import type { JointInputs } from './joint-month.ts';
import { RoundedRows } from './joint-rounded.ts';
import { JointSystem } from './joint-system.ts';

/** The written rows a year of areas is made of. */
interface YearRows {
  readonly profile: RoundedRows;
  readonly planning: RoundedRows;
  readonly stays: RoundedRows;
  readonly indicators: IndicatorCounts;
}

/**
 * Everything a reader knows of one fiscal year of the medical areas: both exact tables over its months and units,
 * `disease_profile` with its totals and the prefecture's five-year bands, `planning_groups`, `stays` as part of the
 * inpatients, and the numerators of `indicators`.
 */
export async function jointAreaYear(inputs: JointInputs, year: FiscalYear): Promise<JointSystem> {
  const { connection, policy, records } = inputs;
  const { base } = policy.rounding;
  const months = monthsOfFiscalYear(year);
  const [first, last] = [months[0]!, months.at(-1)!];
  const visits = records ? await leafVisits(connection, first, last) : null;
  const system = new JointSystem();
  const sumsOf = async (table: 'visits_by_age' | 'visits_by_disease') =>
    enterAreas(system, table, await exactUnits(connection, table, first, last, policy, visits), visits);
  const ages = await sumsOf('visits_by_age');
  const diseases = await sumsOf('visits_by_disease');
  const period = fiscalYearKey(year);
  const rowsOf = (table: string, measure = 'visits') =>
    RoundedRows.of(connection, table, period, measure, base);
  const rows: YearRows = {
    profile: await rowsOf('disease_profile'),
    planning: await rowsOf('planning_groups'),
    stays: await rowsOf('stays', 'admissions'),
    indicators: await IndicatorCounts.of(connection, period, policy)
  };
  const counted = records
    ? countedOf(
        await ask(connection, 'joint_profile', { first_month: first, last_month: last }),
        await ask(connection, 'joint_admissions', { first_month: first, last_month: last })
      )
    : () => 0;
  new YearOfAreas(system, inputs, ages, diseases, rows, counted).enter();
  return system;
}

const MDC = Array.from({ length: 18 }, (_, i) => String(i + 1).padStart(2, '0'));
/** Admissions that stays counts nowhere. */
const NO_MDC = '00';

/** Leaves of the age tree in a group of six, of one sex. */
const leavesOf = (sex: number, six: Age6): number[] =>
  AGE5.flatMap((band, i) => (age6Of(band as Age5) === six ? [sex * AGE5.length + i] : []));

class YearOfAreas {
  /** Counts by `area|six groups|sex|chapter|setting`. */
  readonly #cells = new Map<string, number>();
  /** Counts of bundles by `area|planning age|sex|setting|group`. */
  readonly #planned = new Map<string, number[]>();
  /** Totals over age and sex by `area|setting|chapter`. */
  readonly #totals = new Map<string, number>();
  readonly #bundlesOf: readonly (readonly number[])[];

  constructor(
    private readonly system: JointSystem,
    private readonly inputs: JointInputs,
    private readonly ages: AreaSums,
    private readonly diseases: AreaSums,
    private readonly rows: YearRows,
    private readonly counted: Counted
  ) {
    const { bundles, roman } = inputs.parts;
    this.#bundlesOf = roman.map((_, chapter) =>
      bundles.flatMap((bundle, i) => (bundle.chapter === chapter ? [i] : []))
    );
  }

  enter(): void {
    for (const area of AREA_CODES) {
      this.#enterCells(area);
      this.#enterTotals(area);
      this.#enterAges(area);
      this.#enterStays(area);
    }
    this.#enterPlanning();
    this.#enterPrefecture();
    for (const area of AREA_CODES) this.#enterIndicators(area);
  }

  /** Cells of area × six groups × sex × chapter × setting, made of bundles where planning groups cut a chapter. */
  #enterCells(area: string): void {
    for (const [s, setting] of SETTINGS.entries())
      for (const chapter of this.#chapters())
        for (const [x, sex] of SEXES.entries())
          for (const six of AGE6) {
            if (!this.#isInhabited(area, x, six) || !this.#isTreated(area, s, chapter)) continue;
            const bundles = this.#bundlesOf[chapter]!.map((bundle) => {
              const point = leavesOf(x, six).reduce(
                (sum, leaf) => sum + this.counted(`${area}|${leaf}|${setting}|${bundle}`),
                0
              );
              const count = this.system.count(0, Number.POSITIVE_INFINITY, point, area);
              for (const group of this.inputs.parts.bundles[bundle]!.planning)
                push(this.#planned, [area, agePlanningOf(six), sex, setting, group].join('|'), count);
              return count;
            });
            const cell = this.rows.profile.enter(this.system, {
              keys: [area, six, sex, this.#roman(chapter), setting],
              threshold: this.#threshold(chapter),
              part: area,
              parts: bundles
            });
            this.#cells.set([area, six, sex, chapter, setting].join('|'), cell);
          }
  }

  /** Totals over age and sex, by chapter and setting; with those of its group they are the visits of the units. */
  #enterTotals(area: string): void {
    SETTINGS.forEach((setting, s) =>
      CHAPTER_GROUPS.forEach((_, g) => {
        const { hidden, known, drifted } = this.diseases.sumOf(area, s * CHAPTER_GROUPS.length + g);
        if (known === 0 && hidden.length === 0) return;
        const totals = this.#chapters()
          .filter((chapter) => this.inputs.parts.groupOf[chapter] === g)
          .map((chapter) => {
            const total = this.rows.profile.enter(this.system, {
              keys: [area, 'all', 'all', this.#roman(chapter), setting],
              threshold: this.#threshold(chapter),
              part: area,
              parts: SEXES.flatMap((sex) =>
                AGE6.flatMap((six) => this.#cell(area, six, sex, chapter, setting))
              ),
              total: true
            });
            this.#totals.set([area, setting, chapter].join('|'), total);
            return total;
          });
        this.system.equal(hidden, known, totals, drifted);
      })
    );
  }

  /** An age group of one sex: the visits of its leaves are those of its chapters; its total is rounded on its own. */
  #enterAges(area: string): void {
    SEXES.forEach((sex, x) =>
      AGE6.forEach((six) => {
        const sums = leavesOf(x, six).map((leaf) => this.ages.sumOf(area, leaf));
        const hidden = sums.flatMap((sum) => sum.hidden);
        const known = sums.reduce((sum, own) => sum + own.known, 0);
        if (known === 0 && hidden.length === 0) return;
        const cells = SETTINGS.flatMap((setting) =>
          this.#chapters().flatMap((chapter) => this.#cell(area, six, sex, chapter, setting))
        );
        // known as a whole it is no secret, and its rounded row says nothing new
        const all =
          hidden.length === 0
            ? cells
            : [
                this.rows.profile.enter(this.system, {
                  keys: [area, six, sex, 'all', 'all'],
                  threshold: this.inputs.policy.default_threshold,
                  part: area,
                  parts: cells,
                  total: true
                })
              ];
        const drifted = sums.some((sum) => sum.drifted);
        this.system.equal(hidden, known, all, drifted);
      })
    );
  }

  /** Admissions by major diagnostic category are the inpatients of an age group, but for those without one. */
  #enterStays(area: string): void {
    const { policy, records } = this.inputs;
    for (const six of AGE6) {
      const inpatients = SEXES.flatMap((sex) =>
        this.#chapters().flatMap((chapter) => this.#cell(area, six, sex, chapter, 'inpatient'))
      );
      if (inpatients.length === 0) continue;
      const admissions = MDC.map((mdc) =>
        this.rows.stays.enter(this.system, {
          keys: [area, mdc, six],
          threshold: policy.sensitive.mdc.includes(Number(mdc))
            ? policy.sensitive.threshold
            : policy.default_threshold,
          part: area,
          parts: [this.system.count(0, Number.POSITIVE_INFINITY, this.counted(`${area}|${six}|${mdc}`), area)]
        })
      );
      const without = this.counted(`${area}|${six}|${NO_MDC}`);
      if (without > 0 || !records)
        admissions.push(this.system.count(0, Number.POSITIVE_INFINITY, without, area));
      this.system.equal(admissions, 0, inpatients);
    }
  }

  #enterPlanning(): void {
    const { parts, policy } = this.inputs;
    for (const [key, counts] of this.#planned) {
      const keys = key.split('|');
      this.rows.planning.enter(this.system, {
        keys,
        threshold: parts.sensitivePlanning.has(keys.at(-1)!)
          ? policy.sensitive.threshold
          : policy.default_threshold,
        part: keys[0]!,
        parts: counts
      });
    }
  }

  /** The prefecture's cells by five-year band: over a six-group they are the areas' cells, over diseases the leaves. */
  #enterPrefecture(): void {
    for (const [x, sex] of SEXES.entries())
      for (const six of AGE6) {
        const bands = leavesOf(x, six).filter((leaf) => this.#livesIn(leaf));
        const byBand = new Map(bands.map((leaf): [number, number[]] => [leaf, []]));
        for (const setting of SETTINGS)
          for (const chapter of this.#chapters()) {
            const areas = AREA_CODES.flatMap((area) => this.#cell(area, six, sex, chapter, setting));
            if (areas.length === 0) continue;
            const cells = bands.map((leaf) => {
              const cell = this.#enterBand(leaf, sex, chapter, setting);
              byBand.get(leaf)!.push(cell);
              return cell;
            });
            this.system.equal(cells, 0, areas);
          }
        if (bands.length < 2) continue;
        for (const [leaf, cells] of byBand) {
          const sums = AREA_CODES.map((area) => this.ages.sumOf(area, leaf));
          this.system.equal(
            sums.flatMap((sum) => sum.hidden),
            sums.reduce((sum, own) => sum + own.known, 0),
            cells,
            sums.some((sum) => sum.drifted)
          );
        }
      }
  }

  #enterBand(leaf: number, sex: string, chapter: number, setting: string): number {
    const point = AREA_CODES.reduce(
      (sum, area) =>
        sum +
        this.#bundlesOf[chapter]!.reduce(
          (own, bundle) => own + this.counted(`${area}|${leaf}|${setting}|${bundle}`),
          0
        ),
      0
    );
    return this.rows.profile.enter(this.system, {
      keys: [MIYAGI, AGE5[leaf % AGE5.length]!, sex, this.#roman(chapter), setting],
      threshold: this.#threshold(chapter),
      part: MIYAGI,
      parts: [this.system.count(0, Number.POSITIVE_INFINITY, point, MIYAGI)]
    });
  }

  #enterIndicators(area: string): void {
    const { parts, policy } = this.inputs;
    const cell = (disease: string, setting: string, sensitive = false) => ({
      level: 'area' as const,
      place: area,
      disease,
      setting,
      threshold: sensitive ? policy.sensitive.threshold : policy.default_threshold,
      part: area
    });
    for (const setting of SETTINGS) {
      const all: number[] = [];
      CHAPTER_GROUPS.forEach((group, g) => {
        const totals = this.#chapters()
          .filter((chapter) => parts.groupOf[chapter] === g)
          .flatMap((chapter) => this.#totals.get([area, setting, chapter].join('|')) ?? []);
        all.push(...totals);
        this.rows.indicators.enter(this.system, cell(group, setting), totals, 0, false);
      });
      this.rows.indicators.enter(this.system, cell('all', setting), all, 0, false);
      for (const group of Object.keys(policy.planning_groups)) {
        const counts = [...this.#planned].flatMap(([key, list]) => {
          const [place, , , own, name] = key.split('|');
          return place === area && own === setting && name === group ? list : [];
        });
        const asked = cell(group, setting, parts.sensitivePlanning.has(group));
        this.rows.indicators.enter(this.system, asked, counts, 0, true);
      }
    }
  }

  #chapters(): number[] {
    return this.inputs.parts.roman.map((_, chapter) => chapter);
  }
  #roman(chapter: number): string {
    return this.inputs.parts.roman[chapter]!;
  }
  #threshold(chapter: number): number {
    const { parts, policy } = this.inputs;
    return parts.sensitiveChapters.has(this.#roman(chapter))
      ? policy.sensitive.threshold
      : policy.default_threshold;
  }
  #cell(area: string, six: string, sex: string, chapter: number, setting: string): number[] {
    const count = this.#cells.get([area, six, sex, chapter, setting].join('|'));
    return count === undefined ? [] : [count];
  }
  #isInhabited(area: string, sex: number, six: Age6): boolean {
    return leavesOf(sex, six).some((leaf) => isSomebody(this.ages.sumOf(area, leaf)));
  }
  #isTreated(area: string, setting: number, chapter: number): boolean {
    const leaf = setting * CHAPTER_GROUPS.length + this.inputs.parts.groupOf[chapter]!;
    return isSomebody(this.diseases.sumOf(area, leaf));
  }
  #livesIn(leaf: number): boolean {
    return AREA_CODES.some((area) => isSomebody(this.ages.sumOf(area, leaf)));
  }
}

const isSomebody = ({ known, hidden }: { known: number; hidden: readonly number[] }): boolean =>
  known > 0 || hidden.length > 0;

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
