import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process holds a lock. A number alone would do for a while: numbers are used again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in ticks since the machine did; null where the system does not say. */
  readonly started: string | null;
  /** Which start of the machine this is; null where the system does not say. */
  readonly boot: string | null;
  readonly host: string;
}

/** This process. */
export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  started: startOf(process.pid),
  boot: bootOf(),
  host: hostname()
});

/**
 * Whether the process is known to have ended: its number is free or belongs to one that started at another time, or
 * the machine has been started since. A process of another machine is never known to have ended.
 */
export function hasEnded(holder: ProcessIdentity): boolean {
  if (holder.host !== hostname()) return false;
  const boot = bootOf();
  if (holder.boot !== null && boot !== null && holder.boot !== boot) return true;
  if (!isRunning(holder.pid)) return true;
  const started = startOf(holder.pid);
  return holder.started !== null && started !== null && holder.started !== started;
}

/** Reads what {@link ownIdentity} wrote; a bare number is a process of this machine. Undefined for anything else. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof raw === 'number') return { pid: raw, started: null, boot: null, host: hostname() };
  const { pid, started, boot, host } = (raw ?? {}) as ProcessIdentity;
  const wordOrNull = (value: unknown) => value === null || typeof value === 'string';
  if (!Number.isSafeInteger(pid) || typeof host !== 'string' || !wordOrNull(started) || !wordOrNull(boot))
    return undefined;
  return { pid, started, boot, host };
}

/** Whether a number belongs to a process; one of another user counts. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function bootOf(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
