/**
 * JSON with object keys sorted by UTF-16 code unit, two-space indent and a final line feed, so that equal
 * values are equal bytes wherever and whenever they are written.
 * @throws TypeError for NaN, Infinity, undefined inside arrays, functions and symbols: none may enter a release
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2) + '\n';
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a release holds finite numbers only');
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new TypeError(`a release holds no ${typeof value}`);
  if (Array.isArray(value)) {
    return value.map((item) => {
      if (item === undefined) throw new TypeError('a release holds no undefined');
      return sorted(item);
    });
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
  }
  return value;
}
