import type { DuckDBConnection } from '@duckdb/node-api';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { monthKey, type Month } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import type { Policy } from '../policy.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { ask } from './audit-answer.ts';
import { NOWHERE, type DiseaseParts } from './disease-parts.ts';
import { exactUnits, leafVisits } from './joint-exact.ts';
import { enterAreas, type AreaSums, type LeafSum } from './joint-exact-areas.ts';
import { RoundedRows } from './joint-rounded.ts';
import { JointSystem } from './joint-system.ts';

/** What a joint programme is built from. */
export interface JointInputs {
  readonly connection: DuckDBConnection;
  readonly policy: Policy;
  readonly parts: DiseaseParts;
  /** Whether the record tables are at hand: they give a table that fits. */
  readonly records: boolean;
}

/** Atoms of one chapter group that stand in one row of disease_monthly. */
interface Part {
  readonly name: string;
  readonly chapter: number;
  readonly atoms: readonly number[];
}

/**
 * Everything a reader knows of one month of the medical areas: `visits_by_disease` by unit, `disease_monthly` by block
 * for each area and the prefecture, `planning_monthly`.
 */
export async function jointMonth(inputs: JointInputs, month: Month): Promise<JointSystem> {
  const { connection, policy, records } = inputs;
  const { base } = policy.rounding;
  const visits = records ? await leafVisits(connection, month, month) : null;
  const units = await exactUnits(connection, 'visits_by_disease', month, month, policy, visits);
  const system = new JointSystem();
  const rowsOf = (table: string) => RoundedRows.of(connection, table, monthKey(month), 'visits', base);
  new MonthOfAreas(
    system,
    inputs,
    enterAreas(system, 'visits_by_disease', units, visits),
    await rowsOf('disease_monthly'),
    await rowsOf('planning_monthly'),
    records ? await atomVisits(connection, month) : new Map()
  ).enter();
  return system;
}

/** Visits by area, setting and atom: `area|setting|atom`. */
async function atomVisits(connection: DuckDBConnection, month: Month): Promise<Map<string, number>> {
  const columns = await ask(connection, 'joint_atoms', { first_month: month, last_month: month });
  const [areas, settings] = [columns.texts('area'), columns.texts('setting')];
  const [atoms, visits] = [columns.numbers('atom'), columns.numbers('visits')];
  return new Map(areas.map((area, i) => [`${area}|${settings[i]}|${atoms[i]}`, visits[i]!]));
}

class MonthOfAreas {
  /** Counts of the atoms of each planning group: `area|group`. */
  readonly #planned = new Map<string, number[]>();

  constructor(
    private readonly system: JointSystem,
    private readonly inputs: JointInputs,
    private readonly areas: AreaSums,
    private readonly blocks: RoundedRows,
    private readonly planning: RoundedRows,
    private readonly visits: ReadonlyMap<string, number>
  ) {}

