import { AGE5 } from '#lib/domain/age-band.ts';
import { OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import {
  readChapters,
  readPopulation,
  readUnits,
  readUtilisationByChapter,
  readUtilisationModel
} from '../reference/read-reference.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES, SENDAI } from '../trees.ts';
import type { Policy } from './policy-shape.ts';

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const ascending = (leaves: readonly string[], size: (leaf: string) => number): string[] =>
  [...leaves].sort((a, b) => size(a) - size(b) || bytes(a, b));

/** Emergency before inpatient before outpatient, each by Miyagi's 受療率 of its chapter; emergency by the outpatient rate. */
function diseaseSize(): (leaf: string) => number {
  const rate = new Map(
    readUtilisationByChapter()
      .filter((r) => r.region === 'miyagi')
      .map((r) => [`${r.chapter_no}/${r.setting}`, r.rate_per_100k])
  );
  const chapters = new Map<string, number[]>();
  for (const chapter of readChapters())
    chapters.set(chapter.group, [...(chapters.get(chapter.group) ?? []), chapter.no]);
  const settings = ['emergency', 'inpatient', 'outpatient'];
  return (leaf) => {
    const [setting, group] = leaf.split('|') as [string, string];
    const surveyed = setting === 'emergency' ? 'outpatient' : setting;
    const numbers = chapters.get(group) ?? [];
    return (
      settings.indexOf(setting) * 1e6 +
      numbers.reduce((sum, no) => sum + (rate.get(`${no}/${surveyed}`) ?? 0), 0)
    );
  };
}

/** Residents of Miyagi by sex and band × modelled rate; nobody is registered with sex or age unknown. */
function ageSize(): (leaf: string) => number {
  const sum = (sums: Map<string, number>, leaf: string, more: number) =>
    sums.set(leaf, (sums.get(leaf) ?? 0) + more);
  const people = new Map<string, number>();
  for (const row of readPopulation()) {
    if (row.code !== '04000' || row.age_band === 'unpublished') continue;
    sum(
      people,
      `${row.sex}|${AGE5[Math.min(18, Math.floor(Number.parseInt(row.age_band, 10) / 5))]!}`,
      row.population
    );
  }
  const rate = new Map<string, number>();
  for (const row of readUtilisationModel()) sum(rate, `${row.sex}|${row.age_band}`, row.rate_per_100k);
  return (leaf) => (people.get(leaf) ?? 0) * (rate.get(leaf) ?? 0);
}

/** Register population; 不明 and Sendai with the ward unknown first, 県外 last. */
function geographySize(): (leaf: string) => number {
  const size = new Map([
    ...readUnits().map((u) => [u.unit, u.population_2025_register] as const),
    [UNKNOWN, 0],
    [SENDAI, 0],
    [OUTSIDE, Number.MAX_SAFE_INTEGER]
  ]);
  return (leaf) => size.get(leaf)!;
}

/** The order blocks are pulled in: ascending official expected size, never the data's; ties by the bytes of the key. */
export const defaultPullOrder = (): Policy['pull_order'] => ({
  geography: ascending(GEOGRAPHY_LEAVES, geographySize()),
  age: ascending(AGE_LEAVES, ageSize()),
  disease: ascending(DISEASE_LEAVES, diseaseSize())
});
