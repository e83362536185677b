import { municipalityCode5 } from '#lib/domain/municipality-code.ts';
import { OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { readUnits } from '../reference/read-reference.ts';
import { SENDAI } from '../trees.ts';

const UNIT_OF = new Map<string, string>([
  ...readUnits().flatMap((unit) => unit.members.map((code): [string, string] => [code, unit.unit])),
  [SENDAI, SENDAI]
]);
/** 富谷市 was 富谷町 until 2016-10-09; records may still carry the old code. */
UNIT_OF.set('04423', '04216');

/** 01–47, then a three-digit municipality number (1xx designated cities … 7xx). */
const MUNICIPALITY_ELSEWHERE = /^(?:0[1-35-9]|[1-3]\d|4[0-7])[1-7]\d\d$/;

/**
 * The geography leaf of a residence code as a source writes it: five or six digits (check digit), with a lost
 * leading zero or a `.0` left by a spreadsheet. Nothing recorded is `unknown`, another prefecture `outside`.
 * @returns null for a code that is neither Miyagi's nor another prefecture's
 */
export function residenceLeaf(text: string | null): string | null {
  const code = (text ?? '').trim().replace(/\.0+$/, '');
  if (code === '') return UNKNOWN;
  if (!/^\d{4,6}$/.test(code)) return null;
  const code5 =
    code.length === 4
      ? `0${code}`
      : (municipalityCode5(code) ?? (code.length === 5 ? municipalityCode5(`0${code}`) : null));
  for (const candidate of [code5, code.length === 5 ? municipalityCode5(`0${code}`) : null]) {
    if (candidate === null) continue;
    const unit = UNIT_OF.get(candidate);
    if (unit !== undefined) return unit;
    if (MUNICIPALITY_ELSEWHERE.test(candidate)) return OUTSIDE;
  }
  return null;
}
