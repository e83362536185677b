import type { Effects } from '../effects.ts';
import type { Terminal } from './terminal.ts';

/** How a run is told to whoever started it. */
export type Telling = Pick<Effects, 'log' | 'progress'>;

const BAR = 24;

/** Lines for people, and a bar with the time left where someone watches. */
export function tellPeople({ err, watched, now }: Terminal): Telling {
  let drawn = false;
  const wipe = () => {
    if (drawn) err('\r\u001b[2K');
    drawn = false;
  };
  const left = timeLeft(now);
  return {
    log: (line) => {
      wipe();
      err(`${line}\n`);
    },
    progress: (step, share) => {
      if (!watched) return;
      const filled = Math.round(share * BAR);
      const bar = `${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}`;
      const percent = String(Math.floor(share * 100)).padStart(3);
      const seconds = left(step, share);
      wipe();
      err(`${step.padEnd(10)} [${bar}] ${percent} %${seconds === null ? '' : `  ${wordsOf(seconds)} left`}`);
      drawn = share < 1;
      if (share >= 1) err('\n');
    }
  };
}

/** One JSON object a line, for machines: time, step and share, or message. Never a record's values. */
export function tellMachines({ err, now }: Terminal): Telling {
  const line = (entry: Readonly<Record<string, unknown>>) =>
    err(`${JSON.stringify({ time: now().toISOString(), ...entry })}\n`);
  return {
    log: (message) => line({ message }),
    progress: (step, share) => line({ step, share: Math.round(share * 10_000) / 10_000 })
  };
}

/** Seconds a step still takes if it goes on as so far; null while too little of it is done to tell. */
function timeLeft(now: () => Date): (step: string, share: number) => number | null {
  let current: string | undefined;
  let since = 0;
  let first = 0;
  return (step, share) => {
    if (step !== current) {
      current = step;
      since = now().getTime();
      first = share;
    }
    const done = share - first;
    if (done < 0.02 || share >= 1) return null;
    return Math.ceil(((now().getTime() - since) / 1000 / done) * (1 - share));
  };
}

function wordsOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
