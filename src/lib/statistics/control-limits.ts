import { ROUNDING_VARIANCE } from '../domain/rounding.ts';
import { ratioFunnelLimits } from './funnel-limits.ts';
import type { Interval } from './outcome.ts';
import { normalDeviate } from './quantiles.ts';

/** The standardised ratio of a place as frequent as the prefecture. */
export const AS_EXPECTED = 100;

/** Limits of 95 and 99.8 %, prefecture = 100. */
export interface ControlLimits {
  readonly lower95: number;
  readonly upper95: number;
  readonly lower998: number;
  readonly upper998: number;
}

/** How far a point lies outside the funnel: 2 beyond 99.8 %, 1 beyond 95 %, 0 inside; below with a minus. */
export type Outside = -2 | -1 | 0 | 1 | 2;

/** On which side of the limits a ratio lies. */
export function sideOf(value: number, limits: ControlLimits): Outside {
  if (value > limits.upper998) return 2;
  if (value > limits.upper95) return 1;
  if (value < limits.lower998) return -2;
  return value < limits.lower95 ? -1 : 0;
}

/**
 * Control limits at an expected count, prefecture = 100. For a sum of rounded cells each arm grows as its interval does.
 * @param cells rounded cells k behind a count; 0 for an exact one
 */
export function controlLimits(expected: number, cells: number): ControlLimits | null {
  if (!(expected > 0)) return null;
  const widening = Math.sqrt(1 + (ROUNDING_VARIANCE * cells) / expected);
  const at = (confidence: number): Interval => {
    const { lower, upper } = ratioFunnelLimits([expected], { confidence });
    const arm = (limit: number): number => Math.max(0, AS_EXPECTED * (1 + (limit - 1) * widening));
    return { lower: arm(lower[0]!), upper: arm(upper[0]!) };
  };
  const [inner, outer] = [at(0.95), at(0.998)];
  return {
    lower95: inner.lower,
    upper95: inner.upper,
    lower998: outer.lower,
    upper998: outer.upper
  };
}

/**
 * Control limits widened by the variance between places τ² (square-root scale), prefecture = 100; null where nothing is
 * expected. (Spiegelhalter 2005)
 */
export function adjustedLimits(expected: number, tau2: number): ControlLimits | null {
  if (!(expected > 0)) return null;
  const error = Math.sqrt(1 / (4 * expected) + tau2);
  const at = (confidence: number, side: -1 | 1): number =>
    AS_EXPECTED * Math.max(0, 1 + side * normalDeviate(confidence) * error) ** 2;
  return {
    lower95: at(0.95, -1),
    upper95: at(0.95, 1),
    lower998: at(0.998, -1),
    upper998: at(0.998, 1)
  };
}
