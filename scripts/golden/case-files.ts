import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DISCLOSURE_FILES } from './disclosure-operations.ts';
import { type GoldenCase, statisticsCases, type StatisticsFile } from './statistics-cases.ts';

/** A folder or file that cannot be read: one sentence for the person who asked. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** Paths of the case files of one folder, not of those below it, in name order. @throws UnreadableError */
export function caseFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new UnreadableError(`Cannot read the folder ${folder}: ${reasonOf(cause)}.`, { cause });
  }
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new UnreadableError(`The folder ${folder} holds no case files (*.json).`);
  return files.map((name) => join(folder, name));
}

/** The cases of one file: statistics by its schema, disclosure by its name. @throws UnreadableError */
export function casesOf(path: string): GoldenCase[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UnreadableError(`Cannot read ${path}: ${reasonOf(cause)}.`, { cause });
  }
  try {
    return casesIn(path, content);
  } catch (cause) {
    return [unknownCase(path, `content of another shape (${reasonOf(cause)})`)];
  }
}

function casesIn(path: string, content: unknown): GoldenCase[] {
  if (typeof content === 'object' && content !== null && 'schema' in content) {
    if (content.schema === 'golden/1') return statisticsCases(content as unknown as StatisticsFile);
    return [unknownCase(path, `schema ${content.schema}`)];
  }
  const name = basename(path, '.json');
  const disclosure = DISCLOSURE_FILES[name];
  if (disclosure) return disclosure(content as never);
  return Array.isArray(content)
    ? content.map((each, i) => unknownCase(`${path}#${each?.id ?? i}`, `a file named ${name}`))
    : [unknownCase(path, `a file named ${name}`)];
}

const unknownCase = (id: string, what: string): GoldenCase => ({
  id,
  misses: async () => [
    { at: 'file', got: `${what}, which this runner does not know`, expected: 'a known file' }
  ]
});

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
