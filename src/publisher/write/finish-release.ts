import { join } from 'node:path';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import { MANIFEST_SCHEMA, type Manifest, type SourceDescription } from '#lib/release/manifest.ts';
import type { AuditPassed } from '../audit/audit.ts';
import type { Effects } from '../effects.ts';
import { signManifest } from '../keys/ed25519.ts';
import type { Keys } from '../keys/keys.ts';
import { readSources } from '../reference/read-reference.ts';
import { writeFile, type WrittenTables } from './write-tables.ts';

/** What a manifest says besides its files. */
export interface ReleaseDescription {
  readonly source: SourceDescription;
  readonly asOf: string;
  readonly expiresOn: string;
  readonly generator: string;
}

/** Public tables of the release and where their figures come from. */
const REFERENCE_TABLES: readonly string[] = ['areas', 'population_2025', 'icd10_chapters'];

/**
 * Completes a folder that passed its audit, and no other: certificate, manifest over every file, signature over the
 * manifest. Nothing but the switch follows.
 */
export function finishRelease(
  written: WrittenTables,
  audited: AuditPassed,
  description: ReleaseDescription,
  keys: Keys,
  effects: Effects
): Manifest {
  const { folder } = written;
  const { synthetic, profile, name_ja, name_en, facilities } = description.source;
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    product: 'miyagi-care-atlas',
    release: written.release,
    generator: description.generator,
    as_of: description.asOf,
    expires_on: description.expiresOn,
    source: { synthetic, profile, name_ja, name_en, facilities },
    certificate: writeFile(folder, 'certificate.json', canonicalJson(audited.certificate), effects),
    signing: { key_id: keys.key_id, demo: keys.demo },
    policy: written.policy,
    ledger: written.ledger,
    withdrawn: written.entered.withdrawn.map((stone) => stone.period).sort(),
    period: written.period,
    coverage: written.coverage,
    tables: written.tables,
    snapshot: written.snapshot,
    reference: readSources()
      .filter((source) => REFERENCE_TABLES.includes(source.table))
      .map(({ note: _note, ...source }) => source)
  };
  const text = canonicalJson(manifest);
  effects.files.write(join(folder, 'manifest.json'), text);
  effects.files.write(
    join(folder, 'manifest.sig'),
    signManifest(Buffer.from(text), keys.signing, keys.key_id)
  );
  effects.files.sync(folder);
  return manifest;
}
