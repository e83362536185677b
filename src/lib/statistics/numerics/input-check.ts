/** The arguments of statistical methods: any array of numbers, plain or typed. */
export type Numbers = ArrayLike<number>;

/** @throws RangeError unless every value is finite and not below zero */
export function requireCounts(name: string, values: Numbers): void {
  for (let i = 0; i < values.length; i++) requireCount(`${name}[${i}]`, values[i]!);
}

/** @throws RangeError unless a value is finite and not below zero */
export function requireCount(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${name} must be a number from 0, not ${value}`);
}

/** @throws RangeError unless every value is a finite number */
export function requireFinite(name: string, values: Numbers): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) throw new RangeError(`${name}[${i}] must be finite, not ${values[i]}`);
}

/** @throws RangeError unless all arrays have one length */
export function requireSameLength(arrays: Readonly<Record<string, ArrayLike<unknown>>>): void {
  const lengths = Object.entries(arrays).map(([name, array]) => `${name} ${array.length}`);
  if (new Set(Object.values(arrays).map((array) => array.length)).size > 1)
    throw new RangeError(`arrays must be equally long: ${lengths.join(', ')}`);
}

/** @throws RangeError unless 0 < confidence < 1 */
export function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence lies between 0 and 1, not ${confidence}`);
}

/** @throws RangeError unless value is a whole number ≥ least */
export function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${name} must be a whole number from ${least}, not ${value}`);
}
