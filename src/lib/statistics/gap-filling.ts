import { type Outcome, shown, withheld } from './outcome.ts';

/**
 * A series with its gaps filled by straight lines between neighbours, and by the nearest value at the ends; `filled`
 * marks them for the drawing. Withheld: `no_value` without any.
 */
export function gapFilling(
  series: ArrayLike<number | null>
): Outcome<{ values: readonly number[]; filled: readonly boolean[] }> {
  const given = Array.from(series);
  const known = given.flatMap((value, i) => (value === null ? [] : [i]));
  if (known.length === 0) return withheld('no_value');
  const values = given.map((value, i) => {
    if (value !== null) return value;
    const next = known.find((k) => k > i);
    const last = known.findLast((k) => k < i);
    if (next === undefined || last === undefined) return given[(next ?? last)!]!;
    return given[last]! + ((given[next]! - given[last]!) * (i - last)) / (next - last);
  });
  return shown({ values, filled: given.map((value) => value === null) });
}
