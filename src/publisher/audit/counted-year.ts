import type { Columns } from './audit-answer.ts';

/** Visits by `area|age leaf|setting|bundle`, and admissions by `area|age|mdc`, in the table that fits. */
export type Counted = (key: string) => number;

/** The records of a fiscal year by the keys its joint programme asks for. */
export function countedOf(profile: Columns, admissions: Columns): Counted {
  const found = new Map<string, number>();
  const enter = ({ rows, texts, numbers }: Columns, keys: readonly string[], measure: string): void => {
    const columns = keys.map(texts);
    const counts = numbers(measure);
    for (let i = 0; i < rows; i++) found.set(columns.map((column) => column[i]).join('|'), counts[i]!);
  };
  enter(profile, ['area', 'age_leaf', 'setting', 'bundle'], 'visits');
  enter(admissions, ['area', 'age', 'mdc'], 'admissions');
  return (key) => found.get(key) ?? 0;
}
