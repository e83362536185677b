import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CERTIFICATE_SCHEMA,
  type AuditStep,
  type AuditStepName,
  type Certificate
} from '#lib/release/certificate.ts';
import type { FileEntry } from '#lib/release/manifest.ts';
import type { AuditInputs } from './audit.ts';
import { NOT_PROTECTED, TESTED } from './certificate-wording.ts';
import type { Differences } from './differences.ts';
import type { ExactVerdict } from './exact-month-audit.ts';
import type { JointVerdict } from './joint-tally.ts';
import type { RawScan } from './raw-scan.ts';
import { together, type StepVerdict } from './step-verdict.ts';
import { utilityOf } from './utility.ts';

/** What every step found. */
export interface Findings {
  readonly exact: ExactVerdict;
  readonly rounded: { readonly cells: number };
  readonly joint: JointVerdict;
  /** Patients drawn. */
  readonly members: number;
  readonly differing: Differences;
  readonly scanned: RawScan;
  /** Answers of the snapshot asked again. */
  readonly answers: number;
  /** Periods whose digests were compared. */
  readonly compared: number;
}

/** Version of the solver that is installed; its package exports no package.json. */
const solverVersion = (): string =>
  (
    JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('highs')), 'utf8')) as {
      version: string;
    }
  ).version;

/** Seed of every random choice of the audit. */
const SEED = 1;

/** The certificate of a release that passed every step. No clock, no cell, no duration: the same release, the same bytes. */
export async function certify(inputs: AuditInputs, found: Findings): Promise<Certificate> {
  const { ledger, newPeriods, policy, connection } = inputs;
  const { exact, joint, differing } = found;
  const files: FileEntry[] = [
    ...inputs.tables.map(({ file, sha256, bytes }) => ({ file, sha256, bytes })),
    ...['policy.json', 'ledger.json', 'snapshot.json'].map((file) => entryOf(inputs.folder, file))
  ];
  return {
    schema: CERTIFICATE_SCHEMA,
    product: 'miyagi-care-atlas',
    release: ledger.release,
    policy: { version: policy.version, sha256: inputs.policySha256 },
    solver: { name: 'HiGHS (WebAssembly, npm highs)', version: solverVersion() },
    files,
    periods: {
      tested: newPeriods.length,
      frozen: ledger.periods.length - newPeriods.length,
      withdrawn: ledger.withdrawn.length
    },
    steps: [
      step('closed_form', { cells: exact.blocks + found.rounded.cells }),
      step('declarations', { cells: policy.tables.length }),
      step('exact_programme', exact.programme),
      jointStep(joint),
      step('insiders', exact.insiders),
      step('integers_rule', together(exact.integers, exact.rule)),
      step('differences', { cells: found.compared + differing.nested_pairs + differing.random_pairs }),
      step('membership', { cells: exact.members }),
      step('raw_scan', { cells: found.scanned.texts + found.scanned.columns + found.answers })
    ],
    insiders: { patients: exact.insiders.patients, facilities: 0 },
    membership: { patients: found.members, cells: exact.members },
    differences: differing,
    utility: await utilityOf(connection),
    not_protected: NOT_PROTECTED
  };
}

function step(name: AuditStepName, verdict: Partial<StepVerdict>): AuditStep {
  const { cells = 0, targets = 0, narrowest = null } = verdict;
  return {
    step: name,
    tested: TESTED[name],
    extent: 'exhaustive',
    cells,
    targets,
    settled: verdict.settled ?? { closed: 0, witnessed: 0, programme: 0 },
    narrowest,
    notes: []
  };
}

function jointStep(joint: JointVerdict): AuditStep {
  const whole = step('joint_programme', { ...joint, cells: joint.targets });
  return joint.sampled.of === 0
    ? whole
    : { ...whole, extent: 'sampled', sample: { size: joint.sampled.size, seed: SEED } };
}

function entryOf(folder: string, file: string): FileEntry {
  const bytes = readFileSync(join(folder, file));
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
