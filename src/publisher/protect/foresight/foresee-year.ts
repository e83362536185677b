import { AGE5, AGE6, age6Of, agePlanningOf, type Age6 } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { AGE_PLANNING } from '#lib/domain/planning-group.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { GEOGRAPHY_LEAVES } from '../../trees.ts';
import { neededIn, type RoundedSource, type Row } from '../rounded/rounded-source.ts';
import { CellBounds } from './cell-bounds.ts';
import { equalKnown, OPEN, type ExactKnowledge } from './exact-knowledge.ts';
import { indicatorNumerators } from './indicator-numerators.ts';
import { enterCell, PublishedRows, type RoundedCount } from './published-rows.ts';

const ALL = 'all';

/**
 * Rows of one fiscal year that would pin a hidden count: `disease_profile` against its totals, the exact tables and the
 * prefecture's five-year bands, `planning_groups`, `flows`, and the numerators that `indicators` give away.
 */
export function foreseeYear(
  tables: ReadonlyMap<string, readonly Row[]>,
  exact: ExactKnowledge | null,
  { policy, diseases }: RoundedSource
): Set<Row> {
  const bounds = new CellBounds<Row>();
  const numerators = indicatorNumerators(tables.get('indicators') ?? [], policy.rounding.minimum_events);
  const profile = new PublishedRows('disease_profile', tables);
  const planned = new PublishedRows('planning_groups', tables);
  const flows = new PublishedRows('flows', tables);
  const known = (place: string, setting: string, group: string) =>
    exact?.disease(place, setting, group) ?? OPEN;
  /** Counts of disease_profile by `area|age|sex|chapter|setting`; none for what is known to be zero. */
  const cells = new Map<string, number>();
  if (profile.made) enterProfile();
  if (planned.made) enterPlanning();
  if (flows.made) enterFlows();
  for (const unit of GEOGRAPHY_LEAVES) {
    const numerator = numerators.get(unit, ALL, 'inpatient');
    if (!numerator) continue;
    const count = enterCell(bounds, numerator, neededIn(policy, unit, false), { total: true });
    equalKnown(bounds, [count], together(unit, 'inpatient'));
  }
  return bounds.pinning();

  /** All chapters of a place and setting. */
  function together(place: string, setting: string) {
    const groups = CHAPTER_GROUPS.map((group) => known(place, setting, group));
    return {
      low: groups.reduce((sum, { low }) => sum + low, 0),
      high: groups.reduce((sum, { high }) => sum + high, 0),
      hiding: Math.max(...groups.map(({ hiding }) => hiding)),
      parts: groups.reduce((sum, { parts }) => sum + parts, 0)
    };
  }

  function enterProfile(): void {
    for (const setting of SETTINGS) {
      for (const chapter of diseases.chapters) {
        for (const area of AREA_CODES) enterLeaves(area, AGE6, chapter, setting);
        enterLeaves(MIYAGI, AGE5, chapter, setting);
        for (const six of AGE6)
          for (const sex of SEXES) {
            const areas = AREA_CODES.map((area) => cells.get(`${area}|${six}|${sex}|${chapter}|${setting}`));
            const bands = AGE5.filter((band) => age6Of(band) === six).map((band) =>
              cells.get(`${MIYAGI}|${band}|${sex}|${chapter}|${setting}`)
            );
            if (bands.some((cell) => cell !== undefined)) bounds.equal(present(areas), present(bands));
          }
      }
      for (const area of AREA_CODES) enterTotals(area, setting);
      for (const group of CHAPTER_GROUPS)
        equalKnown(
          bounds,
          chaptersOf(group).flatMap((chapter) => leavesOf(MIYAGI, AGE5, chapter, setting)),
          known(MIYAGI, setting, group)
        );
    }
    for (const area of AREA_CODES)
      for (const six of AGE6)
        for (const sex of SEXES) {
          const published = profile.get(area, six, sex, ALL, ALL);
          const total = enterCell(bounds, published, neededIn(policy, area, false), { total: true });
          const leaves = SETTINGS.flatMap((setting) =>
            diseases.chapters.map((chapter) => cells.get(`${area}|${six}|${sex}|${chapter}|${setting}`))
          );
          bounds.equal(present(leaves), [total]);
          equalKnown(bounds, [total], exact?.age(area, six, sex) ?? OPEN);
        }
  }

  function enterLeaves(place: string, ages: readonly string[], chapter: string, setting: string): void {
    if (known(place, setting, diseases.groupOf(chapter)).high === 0) return;
    const needed = neededIn(policy, place, diseases.sensitiveChapters.has(chapter));
    for (const age of ages)
      for (const sex of SEXES)
        cells.set(
          `${place}|${age}|${sex}|${chapter}|${setting}`,
          enterCell(bounds, profile.get(place, age, sex, chapter, setting), needed)
        );
  }

  /** Totals by chapter of an area, the numerators that are the same counts or sums of them, and the exact totals. */
  function enterTotals(area: string, setting: string): void {
    const totals = new Map<string, number>();
    for (const chapter of diseases.chapters) {
      const leaves = leavesOf(area, AGE6, chapter, setting);
      if (leaves.length === 0) continue;
      const sensitive = diseases.sensitiveChapters.has(chapter);
      const group = diseases.planning.find(({ population }) => population.chapter === chapter);
      const published = joined(
        profile.get(area, ALL, ALL, chapter, setting),
        chaptersOf(chapter).length === 1 ? numerators.get(area, chapter, setting) : undefined,
        group && numerators.get(area, group.id, setting)
      );
      const total = enterCell(bounds, published, neededIn(policy, area, sensitive), { total: true });
      bounds.equal(leaves, [total]);
      totals.set(chapter, total);
    }
    for (const group of CHAPTER_GROUPS) {
      const own = present(chaptersOf(group).map((chapter) => totals.get(chapter)));
      if (own.length === 0) continue;
      equalKnown(bounds, own, known(area, setting, group));
      const joint = chaptersOf(group).length > 1 ? numerators.get(area, group, setting) : undefined;
      if (joint) bounds.equal(own, [enterCell(bounds, joint, policy.default_threshold, { total: true })]);
    }
    const all = numerators.get(area, ALL, setting);
    if (all)
      bounds.equal([...totals.values()], [enterCell(bounds, all, policy.default_threshold, { total: true })]);
  }

  function enterPlanning(): void {
    for (const { id, sensitive, population } of diseases.planning)
      for (const area of AREA_CODES) {
        const needed = neededIn(policy, area, sensitive);
        for (const setting of SETTINGS) {
          const own = AGE_PLANNING.flatMap((age) =>
            SEXES.map((sex) => {
              const cell = enterCell(bounds, planned.get(area, age, sex, setting, id), needed);
              const leaves = AGE6.filter((six: Age6) => agePlanningOf(six) === age).map((six) =>
                cells.get(`${area}|${six}|${sex}|${population.chapter}|${setting}`)
              );
              if (present(leaves).length > 0) bounds.equal(present(leaves), [cell]);
              return cell;
            })
          );
          const numerator = numerators.get(area, id, setting);
          bounds.equal(own, [enterCell(bounds, numerator, needed, { total: true })]);
        }
      }
  }

  function enterFlows(): void {
    const areas = flows.valuesOf(1);
    for (const unit of GEOGRAPHY_LEAVES)
      for (const setting of SETTINGS)
        for (const group of CHAPTER_GROUPS) {
          const total = known(unit, setting, group);
          if (total.high === 0 || total === OPEN) continue;
          const needed = neededIn(policy, unit, false);
          const own = areas.map((area) => enterCell(bounds, flows.get(unit, area, setting, group), needed));
          equalKnown(bounds, own, total);
        }
  }

  function chaptersOf(group: string): string[] {
    return diseases.chapters.filter((chapter) => diseases.groupOf(chapter) === group);
  }

  function leavesOf(place: string, ages: readonly string[], chapter: string, setting: string): number[] {
    return present(
      ages.flatMap((age) => SEXES.map((sex) => cells.get(`${place}|${age}|${sex}|${chapter}|${setting}`)))
    );
  }
}

const present = (cells: readonly (number | undefined)[]): number[] =>
  cells.filter((cell) => cell !== undefined);

/** One count that stands in several rows, and its rows. */
function joined(...published: readonly (RoundedCount | undefined)[]): RoundedCount | undefined {
  const all = published.filter((count) => count !== undefined);
  if (all.length === 0) return undefined;
  return {
    rows: all.flatMap(({ rows }) => rows),
    value: all[0]!.value,
    least: Math.max(...all.map(({ least }) => least))
  };
}
