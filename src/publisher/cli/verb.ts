import type { Terminal } from './terminal.ts';

/** One option of a verb. */
export interface OptionSpec {
  readonly name: string;
  /** What stands after it in the help; a flag has none. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  readonly repeatable?: boolean;
  /** Another name for the same. */
  readonly alias?: string;
}

/** What was typed after a verb, checked against its options. */
export interface Given {
  /** The value of an option, if it was given. */
  readonly text: (name: string) => string | undefined;
  /** The value of an option that is required. */
  readonly must: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  /** Words that are no options. */
  readonly words: readonly string[];
}

/** One thing the command line can do. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** Words it takes that are no options, such as DIR. */
  readonly words?: readonly string[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** More a reader of its help should know. */
  readonly notes?: string;
  readonly run: (given: Given, terminal: Terminal) => Promise<void> | void;
}
