import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './proof.ts';

/** What a run of care-atlas took. */
export interface MeasuredRun {
  readonly seconds: number;
  /** Seconds by step, as its log tells them by their first word. */
  readonly steps: Readonly<Record<string, number>>;
  /** Largest resident memory, MiB; null where the system does not say. */
  readonly peakMiB: number | null;
}

/**
 * Runs care-atlas and measures it.
 * @throws Error with the end of its log if it fails
 */
export function runPublisher(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<MeasuredRun> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join('src', 'publisher', 'cli.ts'), ...args, '--log-json'],
      { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] }
    );
    let peak: number | null = null;
    const watch = setInterval(() => {
      peak = Math.max(peak ?? 0, residentOf(child.pid) ?? 0) || null;
    }, 250);
    const steps: Record<string, number> = {};
    let step = 'start';
    let since = started;
    let rest = '';
    let told = '';
    const enter = (next: string) => {
      steps[step] = (steps[step] ?? 0) + (Date.now() - since) / 1000;
      [step, since] = [next, Date.now()];
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told = (told + text).slice(-2000);
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const next = /"step":"(\w+)/.exec(line)?.[1];
        if (next !== undefined && next !== step) enter(next);
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      enter('end');
      if (code === 0) resolve({ seconds: (Date.now() - started) / 1000, steps, peakMiB: peak });
      else reject(new Error(`care-atlas ${args[0]} ended with ${code}: ${told}`));
    });
  });
}

/** Peak resident memory of a process that still runs, MiB. */
function residentOf(pid: number | undefined): number | undefined {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return peak === undefined ? undefined : Math.round(Number(peak) / 1024);
  } catch {
    return undefined;
  }
}
