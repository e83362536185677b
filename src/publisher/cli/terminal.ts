/** Where the command line writes, handed in so that a test can read it. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether someone watches standard error, so that a line may be drawn over. */
  readonly watched: boolean;
  readonly now: () => Date;
}

/** The real one. */
export const realTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  now: () => new Date()
};
