import { existsSync, readFileSync } from 'node:fs';
import { PublisherError } from '../publisher-error.ts';

/** People who asked to stop, as the list names them. */
export interface OptOuts {
  readonly column: 'person_id' | 'person_source_value';
  readonly ids: readonly string[];
  readonly exportedAt: string;
}

const DAY = 86_400_000;

/**
 * Reads the opt-out list: a first line `# exported_at: <ISO date-time>`, a header `person_id` or
 * `person_source_value`, then one id a line. An empty list is a list; a missing one is not.
 * @param asOf instant the release is judged at
 * @throws PublisherError E_OPTOUT_MISSING, E_OPTOUT_STALE (older than 24 hours at `asOf`)
 */
export function readOptOuts(path: string | undefined, asOf: Date): OptOuts {
  if (path === undefined)
    throw new PublisherError(
      'E_OPTOUT_MISSING',
      'No opt-out list was given, and nothing is published without one; give --optout FILE (an empty list with its date and header is a list).'
    );
  if (!existsSync(path))
    throw new PublisherError(
      'E_OPTOUT_MISSING',
      `The opt-out list ${path} does not exist; export it and give its path with --optout.`
    );
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch (cause) {
    throw new PublisherError(
      'E_OPTOUT_MISSING',
      `The opt-out list ${path} cannot be read; check its permissions.`,
      { cause }
    );
  }
  const exported = /^# *exported_at: *(\S+)/.exec(lines[0] ?? '')?.[1];
  const instant = exported === undefined ? Number.NaN : Date.parse(exported);
  const column = lines[1]?.trim();
  if (Number.isNaN(instant) || (column !== 'person_id' && column !== 'person_source_value')) {
    throw new PublisherError(
      'E_OPTOUT_MISSING',
      `The opt-out list ${path} lacks its first line "# exported_at: …" or its header person_id (or person_source_value); export it again.`
    );
  }
  const hours = (asOf.getTime() - instant) / 3_600_000;
  if (asOf.getTime() - instant > DAY) {
    throw new PublisherError(
      'E_OPTOUT_STALE',
      `The opt-out list ${path} is ${Math.floor(hours)} hours old, at most 24 are allowed; export it again and publish at once.`
    );
  }
  return {
    column,
    ids: lines
      .slice(2)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    exportedAt: exported!
  };
}
