import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDescription } from '#lib/release/manifest.ts';
import { PublisherError } from './publisher-error.ts';

/** What a source says of itself, with the seed an invented one was made from. */
export type DescribedSource = SourceDescription & { readonly seed?: number };

/**
 * Describes a source: what the operator says, else its source.json, else the words for one hospital without a name.
 * A source is synthetic only if its own source.json says so.
 * @throws PublisherError E_INPUT_READ if source.json is no JSON
 */
export function describeSource(
  directory: string,
  given: Partial<Pick<SourceDescription, 'profile' | 'name_ja' | 'name_en'>>
): DescribedSource {
  const own = readOwn(join(directory, 'source.json'));
  return {
    synthetic: own.synthetic === true,
    profile: given.profile ?? (own.profile === 'region' ? 'region' : 'hospital'),
    name_ja: given.name_ja ?? own.name_ja ?? '名称未設定の医療機関',
    name_en: given.name_en ?? own.name_en ?? 'Unnamed source',
    facilities: own.facilities ?? 1,
    ...(typeof own.seed === 'number' ? { seed: own.seed } : {})
  };
}

function readOwn(path: string): Partial<DescribedSource> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<DescribedSource>;
  } catch (cause) {
    throw new PublisherError('E_INPUT_READ', `${path} is no JSON; correct it or remove it.`, { cause });
  }
}
