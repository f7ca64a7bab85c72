import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another gateway works on the data directory. */
export class DataInUse extends Error {
  override readonly name = 'DataInUse';
}

/**
 * Takes the lock file of a data directory and returns how to release it. PGlite has no lock of its own, and two
 * processes on one directory destroy it. The lock of a process that is gone, however it went, is taken over.
 */
export function lockData(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'gateway.lock');
  const draft = `${path}.${process.pid}`;
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  writeFileSync(draft, mine);
  try {
    // A link appears with its content or not at all, and only one process can make it.
    if (!link(draft, path)) {
      removeStale(path, draft);
      if (!link(draft, path)) throw new DataInUse(`The data directory ${directory} was just taken by another gateway.`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(path) === mine) rmSync(path, { force: true });
  };
}

function removeStale(path: string, draft: string): void {
  const seen = read(path);
  const holder = holderOf(seen);
  if (holder !== null) {
    throw new DataInUse(`The data directory is in use by the gateway with process id ${holder}; stop that one first, or start with another --data.`);
  }
  const aside = `${draft}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Another process may have replaced the dead lock since it was read: give that one back.
  if (read(aside) !== seen) link(aside, path);
  rmSync(aside, { force: true });
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The process id of a living holder. A number used again by another process does not count: its start time differs. */
function holderOf(content: string | null): number | null {
  const pid = Number(/"pid":(\d+)/.exec(content ?? '')?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(pid) || !isAlive(pid)) return null;
  const started = /"started":"(\d+)"/.exec(content ?? '')?.[1] ?? null;
  return started === null || started === startOf(pid) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process started, in clock ticks since boot (proc(5), field 22); null where there is no /proc. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
