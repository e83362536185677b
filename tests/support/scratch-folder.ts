import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFiles, type Effects } from '../../src/publisher/effects.ts';

/** A folder that goes when the test is over. */
export function scratch(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'care-atlas-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Honest effects that write to the real disk and keep their log. */
export function quiet(more: Partial<Effects> = {}): Effects & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    clock: () => new Date('2026-06-30T00:00:00Z'),
    log: (line) => void lines.push(line),
    progress: () => {},
    files: realFiles,
    lines,
    ...more
  };
}

/** Every file of a folder with its content, for comparing two states of it. */
export function contentOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): [string, string] => [
        join(entry.parentPath, entry.name).slice(folder.length),
        readFileSync(join(entry.parentPath, entry.name)).toString('base64')
      ])
      .sort()
  );
}
