/**
 * The check digit of a five-digit local government code (全国地方公共団体コード, JIS X 0401/0402):
 * weights 6,5,4,3,2; (11 − sum mod 11) mod 10.
 */
export function municipalityCheckDigit(code5: string): number {
  if (!/^\d{5}$/.test(code5)) throw new RangeError('a municipality code has five digits');
  const sum = [...code5].reduce((total, digit, i) => total + Number(digit) * (6 - i), 0);
  return (11 - (sum % 11)) % 10;
}

/** Five digits of a code written with five digits, or with six whose check digit is right; null for anything else. */
export function municipalityCode5(text: string): string | null {
  const trimmed = text.trim();
  if (/^\d{5}$/.test(trimmed)) return trimmed;
  if (!/^\d{6}$/.test(trimmed)) return null;
  const code5 = trimmed.slice(0, 5);
  return municipalityCheckDigit(code5) === Number(trimmed[5]) ? code5 : null;
}
