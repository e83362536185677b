import { requireCount } from './numerics/input-check.ts';

/** Patients by area of residence (rows) and of facility (columns); null where a cell is withheld or unknown. */
export type FlowMatrix = readonly ArrayLike<number | null>[];

/** Flows of each area; a figure that a null cell or an empty base hides is null. */
export interface PatientFlow {
  /** Patients living in each area, wherever treated. */
  readonly residents: readonly (number | null)[];
  /** Patients treated in each area, wherever they live. */
  readonly facilityTotal: readonly (number | null)[];
  /** 自域依存率: share of residents' patients treated at home. */
  readonly selfSufficiency: readonly (number | null)[];
  /** 流出率: 1 − 自域依存率. */
  readonly outflow: readonly (number | null)[];
  /** 流入率: share of the facilities' patients who live elsewhere. */
  readonly inflow: readonly (number | null)[];
  /** Facilities' patients less residents' patients. */
  readonly balance: readonly (number | null)[];
}

/**
 * Patient flows 患者流出入 between areas, from published counts. One hospital's extract has only the columns of its own
 * facilities: flows are then not computable, and the page says so instead of calling this.
 * @param matrix square: the same areas as rows and columns, in one order
 * @param outside index of the row and column for places beyond the areas (県外), which get no figures of their own
 * @throws RangeError for a matrix that is not square
 */
export function patientFlow(matrix: FlowMatrix, outside: number | null = null): PatientFlow {
  requireSquare(matrix);
  const areas = matrix.map((_, i) => i).filter((i) => i !== outside);
  const own = areas.map((i) => matrix[i]![i]!);
  const residents = areas.map((i) => totalOf(Array.from(matrix[i]!)));
  const facilityTotal = areas.map((j) => totalOf(matrix.map((row) => row[j]!)));
  const selfSufficiency = own.map((value, k) => shareOf(value, residents[k]!));
  const home = own.map((value, k) => shareOf(value, facilityTotal[k]!));
  return {
    residents,
    facilityTotal,
    selfSufficiency,
    outflow: selfSufficiency.map((share) => (share === null ? null : 1 - share)),
    inflow: home.map((share) => (share === null ? null : 1 - share)),
    balance: facilityTotal.map((total, k) =>
      total === null || residents[k] === null ? null : total - residents[k]!
    )
  };
}

/**
 * Bounds of 自域依存率 where cells are withheld: each null counts anything from 0 to `most`. Null where even the largest
 * base is 0.
 * @param most the largest count a withheld cell can hold
 */
export function selfSufficiencyBounds(
  matrix: FlowMatrix,
  most: number
): readonly ({ readonly lower: number; readonly upper: number } | null)[] {
  requireSquare(matrix);
  requireCount('most', most);
  return matrix.map((row, i) => {
    const others = Array.from(row).filter((_, j) => j !== i);
    const known = others.reduce<number>((total, value) => total + (value ?? 0), 0);
    const hidden = others.filter((value) => value === null).length * most;
    const [least, largest] = [row[i] ?? 0, row[i] ?? most];
    if (largest + known + hidden === 0) return null;
    const share = (own: number, away: number): number => (own + away === 0 ? 1 : own / (own + away));
    return {
      lower: least === 0 ? 0 : share(least, known + hidden),
      upper: largest === 0 ? 0 : share(largest, known)
    };
  });
}

function requireSquare(matrix: FlowMatrix): void {
  matrix.forEach((row, i) => {
    if (row.length !== matrix.length)
      throw new RangeError(`row ${i} of a flow matrix needs ${matrix.length} columns`);
    for (const value of Array.from(row)) if (value !== null) requireCount(`flow in row ${i}`, value);
  });
}

function totalOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, v) => (total === null || v === null ? null : total + v), 0);
}

function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
