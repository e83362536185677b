import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { csvParse } from 'd3-dsv';
import { ReferenceTableError } from './read-reference.ts';

const FILE = fileURLToPath(
  new URL('../../../data-samples/reference/standard_populations.csv', import.meta.url)
);

/** Standard populations rates are made comparable by: 平成27年 and 昭和60年モデル人口, WHO World Standard 2000–2025. */
export const STANDARDS = ['japan_2015', 'japan_1985', 'who_2000_2025'] as const;
export type Standard = (typeof STANDARDS)[number];

/** One band of a standard population; `population` is in persons, WHO's in per cent. */
export interface StandardBand {
  readonly standard: Standard;
  /** First age of the band. */
  readonly from: number;
  /** Whether nothing bounds it above. */
  readonly open: boolean;
  readonly population: number;
}

/**
 * The bands of every standard population, youngest first.
 * @throws ReferenceTableError naming column and line
 */
export function readStandardPopulations(file = FILE): readonly StandardBand[] {
  return csvParse(readFileSync(file, 'utf8')).map((row, i) => {
    const refuse = (column: string, wanted: string): never => {
      throw new ReferenceTableError(
        `reference table standard_populations: column ${column}, line ${i + 2} should hold ${wanted}`
      );
    };
    const standard = STANDARDS.find((name) => name === row['standard']);
    const band = /^(\d+)(?:-\d+|(\+))$/.exec(row['age_band'] ?? '');
    const population = Number(row['population'] || NaN);
    return {
      standard: standard ?? refuse('standard', STANDARDS.join(' | ')),
      from: band ? Number(band[1]) : refuse('age_band', 'a band such as 0-4 or 95+'),
      open: band?.[2] !== undefined,
      population: population > 0 ? population : refuse('population', 'a number above 0')
    };
  });
}
