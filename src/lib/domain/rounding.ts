/** Counts of rounded tables are moved at random to one of the two multiples of the base around them, without bias. */
export const ROUNDING_BASE = 10;
/** How far a rounded count may lie from the true one. */
export const ROUNDING_REACH = ROUNDING_BASE - 1;
/** Mean variance of the error, over the ten possible last digits. */
export const ROUNDING_VARIANCE = 16.5;
