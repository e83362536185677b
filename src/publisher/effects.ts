import * as fs from 'node:fs';

/** What the publisher does to the world, handed in so that a test can watch it and stop it at any step. */
export interface Effects {
  /** Now; judged against when no --as-of is given. */
  readonly clock: () => Date;
  /** One line for the operator; never a record's values. */
  readonly log: (line: string) => void;
  /** Progress of a named step, 0–1. */
  readonly progress: (step: string, share: number) => void;
  readonly files: Files;
}

/** The file-system steps of a publication. Every path is absolute or relative to the working directory. */
export interface Files {
  readonly makeDirectory: (path: string) => void;
  /** Writes a whole file and flushes it; `mode` for a new file that not everyone may read. */
  readonly write: (path: string, content: string | Uint8Array, mode?: number) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Creates a file that must not exist, whole or not at all. @throws EEXIST */
  readonly create: (path: string, content: string) => void;
  /** Flushes a file or folder to the disk. */
  readonly sync: (path: string) => void;
}

/** What file systems that know no hard links answer (shares of Windows servers, some FUSE mounts). */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

function sync(path: string): void {
  const handle = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** The real file system, flushing what it writes. */
export const realFiles: Files = {
  makeDirectory: (path) => void fs.mkdirSync(path, { recursive: true }),
  write: (path, content, mode) => {
    fs.writeFileSync(path, content, mode === undefined ? {} : { mode });
    sync(path);
  },
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.rmSync(path, { recursive: true, force: true }),
  create: (path, content) => {
    // a link appears with its content, so that no reader ever sees an empty lock
    const aside = `${path}.${process.pid}`;
    fs.writeFileSync(aside, content);
    try {
      fs.linkSync(aside, path);
    } catch (cause) {
      if (!WITHOUT_LINKS.has(String((cause as NodeJS.ErrnoException).code))) throw cause;
      fs.writeFileSync(path, content, { flag: 'wx' });
    } finally {
      fs.rmSync(aside, { force: true });
    }
  },
  sync
};
