import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../../src/publisher/trees.ts';
import type { MonthEngine } from '../../src/publisher/protect/month-counts.ts';

/** One visit by the names of its leaves. */
export interface MemoryVisit {
  readonly patient: number;
  readonly geography: string;
  readonly age: string;
  readonly disease: string;
}

const LEAVES = { age: AGE_LEAVES, disease: DISEASE_LEAVES } as const;

interface Group {
  visits: number;
  patients: Set<number>;
}

function grouped<K>(visits: readonly MemoryVisit[], keyOf: (visit: MemoryVisit) => K): Map<K, Group> {
  const groups = new Map<K, Group>();
  for (const visit of visits) {
    const key = keyOf(visit);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { visits: 0, patients: new Set() }));
    group.visits++;
    group.patients.add(visit.patient);
  }
  return groups;
}

/** Counts one month of visits that are held in memory, as any engine does. */
export function memoryEngine(visits: readonly MemoryVisit[]): MonthEngine {
  let blockOf = new Map<number, number>();
  const place = (visit: MemoryVisit) => GEOGRAPHY_LEAVES.indexOf(visit.geography);
  const leafOf = (visit: MemoryVisit, tree: 'age' | 'disease') => LEAVES[tree].indexOf(visit[tree]);
  const inUnits = () => visits.filter((visit) => blockOf.has(place(visit)));
  return {
    leafCounts: async () =>
      [...grouped(visits, place)].map(([leaf, { visits, patients }]) => ({
        leaf,
        visits,
        patients: patients.size
      })),
    leafMembers: async (_month, leaves) =>
      new Map(
        [...grouped(visits, place)]
          .filter(([leaf]) => leaves.includes(leaf))
          .map(([leaf, { patients }]) => [leaf, [...patients]])
      ),
    setUnits: async (blocks) => {
      blockOf = new Map(blocks);
    },
    unitLeafCounts: async () => {
      const counts = new Map<string, { leaf: number; visits: number; patients: number }[]>();
      for (const tree of ['age', 'disease'] as const)
        for (const [key, group] of grouped(
          inUnits(),
          (visit) => `${blockOf.get(place(visit))}/${tree}/${leafOf(visit, tree)}`
        )) {
          const [block, , leaf] = key.split('/') as [string, string, string];
          const list = counts.get(`${block}/${tree}`) ?? [];
          counts.set(`${block}/${tree}`, list);
          list.push({ leaf: Number(leaf), visits: group.visits, patients: group.patients.size });
        }
      return counts;
    },
    unitLeafMembers: async (_month, leaves) => {
      const asked = new Set(leaves.map(([block, tree, leaf]) => `${block}/${tree}/${leaf}`));
      const members = new Map<string, number[]>();
      for (const tree of ['age', 'disease'] as const)
        for (const [key, group] of grouped(
          inUnits(),
          (visit) => `${blockOf.get(place(visit))}/${tree}/${leafOf(visit, tree)}`
        ))
          if (asked.has(key)) members.set(key, [...group.patients]);
      return members;
    },
    restPatients: async (_month, leaves) => {
      const rests = new Map<string, number>(
        leaves.map(([rest, block, tree, leaf]) => [`${block}/${tree}/${leaf}`, rest])
      );
      const all = (['age', 'disease'] as const).flatMap((tree) =>
        inUnits().flatMap((visit) => {
          const rest = rests.get(`${blockOf.get(place(visit))}/${tree}/${leafOf(visit, tree)}`);
          return rest === undefined ? [] : [{ rest, patient: visit.patient }];
        })
      );
      const groups = new Map<number, Group>();
      for (const { rest, patient } of all) {
        const group = groups.get(rest) ?? { visits: 0, patients: new Set() };
        groups.set(rest, group);
        group.visits++;
        group.patients.add(patient);
      }
      return new Map(
        [...groups].map(([rest, { visits, patients }]) => [rest, { visits, patients: patients.size }])
      );
    }
  };
}
