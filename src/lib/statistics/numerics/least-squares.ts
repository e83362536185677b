/** A weighted least-squares fit by QR. */
export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** (XᵀWX)⁻¹, row by row. */
  readonly inverse: Float64Array;
  /** Diagonal of the hat matrix, one a row. */
  readonly leverage: Float64Array;
}

/**
 * Minimises Σ w(y − Xb)² by modified Gram–Schmidt with a second pass, on columns scaled to unit length.
 * @param columns design, one array a column
 * @returns null when the columns are not independent
 */
export function leastSquares(
  columns: readonly Float64Array[],
  response: Float64Array,
  weights?: Float64Array
): LeastSquares | null {
  const n = response.length;
  const p = columns.length;
  const root = Float64Array.from({ length: n }, (_, i) => Math.sqrt(weights ? weights[i]! : 1));
  const scale = new Float64Array(p);
  const q = columns.map((column, j) => {
    const weighted = column.map((x, i) => x * root[i]!);
    scale[j] = Math.sqrt(dot(weighted, weighted));
    return scale[j] ? weighted.map((x) => x / scale[j]!) : weighted;
  });
  const r = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let pass = 0; pass < 2; pass++)
      for (let k = 0; k < j; k++) {
        const shared = dot(q[k]!, q[j]!);
        r[k * p + j]! += shared;
        for (let i = 0; i < n; i++) q[j]![i]! -= shared * q[k]![i]!;
      }
    const length = Math.sqrt(dot(q[j]!, q[j]!));
    if (!(length > 1e-11)) return null;
    r[j * p + j] = length;
    for (let i = 0; i < n; i++) q[j]![i]! /= length;
  }

  const target = response.map((y, i) => y * root[i]!);
  const projected = Float64Array.from(q, (column) => {
    const part = dot(column, target);
    for (let i = 0; i < n; i++) target[i]! -= part * column[i]!;
    return part;
  });
  const inverseR = invertUpper(r, p);
  const coefficients = new Float64Array(p);
  const inverse = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let k = a; k < p; k++) coefficients[a]! += (inverseR[a * p + k]! * projected[k]!) / scale[a]!;
    for (let b = 0; b < p; b++) {
      let total = 0;
      for (let k = Math.max(a, b); k < p; k++) total += inverseR[a * p + k]! * inverseR[b * p + k]!;
      inverse[a * p + b] = total / (scale[a]! * scale[b]!);
    }
  }
  const leverage = Float64Array.from({ length: n }, (_, i) =>
    q.reduce((h, column) => h + column[i]! ** 2, 0)
  );
  return { coefficients, inverse, leverage };
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function invertUpper(r: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    inverse[j * p + j] = 1 / r[j * p + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let total = 0;
      for (let k = i + 1; k <= j; k++) total += r[i * p + k]! * inverse[k * p + j]!;
      inverse[i * p + j] = -total / r[i * p + i]!;
    }
  }
  return inverse;
}
