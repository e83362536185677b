/** Distinct patients of several leaves together, from the patients the engine named; leaves it did not name count nobody. */
export const distinctPatients =
  (members: (leaf: string) => readonly number[]) =>
  (leaves: readonly string[]): number => {
    const seen = new Set<number>();
    for (const leaf of leaves) for (const patient of members(leaf)) seen.add(patient);
    return seen.size;
  };
