import { monthKey } from '#lib/domain/period.ts';
import { DISEASE_MONTHLY } from '#lib/release/tables.ts';
import type { Policy } from '../policy.ts';
import { refuse } from './audit-error.ts';
import type { WrittenRows } from './written-blocks.ts';

const column = (name: string): number => DISEASE_MONTHLY.columns.findIndex((c) => c.name === name);
const [MONTH, CHAPTER, BLOCK] = ['month', 'chapter', 'block'].map(column) as [number, number, number];

/**
 * A sensitive block stands in `disease_monthly` only inside `<chapter>:other`, with the blocks the policy names to
 * cover it; a chapter without such a row shows none of them.
 * @param rows rows as written, in the order of the table's columns
 * @throws AuditError E_AUDIT_SENSITIVE
 */
export function judgeSensitiveBlocks(
  rows: WrittenRows,
  { sensitive }: { readonly sensitive: Pick<Policy['sensitive'], 'codes' | 'chapter_other'> }
): void {
  const isAllowed = (chapter: string, block: string): boolean => {
    if (block.includes(':')) return block === `${chapter}:other` && chapter in sensitive.chapter_other;
    const [first, last = first] = block.split('-') as [string, string?];
    return !sensitive.codes.some(([from, to]) => first <= to && last >= from);
  };
  refuse(
    'E_AUDIT_SENSITIVE',
    rows
      .filter((row) => !isAllowed(String(row[CHAPTER]), String(row[BLOCK])))
      .map((row) => ({
        table: DISEASE_MONTHLY.name,
        period: monthKey(Number(row[MONTH])),
        cell: row.slice(0, BLOCK + 1).join(' '),
        lower: 0,
        upper: null,
        required: 0,
        droppable: []
      }))
  );
}
