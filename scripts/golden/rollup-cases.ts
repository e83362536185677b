import { type Difference, differences } from './agreement.ts';
import type { GoldenCase } from './statistics-cases.ts';

/** A tree of leaves with their patients, and what may be published of it. */
interface RollupCase {
  readonly id: string;
  readonly tree: Readonly<Record<string, string[]>>;
  readonly patients: Readonly<Record<string, number>>;
  readonly T?: number | null;
  readonly T_of_leaf?: Readonly<Record<string, number>>;
  readonly structural_zero?: readonly string[];
  readonly order?: readonly string[];
  readonly members?: Readonly<Record<string, readonly string[]>>;
  readonly membership_query?: readonly string[];
  readonly expect: {
    readonly error?: string;
    readonly exit?: number;
    readonly published?: Readonly<Record<string, number>>;
    readonly rest?: readonly {
      readonly node: string;
      readonly leaves: readonly string[];
      readonly hidden_leaves: number;
      readonly patients: number;
    }[];
    readonly pulled?: readonly string[];
  };
}

/** What a roll-up comes to. */
interface Decision {
  readonly membership_query?: readonly string[];
  readonly error?: string;
  readonly exit?: number;
  readonly published?: Readonly<Record<string, number>>;
  readonly rest?: readonly { readonly node: string; readonly leaves: readonly string[] }[];
  readonly pulled?: readonly string[];
}

/** Cases of `rollup.json`. */
export const rollupCases = (cases: readonly RollupCase[]): GoldenCase[] =>
  cases.map((given) => ({ id: given.id, misses: () => missesOf(given) }));

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

async function missesOf(given: RollupCase): Promise<Difference[]> {
  const { needsMembers, ResidualError, rollup } = await import('#publisher/protect/rollup.ts');
  const { distinctPatients } = await import('#publisher/protect/distinct-patients.ts');
  const { EXIT_CODES } = await import('#publisher/publisher-error.ts');
  const threshold = (leaf: string): number => given.T_of_leaf?.[leaf] ?? given.T!;
  const structuralZero = new Set(given.structural_zero ?? []);
  const leaves = Object.keys(given.patients).filter((leaf) => !structuralZero.has(leaf));
  const largest = Math.max(...leaves.map(threshold));
  const order = given.order ?? [...leaves].sort(byBytes);
  const members = membersOf(given, leaves);
  const asked = (leaf: string): boolean => needsMembers(given.patients[leaf]!, largest);

  const { error, exit, published, rest, pulled } = given.expect;
  const expected: Decision = {
    ...(given.membership_query && { membership_query: [...given.membership_query].sort(byBytes) }),
    ...(error === undefined
      ? {
          published,
          rest: rest?.map((block) => ({ ...block, leaves: [...block.leaves].sort(byBytes) })),
          pulled
        }
      : { error, ...(exit !== undefined && { exit }) })
  };
  const decided = (): Decision => {
    try {
      const result = rollup({
        tree: { root: 'S', children: new Map(Object.entries(given.tree)) },
        patients: (leaf) => given.patients[leaf]!,
        threshold,
        rank: (leaf) => order.indexOf(leaf),
        structuralZero,
        // what the engine sends: the patients of small leaves only
        distinct: distinctPatients((leaf) => (asked(leaf) ? (members.get(leaf) ?? []) : []))
      });
      return {
        published: Object.fromEntries(result.published.map((leaf) => [leaf, given.patients[leaf]!])),
        rest: result.rests.map((block) => ({
          node: block.node,
          leaves: [...block.leaves].sort(byBytes),
          hidden_leaves: block.hidden.length,
          patients: new Set(block.leaves.flatMap((leaf) => members.get(leaf) ?? [])).size
        })),
        pulled: [...result.pulled]
      };
    } catch (thrown) {
      if (thrown instanceof ResidualError)
        return { error: 'E_SDC_RESIDUAL', exit: EXIT_CODES.E_SDC_RESIDUAL };
      throw thrown;
    }
  };
  const got: Decision = { membership_query: leaves.filter(asked).sort(byBytes), ...decided() };
  return differences(inOrder(got), inOrder(expected), { relative: 0, absolute: 1e-6 });
}

/** Patients of every leaf as whole numbers: those named, or as many as it counts, nobody twice. */
function membersOf(given: RollupCase, leaves: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  };
  return new Map(
    leaves.map((leaf) => {
      const named =
        given.members?.[leaf] ?? Array.from({ length: given.patients[leaf]! }, (_, i) => `${leaf}/${i}`);
      return [leaf, named.map(numberOf)] as const;
    })
  );
}

/** Published leaves and blocks as lists in one order, so that one too many differs as one too few does. */
function inOrder({ published, rest, ...others }: Decision): object {
  return {
    ...others,
    ...(published && {
      published: Object.entries(published)
        .sort(([a], [b]) => byBytes(a, b))
        .map(([leaf, patients]) => ({ leaf, patients }))
    }),
    ...(rest && { rest: [...rest].sort((a, b) => byBytes(a.node, b.node)) })
  };
}
