import { type Difference, differences } from './agreement.ts';
import { intervalCases } from './interval-cases.ts';
import { rollupCases } from './rollup-cases.ts';
import type { GoldenCase } from './statistics-cases.ts';

/*
 * Modules of the publisher are loaded by the case that needs them: one that is missing or broken fails its own cases
 * and no other.
 */

const USUAL = { relative: 0, absolute: 1e-6 };
const agree = (got: unknown, expected: unknown): Difference[] => differences(got, expected, USUAL);

interface Rounding {
  readonly key_hex: string;
  readonly vectors: readonly {
    readonly cell: string;
    readonly count: number;
    readonly u48: number;
    readonly rounded: number;
  }[];
  readonly unbiased?: {
    readonly cells: string;
    readonly rounded_up_by_remainder: Readonly<Record<string, number>>;
  };
}

function roundingCases({ key_hex, vectors, unbiased }: Rounding): GoldenCase[] {
  const key = Buffer.from(key_hex, 'hex');
  const load = () => import('#publisher/protect/rounding.ts');
  const each = vectors.map(({ cell, count, u48, rounded }, i) => ({
    id: `rounding-vector-${i} (${cell}, ${count})`,
    misses: async () => {
      const { roundedCount, u48Of } = await load();
      return agree({ u48: u48Of(key, cell), rounded: roundedCount(key, cell, count) }, { u48, rounded });
    }
  }));
  if (!unbiased) return each;
  return [
    ...each,
    {
      id: 'rounding-unbiased',
      misses: async () => {
        const { roundedCount } = await load();
        const [, prefix, first, last] = /^(.*?)(\d+)\.\.(\d+)$/.exec(unbiased.cells)!;
        const upwards = (remainder: number): number => {
          let up = 0;
          for (let i = Number(first); i <= Number(last); i++)
            if (roundedCount(key, `${prefix}${i}`, remainder) > remainder) up++;
          return up;
        };
        const expected = unbiased.rounded_up_by_remainder;
        const got = Object.fromEntries(Object.keys(expected).map((r) => [r, upwards(Number(r))]));
        return agree(got, expected);
      }
    }
  ];
}

interface Measures {
  readonly dominance?: readonly {
    readonly id?: string;
    readonly contributions: number[];
    readonly expect: object;
  }[];
  readonly quantiles?: readonly {
    readonly patients: number;
    readonly quantile: number;
    readonly published: boolean;
  }[];
  readonly indicators?: readonly {
    readonly events: number;
    readonly patients: number;
    readonly T: number;
    readonly expect: string;
  }[];
  readonly interval_widening?: readonly { readonly rounded_events: number; readonly widening: number }[];
  readonly proportions?: readonly {
    readonly rounded_yes: number;
    readonly rounded_no: number;
    readonly estimate: number;
  }[];
  readonly tiers?: readonly {
    readonly code: string;
    readonly register_2025_01_01: number;
    readonly T: number | null;
  }[];
}

function measureCases(measures: Measures): GoldenCase[] {
  const indicator = () => import('#publisher/protect/indicator-rule.ts');
  const cases = <Row extends object>(
    name: keyof Measures,
    rows: readonly Row[] = [],
    misses: (row: Row) => Promise<Difference[]>
  ): GoldenCase[] =>
    rows.map((row, i) => ({
      id: 'id' in row ? String(row.id) : `measures-${name}-${i} ${JSON.stringify(row)}`,
      misses: () => misses(row)
    }));
  return [
    ...cases('dominance', measures.dominance, async ({ contributions, expect }) => {
      const { dominanceOf } = await import('#publisher/protect/dominance.ts');
      return agree(dominanceOf(contributions), expect);
    }),
    ...cases('quantiles', measures.quantiles, async ({ patients, quantile, published }) => {
      const { quantileMayShow } = await import('#publisher/protect/quantile-rule.ts');
      return agree(quantileMayShow(patients, Math.round(quantile * 1000)), published);
    }),
    ...cases('indicators', measures.indicators, async ({ events, patients, T, expect }) => {
      const { indicatorMayShow } = await indicator();
      return agree(indicatorMayShow(events, patients, T) ? 'shown' : 'withheld', expect);
    }),
    ...cases('interval_widening', measures.interval_widening, async ({ rounded_events, widening }) => {
      const { intervalWidening } = await indicator();
      return agree(intervalWidening(rounded_events), widening);
    }),
    ...cases('proportions', measures.proportions, async ({ rounded_yes, rounded_no, estimate }) => {
      const { proportionOf } = await indicator();
      return agree(proportionOf(rounded_yes, rounded_no), estimate);
    }),
    ...cases('tiers', measures.tiers, async ({ register_2025_01_01, T }) => {
      const { tierOf } = await import('#publisher/policy.ts');
      return agree(tierOf(register_2025_01_01), T);
    })
  ];
}

type Verdict = { readonly ok: true } | { readonly code: string; readonly exit: number };
type Policy = typeof import('#publisher/policy.ts');

interface Star {
  readonly id: string;
  readonly levels?: Parameters<Policy['checkStar']>[1];
  readonly tables?: Parameters<Policy['checkStar']>[0];
  readonly partition_fine?: readonly string[];
  readonly partition_coarse?: readonly string[];
  readonly expect: Verdict;
}

const starCases = (cases: readonly Star[]): GoldenCase[] =>
  cases.map(({ id, levels, tables, partition_fine, partition_coarse, expect }) => ({
    id,
    misses: async () => {
      const { checkStar, checkPartition } = await import('#publisher/policy.ts');
      const verdict = await verdictOf(() => {
        if (tables) checkStar(tables, levels ?? {});
        if (partition_fine) checkPartition(partition_fine, partition_coarse ?? []);
      });
      return agree(verdict, expect);
    }
  }));

async function verdictOf(check: () => void): Promise<Verdict> {
  const { PublisherError } = await import('#publisher/publisher-error.ts');
  try {
    check();
    return { ok: true };
  } catch (error) {
    if (error instanceof PublisherError) return { code: error.code, exit: error.exitCode };
    throw error;
  }
}

interface Releases {
  readonly id: string;
  readonly releases: Parameters<typeof import('#publisher/audit/releases.ts').judgeReleases>[0];
  readonly expect: Verdict;
}

const releaseCases = (cases: readonly Releases[]): GoldenCase[] =>
  cases.map(({ id, releases, expect }) => ({
    id,
    misses: async () => {
      const { judgeReleases } = await import('#publisher/audit/releases.ts');
      return agree(judgeReleases(releases), expect);
    }
  }));

/** Cases of each disclosure file, by its name. */
export const DISCLOSURE_FILES: Readonly<Record<string, (content: never) => GoldenCase[]>> = {
  rollup: rollupCases,
  rounding: roundingCases,
  measures: measureCases,
  intervals: intervalCases,
  star: starCases,
  releases: releaseCases
};
