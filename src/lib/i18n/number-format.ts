import type { Locale } from './locale.ts';

/** How many decimals a kind of number has, and what stands behind it. */
const KINDS = {
  count: { decimals: 0, suffix: '' },
  rate: { decimals: 1, suffix: '' },
  percent: { decimals: 1, suffix: '%' },
  permille: { decimals: 1, suffix: '‰' },
  index: { decimals: 1, suffix: '' },
  days: { decimals: 1, suffix: '' }
} as const;
export type NumberKind = keyof typeof KINDS;

/** Rounded half away from zero, on the decimal digits the number prints with. */
function rounded(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(12);
  const scaled = BigInt(text.replace('.', ''));
  const unit = 10n ** BigInt(12 - decimals);
  const units = (scaled + unit / 2n) / unit;
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals ? `${whole}.${digits.slice(-decimals)}` : whole;
}

/**
 * A number as the atlas prints it: grouped, half away from zero, true minus (or ▲), no sign on a rounded zero.
 * @param sign `always` writes + before what is above zero (changes)
 */
export function formatNumber(
  value: number,
  kind: NumberKind,
  options: {
    readonly negative?: 'minus' | 'triangle';
    readonly sign?: 'negative' | 'always';
    readonly decimals?: number;
  } = {}
): string {
  const { decimals, suffix } = KINDS[kind];
  const digits = rounded(value, options.decimals ?? decimals);
  const zero = !/[1-9]/.test(digits);
  const sign = zero
    ? options.sign === 'always'
      ? '±'
      : ''
    : value < 0
      ? options.negative === 'triangle'
        ? '▲'
        : '−'
      : options.sign === 'always'
        ? '+'
        : '';
  return `${sign}${digits}${suffix}`;
}

/** What a figure without a number says. Every withheld value says the same, whatever the reason. */
export function formatAbsent(state: 'withheld' | 'missing' | 'not_computable', locale: Locale): string {
  if (state === 'not_computable') return '…';
  if (state === 'withheld') return locale === 'ja' ? '秘匿' : 'withheld';
  return locale === 'ja' ? '未報告' : 'not reported';
}

/** A cell absent from a rounded table: zero or withheld, nobody can tell. */
export const formatZeroOrWithheld = (threshold: number, locale: Locale): string =>
  locale === 'ja' ? `0または秘匿（${threshold}未満）` : `0 or withheld (under ${threshold})`;

/**
 * A large count for a sentence: 65万2千 in Japanese (to the thousand), 652,000 in English; below ten thousand as it is.
 */
export function formatSentenceCount(value: number, locale: Locale): string {
  if (value < 10_000) return formatNumber(value, 'count');
  const thousands = Math.round(value / 1000);
  if (locale === 'en')
    return thousands >= 10_000
      ? `${formatNumber(thousands / 1000, 'count', { decimals: 2 })} million`
      : thousands >= 1000
        ? `${formatNumber(thousands / 1000, 'count', { decimals: 2 })} million`
        : `${formatNumber(thousands * 1000, 'count')}`;
  const man = Math.floor(thousands / 10);
  const rest = thousands % 10;
  return `${formatNumber(man, 'count')}万${rest ? `${rest}千` : ''}`;
}

/** A number on an axis: 万 in Japanese from ten thousand, k in English from a thousand. */
export function formatAxis(value: number, locale: Locale): string {
  const short = (n: number, unit: string) =>
    `${formatNumber(n, 'count', { decimals: Number.isInteger(n) ? 0 : 1 })}${unit}`;
  if (locale === 'ja')
    return Math.abs(value) >= 10_000 ? short(value / 10_000, '万') : formatNumber(value, 'count');
  return Math.abs(value) >= 1_000_000
    ? short(value / 1_000_000, 'M')
    : Math.abs(value) >= 10_000
      ? short(value / 1000, 'k')
      : formatNumber(value, 'count');
}
