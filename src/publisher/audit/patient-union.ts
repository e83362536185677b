/**
 * Counts distinct patients of several leaves from those of the small ones: exact where all of them are small, and
 * otherwise at least the largest leaf, which alone then settles whether a threshold is reached.
 */
export function unionOf(
  patients: readonly number[],
  members: ReadonlyMap<number, readonly number[]>
): (leaves: readonly number[]) => number {
  const numbers = new Map<number, number>();
  const numbered = new Map(
    [...members].map(([leaf, list]) => [
      leaf,
      list.map((patient) => {
        let number = numbers.get(patient);
        if (number === undefined) numbers.set(patient, (number = numbers.size));
        return number;
      })
    ])
  );
  const seen = new Int32Array(numbers.size);
  let turn = 0;
  return (leaves) => {
    turn++;
    let distinct = 0;
    let largest = 0;
    for (const leaf of leaves) {
      const list = numbered.get(leaf);
      if (!list) largest = Math.max(largest, patients[leaf]!);
      else
        for (const number of list) {
          if (seen[number] !== turn) distinct++;
          seen[number] = turn;
        }
    }
    return Math.max(distinct, largest);
  };
}
