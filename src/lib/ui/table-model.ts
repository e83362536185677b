/** A cell as a reader sees it, and as it leaves in a file: a withheld one has no number at all. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'withheld'; readonly text: string }
  | { readonly kind: 'missing'; readonly text: string };

/** The rows behind a figure: the same for the table on screen, the screen reader and the file. */
export interface TableModel {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

export const text = (value: string): Cell => ({ kind: 'text', text: value });
export const number = (value: number, shown: string): Cell => ({ kind: 'number', value, text: shown });
export const withheldCell = (word: string): Cell => ({ kind: 'withheld', text: word });
export const missingCell = (word: string): Cell => ({ kind: 'missing', text: word });
