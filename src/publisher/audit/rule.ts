import type { FailingCell } from '../disclosure-verdict.ts';
import { nameOf, type AuditedBlock, type AuditedMonth, type AuditedSide } from './exact-month.ts';
import { valuesToKeep } from './own-rollup.ts';
import { RuleSearch } from './rule-search.ts';
import { NOTHING_TESTED, type StepVerdict } from './step-verdict.ts';
import { TableOfRest } from './table-of-rest.ts';

/** A REST with more tables than this is not tested. */
export const MOST_TABLES = 1_000_000;

/**
 * What a reader learns who knows the public rule: on which tables of a REST it gives exactly the written rows. Every
 * hidden leaf with 0 < np < T must take m(T) values over them. Tables next to the true one mostly show enough of them;
 * the rest is listed.
 */
export function judgeRule(month: AuditedMonth, mostTables = MOST_TABLES): StepVerdict {
  const failing: FailingCell[] = [];
  let targets = 0;
  let listed = 0;
  for (const side of [month.skeleton, ...month.units.flatMap(({ age, disease }) => [age, disease])]) {
    for (const block of side.blocks) {
      if (block.at >= 0) continue;
      const table = new TableOfRest(side, block);
      const search = new RuleSearch(table, wantedOf(side, block));
      if (search.wanted.size === 0 || table.size > mostTables) continue;
      targets += search.wanted.size;
      const found = search.aroundTheTruth() || search.atRandom();
      if (!found) listed += search.wanted.size;
      if (found || search.throughAll()) continue;
      for (const leaf of search.open())
        failing.push({
          table: side.side.schema.name,
          period: month.period,
          cell: `${side.where}, ${nameOf(side.side, leaf)} in ${nameOf(side.side, block.at)}`,
          lower: search.seen(leaf)[0] ?? 0,
          upper: search.seen(leaf).at(-1) ?? 0,
          required: search.wanted.get(leaf)!,
          droppable: []
        });
    }
  }
  return {
    ...NOTHING_TESTED,
    failing,
    cells: targets,
    targets,
    settled: { closed: 0, witnessed: targets - listed, programme: listed }
  };
}

function wantedOf({ counts, threshold }: AuditedSide, { leaves }: AuditedBlock): Map<number, number> {
  return new Map(
    leaves
      .filter((leaf) => counts[leaf]!.patients > 0 && counts[leaf]!.patients < threshold[leaf]!)
      .map((leaf) => [leaf, valuesToKeep(threshold[leaf]!)])
  );
}
