import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { realFiles, type Files } from '../../src/publisher/effects.ts';

/** One step of the file system, as {@link recording} keeps it. */
export interface Step {
  readonly kind: keyof Files;
  readonly args: readonly (string | Uint8Array | number | undefined)[];
}

/** Runs a step on a file system. */
export const run = (files: Files, { kind, args }: Step): void =>
  (files[kind] as (...args: unknown[]) => void)(...args);

/** The real file system without waiting for the disk, which a played power cut does not need. */
const unflushed: Files = {
  ...realFiles,
  write: (path, content, mode) => writeFileSync(path, content, mode === undefined ? {} : { mode }),
  sync: () => {}
};

const KINDS = Object.keys(realFiles) as (keyof Files)[];

function wrapped(around: (step: Step) => void): Files {
  return Object.fromEntries(
    KINDS.map((kind) => [kind, (...args: Step['args']) => around({ kind, args })])
  ) as unknown as Files;
}

/** The real file system, keeping what it was asked to do. */
export function recording(): { readonly files: Files; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  return {
    steps,
    files: wrapped((step) => {
      run(unflushed, step);
      steps.push(step);
    })
  };
}

/** The real file system, except that its nth step (from 1) is refused with an error of the system. */
export function refusing(
  nth: number,
  code: 'ENOSPC' | 'EIO' | 'EACCES'
): { files: Files; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    files: wrapped((step) => {
      if (++asked === nth) {
        // a full disk takes the beginning of a file before it refuses the rest
        if (step.kind === 'write' && code === 'ENOSPC') {
          const content = Buffer.from(step.args[1] as string | Uint8Array);
          writeFileSync(step.args[0] as string, content.subarray(0, content.length >> 1));
        }
        throw Object.assign(new Error(`${code}: refused, ${step.kind}`), { code });
      }
      run(unflushed, step);
    })
  };
}

/** A change of names the disk has not confirmed yet. Paths are kept up to date with later renames. */
interface Pending {
  readonly kind: 'made' | 'renamed' | 'removed';
  path: string;
  /** Where it came from, of a rename. */
  from?: string;
  /** What stood at the path before. */
  readonly before: string | undefined;
}

/**
 * A disk that forgets. Content is flushed as it is written, as the publisher's `write` does; what happens to names (a
 * new file, a rename, a removal) is lost with the power until their folder has been flushed.
 */
export class ForgetfulDisk {
  readonly #aside = mkdtempSync(join(tmpdir(), 'care-atlas-disk-'));
  #pending: Pending[] = [];
  #kept = 0;

  /** Carries a step out. */
  do(step: Step): void {
    const [first, second] = step.args as [string, string];
    if (step.kind === 'sync') {
      run(unflushed, step);
      const folder = resolve(first);
      this.#pending = this.#pending.filter(({ path }) => dirname(path) !== folder);
      return;
    }
    const path = resolve(step.kind === 'rename' ? second : first);
    const before = this.#keep(path);
    run(unflushed, step);
    if (step.kind === 'rename') {
      this.#move(resolve(first), path);
      this.#pending.push({ kind: 'renamed', path, from: resolve(first), before });
    } else if (step.kind === 'remove') this.#pending.push({ kind: 'removed', path, before });
    else if (before === undefined) this.#pending.push({ kind: 'made', path, before });
  }

  /**
   * The power goes. Of the unconfirmed changes, those `forgets` picks are undone, the youngest first; if it went
   * during a step, that one is half done.
   * @returns how many changes were unconfirmed
   */
  cut(forgets: (index: number) => boolean, step?: Step): number {
    if (step) tear(step);
    const unconfirmed = this.#pending.length;
    for (let i = unconfirmed - 1; i >= 0; i--) if (forgets(i)) this.#undo(this.#pending[i]!);
    this.#pending = [];
    return unconfirmed;
  }

  [Symbol.dispose](): void {
    rmSync(this.#aside, { recursive: true, force: true });
  }

  #undo({ kind, path, from, before }: Pending): void {
    if (kind === 'renamed' && existsSync(path)) {
      rmSync(from!, { recursive: true, force: true });
      renameSync(path, from!);
      this.#move(path, from!);
    } else rmSync(path, { recursive: true, force: true });
    if (before !== undefined && existsSync(dirname(path))) cpSync(before, path, { recursive: true });
  }

  #move(from: string, to: string): void {
    const moved = (path: string): string =>
      path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
    for (const pending of this.#pending) pending.path = moved(pending.path);
  }

  #keep(path: string): string | undefined {
    if (!existsSync(path)) return undefined;
    const copy = join(this.#aside, String(++this.#kept));
    cpSync(path, copy, { recursive: true });
    return copy;
  }
}

/** What is left when the power goes during a step: half a file, half a folder, an empty file. */
function tear({ kind, args }: Step): void {
  const [path, content] = args as [string, string | Uint8Array];
  if (kind === 'write') {
    const bytes = Buffer.from(content);
    writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
  } else if (kind === 'remove' && existsSync(path) && statSync(path).isDirectory()) {
    for (const name of readdirSync(path).slice(0, 2)) rmSync(join(path, name), { recursive: true });
  }
}
