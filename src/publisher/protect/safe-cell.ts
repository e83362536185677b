import type { PatientsBand } from '#lib/domain/patients-band.ts';

declare const safe: unique symbol;

/** A row that disclosure control has passed: only protect makes it, only write takes it. Keys are the table's own columns. */
export interface SafeCell {
  readonly [safe]: true;
  readonly keys: readonly (string | number)[];
  readonly level: string;
  readonly hidden_leaves: number;
  readonly visits: number;
  readonly patients_band: PatientsBand;
}

/** Marks a row as safe. For `protect/` alone: the architecture test holds that nothing else imports it. */
export const safeCell = (cell: Omit<SafeCell, typeof safe>): SafeCell => cell as SafeCell;
