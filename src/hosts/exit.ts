import { existsSync } from 'node:fs';

const SHELL = '/bin/sh';

/** What holds a thread of Node's pool: a name that is being resolved, a file that is being opened. */
const HOLDS_A_THREAD = /^(GetAddrInfo|FSReq)/;

/**
 * Ends the process at once, with its exit code. Node waits in every exit for the threads of its pool, and nothing ends a
 * resolver whose servers are silent: it takes 10 s and more. Where a thread is held, the process becomes another one
 * that ends: with the image its threads are gone.
 */
export function exit(): never {
  const isHeld = process.getActiveResourcesInfo().some((name) => HOLDS_A_THREAD.test(name));
  if (isHeld && process.platform !== 'win32' && existsSync(SHELL)) {
    process.execve?.(SHELL, [SHELL, '-c', `exit ${process.exitCode ?? 0}`]);
  }
  process.exit();
}

/** Ends the process after `ms`, unless it has ended by itself: no clock of ours, which would keep it. */
export function exitIn(ms: number): void {
  setTimeout(exit, ms).unref();
}
