import { readFileSync } from 'node:fs';
import { INTEGER, VARCHAR, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { Month } from '#lib/domain/period.ts';
import { parseQuery, type Query } from '#lib/release/query.ts';
import { PublisherError } from '../publisher-error.ts';
import { fill } from '../read/fill-table.ts';

const APPROXIMATE = /\bapprox_|\bapproximate\b|\breservoir_quantile\b|\busing sample\b|\btablesample\b/i;

/** A publisher query by name. @throws PublisherError E_COUNT_INEXACT if it counts approximately */
export function publishQuery(name: string): Query {
  const query = parseQuery(
    name,
    readFileSync(new URL(import.meta.resolve(`#queries/publish/${name}.sql`)), 'utf8')
  );
  refuseApproximate(query);
  return query;
}

/** Disclosure control rests on exact counts. @throws PublisherError E_COUNT_INEXACT */
export function refuseApproximate(query: Pick<Query, 'name' | 'text'>): void {
  if (APPROXIMATE.test(query.text))
    throw new PublisherError(
      'E_COUNT_INEXACT',
      `Query ${query.name} counts approximately; distinct patients must be counted exactly.`
    );
}

/** Count of one leaf: `leaf` is its number in its tree. */
export interface LeafCount {
  readonly leaf: number;
  readonly visits: number;
  readonly patients: number;
}

type Tree = 'age' | 'disease';

/**
 * The engine that holds the visits of a frozen snapshot. It answers leaf counts and names the patients of small
 * leaves only; whatever engine does this, protect stays the same.
 */
export class CountingEngine {
  readonly #queries = new Map<string, Query>();
  constructor(private readonly connection: DuckDBConnection) {}

  /** Visits and patients of each geography leaf of a month. */
  async leafCounts(month: Month): Promise<LeafCount[]> {
    return (await this.#ask('leaf_counts', month)).map((row) => ({
      leaf: Number(row['leaf']),
      visits: Number(row['visits']),
      patients: Number(row['patients'])
    }));
  }

  /** Patients of the given geography leaves. */
  async leafMembers(month: Month, leaves: readonly number[]): Promise<Map<number, number[]>> {
    if (leaves.length === 0) return new Map();
    await fill(
      this.connection,
      'small_leaf',
      ['leaf integer'],
      [INTEGER],
      leaves.map((leaf) => [leaf])
    );
    return gather(await this.#ask('leaf_members', month), (row) => Number(row['leaf']));
  }

  /** Fixes which geography leaves make up which unit of the month; the following calls count by unit. */
  async setUnits(blocks: readonly (readonly [leaf: number, block: number])[]): Promise<void> {
    await fill(this.connection, 'unit_block', ['leaf integer', 'block integer'], [INTEGER, INTEGER], blocks);
  }

  /** Visits and patients of each leaf of both trees in each unit; key `block/tree`. */
  async unitLeafCounts(month: Month): Promise<Map<string, LeafCount[]>> {
    const counts = new Map<string, LeafCount[]>();
    for (const row of await this.#ask('unit_leaf_counts', month)) {
      const key = `${row['block']}/${row['tree']}`;
      let list = counts.get(key);
      if (!list) counts.set(key, (list = []));
      list.push({
        leaf: Number(row['leaf']),
        visits: Number(row['visits']),
        patients: Number(row['patients'])
      });
    }
    return counts;
  }

  /** Patients of the given leaves; key `block/tree/leaf`. */
  async unitLeafMembers(
    month: Month,
    leaves: readonly (readonly [block: number, tree: Tree, leaf: number])[]
  ): Promise<Map<string, number[]>> {
    if (leaves.length === 0) return new Map();
    await fill(
      this.connection,
      'small_unit_leaf',
      ['block integer', 'tree varchar', 'leaf integer'],
      [INTEGER, VARCHAR, INTEGER],
      leaves
    );
    return gather(
      await this.#ask('unit_leaf_members', month),
      (row) => `${row['block']}/${row['tree']}/${row['leaf']}`
    );
  }

  /** Visits and distinct patients of each REST, by its number. */
  async restPatients(
    month: Month,
    leaves: readonly (readonly [rest: number, block: number, tree: Tree, leaf: number])[]
  ): Promise<Map<number, { visits: number; patients: number }>> {
    if (leaves.length === 0) return new Map();
    await fill(
      this.connection,
      'rest_leaf',
      ['rest integer', 'block integer', 'tree varchar', 'leaf integer'],
      [INTEGER, INTEGER, VARCHAR, INTEGER],
      leaves
    );
    return new Map(
      (await this.#ask('rest_patients', month)).map((row) => [
        Number(row['rest']),
        { visits: Number(row['visits']), patients: Number(row['patients']) }
      ])
    );
  }

  async #ask(name: string, month: Month): Promise<Record<string, DuckDBValue>[]> {
    let query = this.#queries.get(name);
    if (!query) this.#queries.set(name, (query = publishQuery(name)));
    return (await this.connection.runAndReadAll(query.text, [month])).getRowObjects();
  }
}

function gather<K>(
  rows: readonly Record<string, DuckDBValue>[],
  keyOf: (row: Record<string, DuckDBValue>) => K
): Map<K, number[]> {
  const members = new Map<K, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    let list = members.get(key);
    if (!list) members.set(key, (list = []));
    list.push(Number(row['patient']));
  }
  return members;
}
