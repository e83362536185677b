import { type Numbers, requireCounts, requireFinite, requireSameLength } from './numerics/input-check.ts';
import { leastSquares } from './numerics/least-squares.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** A fitted log-linear Poisson model. */
export interface PoissonFit {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly deviance: number;
  readonly degreesOfFreedom: number;
  /** Pearson χ² over degrees of freedom; null where none are left. */
  readonly pearsonDispersion: number | null;
  /** Standard errors times the root of the dispersion; null with it. */
  readonly quasiStandardErrors: readonly number[] | null;
  /** Covariance of the coefficients at dispersion 1, row by row. */
  readonly covariance: Float64Array;
  /** Fitted means and diagonal of the hat matrix, one a row. */
  readonly fitted: Float64Array;
  readonly leverage: Float64Array;
}

/** Steps after which a fit without a finite maximum is taken as it is. */
const MOST_STEPS = 100;

/**
 * Poisson regression with log link by iteratively reweighted least squares.
 * Withheld: `too_few_events` when every response is 0: no finite coefficient fits. (McCullagh & Nelder 1989)
 * @param design rows of the model matrix, intercept included
 * @param response counts, one a row
 * @param options `offset` on the log scale, prior `weights`
 * @throws RangeError for unequal lengths, negative counts, columns that are not independent
 */
export function poissonRegression(
  design: readonly Numbers[],
  response: Numbers,
  { offset, weights }: { readonly offset?: Numbers; readonly weights?: Numbers } = {}
): Outcome<PoissonFit> {
  const n = response.length;
  const shift = offset ?? new Float64Array(n);
  const prior = weights ?? new Float64Array(n).fill(1);
  requireSameLength({ design, response, offset: shift, weights: prior });
  requireCounts('response', response);
  requireCounts('weights', prior);
  requireFinite('offset', shift);
  const width = design[0]?.length ?? 0;
  if (design.some((row) => row.length !== width)) throw new RangeError('rows of a design are equally long');
  design.forEach((row, i) => requireFinite(`design[${i}]`, row));
  const informative = Array.from(prior).filter((w) => w > 0).length;
  if (width === 0 || informative < width) return withheld('too_short');
  if (Array.from(response).every((y, i) => y === 0 || prior[i] === 0)) return withheld('too_few_events');

  const columns = Array.from({ length: width }, (_, j) => Float64Array.from(design, (row) => row[j]!));
  const fitted = Float64Array.from(response, (y) => y + 0.1);
  const linear = fitted.map(Math.log);
  const working = new Float64Array(n);
  const pull = new Float64Array(n);
  let deviance = devianceOf(response, fitted, prior);
  for (let step = 0, settled = false; ; step++) {
    for (let i = 0; i < n; i++) {
      working[i] = linear[i]! - shift[i]! + (response[i]! - fitted[i]!) / fitted[i]!;
      pull[i] = prior[i]! * fitted[i]!;
    }
    const fit = leastSquares(columns, working, pull);
    if (!fit) throw new RangeError('the columns of the design are not independent');
    // one step past convergence, so that covariance and leverage belong to the means they stand beside
    if (settled) return result(fit, response, fitted, prior, deviance, informative - width);
    for (let i = 0; i < n; i++) {
      let eta = shift[i]!;
      for (let j = 0; j < width; j++) eta += columns[j]![i]! * fit.coefficients[j]!;
      // a group without events drifts to −∞; e⁻³⁰ is nobody and keeps the algebra finite
      linear[i] = Math.min(700, Math.max(-30, eta));
      fitted[i] = Math.exp(linear[i]!);
    }
    const before = deviance;
    deviance = devianceOf(response, fitted, prior);
    settled = Math.abs(deviance - before) < 1e-12 * (Math.abs(deviance) + 0.1) || step >= MOST_STEPS;
  }
}

function devianceOf(response: Numbers, fitted: Float64Array, prior: Numbers): number {
  let total = 0;
  for (let i = 0; i < fitted.length; i++) {
    const [y, mu] = [response[i]!, fitted[i]!];
    total += 2 * prior[i]! * ((y > 0 ? y * Math.log(y / mu) : 0) - (y - mu));
  }
  return total;
}

function result(
  fit: NonNullable<ReturnType<typeof leastSquares>>,
  response: Numbers,
  fitted: Float64Array,
  prior: Numbers,
  deviance: number,
  degreesOfFreedom: number
): Outcome<PoissonFit> {
  const width = fit.coefficients.length;
  const pearson = fitted.reduce((total, mu, i) => total + (prior[i]! * (response[i]! - mu) ** 2) / mu, 0);
  const standardErrors = Array.from({ length: width }, (_, j) => Math.sqrt(fit.inverse[j * width + j]!));
  const pearsonDispersion = degreesOfFreedom > 0 ? pearson / degreesOfFreedom : null;
  return shown({
    coefficients: [...fit.coefficients],
    standardErrors,
    deviance,
    degreesOfFreedom,
    pearsonDispersion,
    quasiStandardErrors:
      pearsonDispersion === null ? null : standardErrors.map((se) => se * Math.sqrt(pearsonDispersion)),
    covariance: fit.inverse,
    fitted,
    leverage: fit.leverage
  });
}
