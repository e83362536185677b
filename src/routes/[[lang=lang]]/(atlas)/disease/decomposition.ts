import type { Month } from '#lib/domain/period.ts';
import { gapFilling } from '#lib/statistics/gap-filling.ts';
import { type Outcome, shown } from '#lib/statistics/outcome.ts';
import { stl } from '#lib/statistics/stl.ts';
import { stlScale } from '#lib/statistics/stl-scale.ts';

/** A monthly series split on its scale; trend goes back to counts, season and remainder to factors (log) or differences. */
export interface Decomposition {
  readonly scale: 'log' | 'square_root';
  readonly parts: readonly {
    readonly name: 'trend' | 'seasonal' | 'remainder';
    readonly values: readonly number[];
  }[];
}

/** STL of a monthly series with its gaps bridged. Withheld: `no_value`, `too_short` under two years. */
export function decompositionOf(
  months: readonly Month[],
  counts: readonly (number | null)[]
): Outcome<Decomposition> {
  const whole = gapFilling(counts.slice(0, months.length));
  if (whole.kind === 'withheld') return whole;
  const scale = stlScale(whole.values);
  const parts = stl(scale.values, 12, { seasonalWindow: 'periodic' });
  if (parts.kind === 'withheld') return parts;
  return shown({
    scale: scale.name,
    parts: (['trend', 'seasonal', 'remainder'] as const).map((name) => ({ name, values: parts[name] }))
  });
}
