/** The major diagnostic category (MDC) of a main diagnosis, by the beginning of its code; the first rule that fits. */
const CATEGORIES: readonly (readonly [RegExp, number])[] = [
  [/^I6|^G/, 1],
  [/^H[0-5]/, 2],
  [/^H|^J(?:03|30|32)|^K0/, 3],
  [/^J|^C34|^A15|^A31/, 4],
  [/^I/, 5],
  [/^K|^C(?:16|18|20|22|25)|^D12|^A0|^B18/, 6],
  [/^M/, 7],
  [/^L|^B0|^B35/, 8],
  [/^C50/, 9],
  [/^E|^C73/, 10],
  [/^N(?:76|80|92)|^O|^C5|^D25/, 12],
  [/^N|^C6/, 11],
  [/^D[5-8]|^D47|^C[89]/, 13],
  [/^P|^Q/, 14],
  [/^S|^T/, 16],
  [/^F/, 17]
];

/** What children are treated for in a category of their own (MDC 15). */
const OF_CHILDREN = /^(?:A0|B34|J0|J1|J20|J45|K52|R50|R56|E86)/;

/** MDC 1–18 of a code; 18 is everything else. */
export function categoryOfCode(code: string, child: boolean): number {
  if (child && OF_CHILDREN.test(code)) return 15;
  return CATEGORIES.find(([pattern]) => pattern.test(code))?.[1] ?? 18;
}

/**
 * The first six of the fourteen characters of a DPC code: the MDC, then digits of ours that stand for the disease.
 * Only the MDC carries meaning.
 */
export function dpcDisease(code: string, child: boolean): string {
  const number = (code.charCodeAt(0) * 100 + Number(code.slice(1, 3))) % 1000;
  return `${String(categoryOfCode(code, child)).padStart(2, '0')}${String(number).padStart(3, '0')}0`;
}

/** The other eight characters: kind, age and so on left open, operation none, other or one. */
export const DPC_ENDINGS = ['xx99x0xx', 'xx97x0xx', 'xx01x0xx'] as const;