  enter(): void {
    const partsOfGroup = this.#partsByGroup();
    SETTINGS.forEach((setting, s) =>
      partsOfGroup.forEach((parts, g) => this.#enterGroup(setting, s * CHAPTER_GROUPS.length + g, parts))
    );
    for (const [key, counts] of this.#planned) {
      const [area, group] = key.split('|') as [string, string];
      this.planning.enter(this.system, {
        keys: [area, group],
        threshold: this.#threshold(this.inputs.parts.sensitivePlanning.has(group)),
        part: area,
        parts: counts,
        total: true
      });
    }
  }

  /** A chapter group in one setting: in each area its units' visits are those of its blocks. */
  #enterGroup(setting: string, leaf: number, parts: readonly Part[]): void {
    const inhabited = AREA_CODES.map((area) => [area, this.areas.sumOf(area, leaf)] as const).filter(
      ([, sum]) => sum.known > 0 || sum.hidden.length > 0
    );
    if (inhabited.length === 0) return;
    const entered = new Map(inhabited.map(([area]): [string, number[]] => [area, []]));
    for (const alike of this.#alike(parts, setting)) this.#enterAlike(setting, alike, entered);
    for (const [area, { hidden, known }] of inhabited as (readonly [string, LeafSum])[])
      this.system.equal(hidden, known, entered.get(area)!);
  }

  /** Enters the first of parts that are alike in full, and the others as one count in each area. */
  #enterAlike(setting: string, alike: readonly Part[], entered: ReadonlyMap<string, number[]>): void {
    const [first, ...others] = alike as [Part, ...Part[]];
    const rest = others.flatMap((part) => part.atoms);
    const cells = [...entered].map(([area, counts]) => {
      const atoms = first.atoms.map((atom) => this.#enterAtom(area, setting, atom));
      counts.push(...atoms);
      if (rest.length > 0) {
        const point = rest.reduce((sum, atom) => sum + this.#visits(area, setting, atom), 0);
        counts.push(this.system.count(0, Number.POSITIVE_INFINITY, point, area));
      }
      return { area, atoms };
    });
    if (first.name === NOWHERE) return;
    const cell = (area: string, parts: readonly number[]) => ({
      keys: this.#keysOf(area, setting, first),
      threshold: this.#threshold(this.inputs.parts.isSensitivePart(first.name)),
      part: area,
      parts,
      alike: alike.length
    });
    const areaCells = cells.map(({ area, atoms }) => this.blocks.enter(this.system, cell(area, atoms)));
    // one area with visits: the prefecture's cell is the area's, rounded on its own
    this.blocks.enter(this.system, { ...cell(MIYAGI, areaCells), total: true });
  }

  #enterAtom(area: string, setting: string, atom: number): number {
    const count = this.system.count(0, Number.POSITIVE_INFINITY, this.#visits(area, setting, atom), area);
    for (const group of this.inputs.parts.atoms[atom]!.planning) {
      const key = `${area}|${group}`;
      const counts = this.#planned.get(key);
      if (counts) counts.push(count);
      else this.#planned.set(key, [count]);
    }
    return count;
  }

  /**
   * Parts of which nothing is published, in no planning group and under one threshold, can change places without a
   * reader noticing: the interval of one is that of all.
   */
  #alike(parts: readonly Part[], setting: string): Part[][] {
    const { parts: diseases } = this.inputs;
    const classes = new Map<string, Part[]>();
    for (const part of parts) {
      const published = [MIYAGI, ...AREA_CODES].some((area) =>
        this.blocks.has(...this.#keysOf(area, setting, part))
      );
      const own = published || part.atoms.length > 1 || diseases.atoms[part.atoms[0]!]!.planning.length > 0;
      const nowhere = part.name === NOWHERE;
      const key = own
        ? `own ${part.chapter} ${part.name}`
        : `alike ${nowhere || diseases.isSensitivePart(part.name)} ${nowhere}`;
      const list = classes.get(key);
      if (list) list.push(part);
      else classes.set(key, [part]);
    }
    return [...classes.values()];
  }

  #partsByGroup(): Part[][] {
    const { atoms } = this.inputs.parts;
    const groups = CHAPTER_GROUPS.map(() => new Map<string, { chapter: number; atoms: number[] }>());
    atoms.forEach(({ chapter, group, part }, i) => {
      const key = `${chapter}|${part}`;
      const own = groups[group]!.get(key);
      if (own) own.atoms.push(i);
      else groups[group]!.set(key, { chapter, atoms: [i] });
    });
    return groups.map((group) =>
      [...group].map(([key, own]) => ({ name: key.slice(key.indexOf('|') + 1), ...own }))
    );
  }

  #keysOf(area: string, setting: string, { chapter, name }: Part): string[] {
    return [area, setting, this.inputs.parts.roman[chapter]!, name];
  }

  #visits(area: string, setting: string, atom: number): number {
    return this.visits.get(`${area}|${setting}|${atom}`) ?? 0;
  }

  #threshold(sensitive: boolean): number {
    const { policy } = this.inputs;
    return sensitive ? policy.sensitive.threshold : policy.default_threshold;
  }
}
