import type { DuckDBConnection } from '@duckdb/node-api';
import { monthKey } from '#lib/domain/period.ts';
import { ask, answer } from './audit-answer.ts';
import { AuditError } from './audit-error.ts';
import type { AuditedMonth } from './exact-month.ts';
import { fillTable } from './fill-table.ts';
import { randomNumbers } from './random-numbers.ts';

/** Patients left out one by one. */
export const MEMBERS = 1000;

/**
 * Draws the patients to leave out, as table `audit_member`.
 * @returns how many; all of them if the records have fewer
 */
export async function drawMembers(connection: DuckDBConnection, seed = 8, size = MEMBERS): Promise<number> {
  const all = (await answer(connection, 'select distinct patient from visit order by patient')).numbers(
    'patient'
  );
  const random = randomNumbers(seed);
  // Fisher–Yates, as far as needed
  const drawn = Array.from({ length: Math.min(size, all.length) }, (_, i) => {
    const j = i + Math.floor(random() * (all.length - i));
    [all[i], all[j]] = [all[j]!, all[i]!];
    return [all[i]!];
  });
  await fillTable(connection, 'audit_member', { patient: 'integer' }, drawn);
  return drawn.length;
}

/**
 * Leaves each drawn patient out of one month and counts the written blocks they were in again: no block may be that
 * patient's alone, nor hold fewer than T − 1 others, and every block must be its own sum. Closed months are not
 * counted at all: they are given back from the ledger whoever is in the source. To be called while the month's blocks
 * stand in `audit_unit` and `audit_block`, that is, right after it was read.
 * @returns blocks counted again
 * @throws AuditError E_AUDIT_THRESHOLD, E_AUDIT_TOTALS
 */
export async function membershipOfMonth(
  connection: DuckDBConnection,
  audited: AuditedMonth
): Promise<number> {
  const { month } = audited;
  const touched = await ask(connection, 'member_touched', { month });
  if (touched.rows === 0) return 0;
  const sides = touched.texts('side');
  const [units, blocks, patients, own] = ['unit', 'block', 'patient', 'visits'].map(touched.numbers);
  await fillTable(
    connection,
    'audit_touched',
    { touched: 'integer', side: 'varchar', unit: 'integer', block: 'integer', patient: 'integer' },
    sides.map((side, i) => [i, side, units![i]!, blocks![i]!, patients![i]!])
  );
  const without = await ask(connection, 'member_without', { month });
  const [at, visits, others] = ['touched', 'visits', 'patients'].map(without.numbers);
  let few = 0;
  let unequal = 0;
  for (let i = 0; i < without.rows; i++) {
    const which = at![i]!;
    const unit = audited.units[units![which]!]!;
    const side = sides[which] === 'age' ? unit.age : unit.disease;
    const block = side.blocks[blocks![which]!]!;
    const threshold = Math.max(...block.leaves.map((leaf) => side.threshold[leaf]!));
    if (others![i]! < threshold - 1) few++;
    if (block.written?.visits !== visits![i]! + own![which]!) unequal++;
  }
  const period = monthKey(month);
  if (few > 0) throw new AuditError('E_AUDIT_THRESHOLD', 'membership', period, few);
  if (unequal > 0) throw new AuditError('E_AUDIT_TOTALS', 'membership', period, unequal);
  return without.rows;
}
