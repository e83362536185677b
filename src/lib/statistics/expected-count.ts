/** Residents of a place by sex and five-year band. */
export interface Residents {
  readonly code: string;
  readonly sex: string;
  readonly age5: string;
  readonly population: number;
}

/** Events of the prefecture in one band and sex; rounded, and absent where few. */
export interface ReferenceEvents {
  readonly sex: string;
  readonly age5: string;
  readonly events: number;
}

/**
 * Events each place would have if the prefecture's rates of every age and sex held there 期待件数（間接法）. Where the
 * prefecture's exact total is known, all are scaled to add up to it, which makes up for cells withheld, rounded or of
 * unknown age. Null for every place where the reference has no event. (Breslow & Day 1987)
 * @param residents of every place of the prefecture @param reference events of the prefecture
 * @param total the prefecture's own number of events, or null
 * @returns expected events by code; they add up to the total, or to the reference
 */
export function expectedCounts(
  residents: readonly Residents[],
  reference: readonly ReferenceEvents[],
  total: number | null = null
): ReadonlyMap<string, number | null> {
  const key = (row: { readonly sex: string; readonly age5: string }): string => `${row.sex}|${row.age5}`;
  const people = new Map<string, number>();
  for (const row of residents) people.set(key(row), (people.get(key(row)) ?? 0) + row.population);
  const events = new Map<string, number>();
  for (const row of reference) events.set(key(row), (events.get(key(row)) ?? 0) + row.events);
  const expected = new Map<string, number>();
  for (const row of residents) {
    const stratum = people.get(key(row))!;
    const more = stratum === 0 ? 0 : (row.population * (events.get(key(row)) ?? 0)) / stratum;
    expected.set(row.code, (expected.get(row.code) ?? 0) + more);
  }
  const all = [...expected.values()].reduce((a, b) => a + b, 0);
  if (all === 0) return new Map([...expected.keys()].map((code) => [code, null]));
  const scale = total === null ? 1 : total / all;
  return new Map([...expected].map(([code, value]) => [code, value * scale]));
}
