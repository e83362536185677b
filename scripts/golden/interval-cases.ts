import { differences } from './agreement.ts';
import type { GoldenCase } from './statistics-cases.ts';

type Judge = typeof import('#publisher/audit/interval-case.ts').judgeIntervalCase;
type Given = Parameters<Judge>[0];
type Verdict = Awaited<ReturnType<Judge>>;

/** Bounds as the file gives them; null above where nothing bounds a cell. */
type IntervalCase = Given & Omit<Verdict, 'repair'> & { readonly id: string };

/** Cases of `intervals.json`: bounds of every hidden cell, the verdict, and both again after the repair. */
export const intervalCases = (cases: readonly IntervalCase[]): GoldenCase[] =>
  cases.map((given) => ({
    id: given.id,
    misses: async () => {
      const { judgeIntervalCase } = await import('#publisher/audit/interval-case.ts');
      return differences(comparable(await judgeIntervalCase(given)), comparable(given), {
        relative: 0,
        absolute: 1e-6
      });
    }
  }));

/** What is compared: the absence of a field counts, the order of cells does not. */
function comparable(verdict: Omit<Verdict, 'repair'> & { readonly repair?: unknown }): object {
  const repair = verdict.repair as
    { readonly hide?: readonly string[]; readonly cost?: number } | null | undefined;
  return {
    bounds_lp: bounds(verdict.bounds_lp),
    bounds_integer: bounds(verdict.bounds_integer),
    verdict: verdict.verdict,
    failing: [...verdict.failing].sort(),
    code: verdict.code ?? null,
    exit: verdict.exit ?? null,
    bounds_after: bounds(verdict.bounds_after),
    verdict_after: verdict.verdict_after ?? null,
    repair: repair?.cost === undefined ? null : { ...repair, hide: [...(repair.hide ?? [])].sort() }
  };
}

const bounds = (of: Verdict['bounds_lp'] | undefined): object | null =>
  of === undefined
    ? null
    : Object.entries(of)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([cell, [lower, upper]]) => ({ cell, lower, upper }));
