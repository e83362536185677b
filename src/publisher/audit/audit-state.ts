import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import type { Ledger } from '#lib/release/ledger-file.ts';
import type { Files } from '../effects.ts';

/**
 * What an audit has already proven, so that one that was stopped goes on where it was. A verdict is kept under the step
 * and the digests of every row it was about: other rows, or another policy, find nothing here.
 */
export class AuditState {
  readonly #passed: Map<string, unknown>;
  #dirty = false;

  constructor(
    private readonly path: string | undefined,
    private readonly files: Pick<Files, 'write'>
  ) {
    this.#passed = new Map(Object.entries(read(path)));
  }

  /** The verdict under this key, from before or worked out now; one that `passes` not is worked out again next time. */
  async once<T>(
    key: string,
    work: () => Promise<T>,
    passes: (verdict: T) => boolean = () => true
  ): Promise<T> {
    if (this.#passed.has(key)) return this.#passed.get(key) as T;
    const verdict = await work();
    if (passes(verdict)) {
      this.#passed.set(key, verdict);
      this.#dirty = true;
    }
    return verdict;
  }

  /** Keeps what was proven so far; only the owner may read it. */
  save(): void {
    if (this.path === undefined || !this.#dirty) return;
    this.files.write(this.path, canonicalJson(Object.fromEntries(this.#passed)), 0o600);
    this.#dirty = false;
  }
}

/** A state that cannot be read proves nothing, and everything is tested again. */
function read(path: string | undefined): Record<string, unknown> {
  if (path === undefined || !existsSync(path)) return {};
  try {
    const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Key of a step over some periods: a hash of the digests of their rows, of the policy and of what was counted. */
export function stateKey(
  step: string,
  ledger: Ledger,
  periods: ReadonlySet<string>,
  context: string
): string {
  const hash = createHash('sha256').update(`${step}\n${context}\n`);
  for (const { table, period, sha256, policy_sha256 } of ledger.periods)
    if (periods.has(period)) hash.update(`${table} ${period} ${sha256} ${policy_sha256}\n`);
  return `${step} ${hash.digest('hex')}`;
}
