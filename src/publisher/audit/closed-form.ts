import { patientsBandOf } from '#lib/domain/patients-band.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import { refuse } from './audit-error.ts';
import { nameOf, type AuditedBlock, type AuditedMonth, type AuditedSide } from './exact-month.ts';
import { valuesToKeep } from './own-rollup.ts';

/**
 * Holds every written block of a month against the records: enough patients; each REST hides what it must, by the
 * closed form of the roll-up rule; and the blocks partition and count what they say.
 * @throws AuditError E_AUDIT_THRESHOLD, E_AUDIT_LOWER_BOUND or E_AUDIT_TOTALS, the gravest first
 */
export function judgeClosedForm(month: AuditedMonth): void {
  const sides = [month.skeleton, ...month.units.flatMap(({ age, disease }) => [age, disease])];
  const failing = (fails: (block: AuditedBlock, side: AuditedSide) => boolean): FailingCell[] =>
    sides.flatMap((side) =>
      side.blocks.filter((block) => fails(block, side)).map((block) => cellOf(block, side, month))
    );
  refuse('E_AUDIT_THRESHOLD', failing(isUnderThreshold));
  refuse('E_AUDIT_LOWER_BOUND', failing(provesSomebody));
  refuse('E_AUDIT_TOTALS', [
    ...failing(misstates),
    ...sides.filter(isNoPartition).map((side) => cellOf(null, side, month))
  ]);
}

/** The largest threshold of the leaves somebody is in; nobody's leaf protects nobody. */
const thresholdOf = ({ leaves }: AuditedBlock, { threshold, counts }: AuditedSide): number =>
  Math.max(0, ...leaves.filter((leaf) => counts[leaf]!.patients > 0).map((leaf) => threshold[leaf]!));

/** Visits under the threshold mean patients under it, whatever the records say. */
function isUnderThreshold(block: AuditedBlock, side: AuditedSide): boolean {
  const { truth, written } = block;
  return written
    ? Math.min(truth.patients, written.visits) < side.threshold[0]!
    : truth.patients < thresholdOf(block, side);
}

/**
 * Whether a REST proves one of its leaves non-empty or leaves it fewer than m(T) values; or a leaf that alone holds
 * everybody says what all of them have. The REST that is a unit's total says nothing of its leaves.
 */
function provesSomebody(block: AuditedBlock, side: AuditedSide): boolean {
  const isAlone = side.blocks.length === 1;
  if (block.at >= 0) return isAlone;
  if (isAlone) return false;
  const { leaves, truth } = block;
  if (leaves.length < 2) return true;
  const threshold = thresholdOf(block, side);
  const pulled = leaves.some((leaf) => side.counts[leaf]!.patients >= side.threshold[leaf]!);
  if (pulled) return truth.patients < threshold + valuesToKeep(threshold);
  const caps = leaves.map((leaf) => side.threshold[leaf]! - 1);
  return truth.patients > caps.reduce((sum, cap) => sum + cap, 0) - Math.max(...caps);
}

/** Whether a row's visits, band or hidden leaves are not what the records and the other rows make them. */
function misstates({ at, written, leaves, truth }: AuditedBlock, { blocks }: AuditedSide): boolean {
  if (blocks.filter((other) => other.at === at).length > 1) return true;
  if (!written) return false;
  const hidden = at < 0 ? leaves.length : 0;
  return (
    written.hiddenLeaves !== hidden ||
    written.visits !== truth.visits ||
    truth.patients < 10 ||
    written.band !== patientsBandOf(truth.patients)
  );
}

/** Whether some visit lies in no block. */
const isNoPartition = ({ blocks, visits }: AuditedSide): boolean =>
  blocks.reduce((sum, block) => sum + block.truth.visits, 0) !== visits;

function cellOf(block: AuditedBlock | null, side: AuditedSide, { period }: AuditedMonth): FailingCell {
  const patients = block?.truth.patients ?? 0;
  return {
    table: side.side.schema.name,
    period,
    cell: `${side.where}, ${block ? nameOf(side.side, block.at) : 'visits in no row'}`,
    lower: patients,
    upper: patients,
    required: block ? thresholdOf(block, side) : 0,
    droppable: []
  };
}
