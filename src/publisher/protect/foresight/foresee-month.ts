import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { neededIn, type RoundedSource, type Row } from '../rounded/rounded-source.ts';
import { CellBounds } from './cell-bounds.ts';
import { equalKnown, OPEN, type ExactKnowledge } from './exact-knowledge.ts';
import { enterCell, mustStayPossible, PublishedRows } from './published-rows.ts';

/**
 * Rows of one month that would pin a hidden count: blocks against the exact chapter totals of their area and of the
 * prefecture, areas against the prefecture, planning groups against the blocks they are made of.
 */
export function foreseeMonth(
  tables: ReadonlyMap<string, readonly Row[]>,
  exact: ExactKnowledge | null,
  { policy, diseases }: RoundedSource
): Set<Row> {
  const bounds = new CellBounds<Row>();
  const monthly = new PublishedRows('disease_monthly', tables);
  const planned = new PublishedRows('planning_monthly', tables);
  if (!monthly.made) return new Set();
  /** Counts of disease_monthly by `place|setting|part`; none for what is known to be zero. */
  const cells = new Map<string, number>();

  for (const place of [...AREA_CODES, MIYAGI])
    for (const setting of SETTINGS)
      for (const group of CHAPTER_GROUPS) {
        const known = exact?.disease(place, setting, group) ?? OPEN;
        if (known.high === 0) continue;
        const parts = diseases.chapters
          .filter((chapter) => diseases.groupOf(chapter) === group)
          .flatMap((chapter) => diseases.partsOf(chapter).map((part) => ({ chapter, ...part })));
        const counts = parts.map(({ chapter, name, shown, sensitive }) => {
          const needed = neededIn(policy, place, sensitive);
          // a chapter of one part is known exactly where its total is: nothing of it is hidden
          const use = { total: place === MIYAGI, free: parts.length === 1 };
          const cell = shown
            ? enterCell(bounds, monthly.get(place, setting, chapter, name), needed, use)
            : bounds.hidden(mustStayPossible(needed));
          cells.set(`${place}|${setting}|${name}`, cell);
          return cell;
        });
        equalKnown(bounds, counts, known);
      }

  for (const setting of SETTINGS)
    for (const chapter of diseases.chapters)
      for (const { name } of diseases.partsOf(chapter)) {
        const whole = cells.get(`${MIYAGI}|${setting}|${name}`);
        const areas = AREA_CODES.flatMap((area) => cells.get(`${area}|${setting}|${name}`) ?? []);
        if (whole !== undefined) bounds.equal(areas, [whole]);
      }

  for (const { id, sensitive, parts, exact: whole } of planned.made ? diseases.planning : [])
    for (const place of AREA_CODES) {
      const own = SETTINGS.flatMap((setting) =>
        parts.flatMap(({ part }) => cells.get(`${place}|${setting}|${part}`) ?? [])
      );
      if (own.length === 0) continue;
      const needed = neededIn(policy, place, sensitive);
      const group = enterCell(bounds, planned.get(place, id), needed, { total: true });
      if (whole) bounds.equal(own, [group]);
      else bounds.atLeast(own, [group]);
    }
  return bounds.pinning();
}
