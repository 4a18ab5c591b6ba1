import { execFileSync } from 'node:child_process';
import os from 'node:os';

const LAST = os.availableParallelism() - 1;

let free: number | undefined;

const allow = (processors: string): void => {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', processors, String(process.pid)]);
};

/**
 * Runs something with this process, and all that it starts meanwhile, kept off the last processor. A page's main thread
 * that is measured there alone is not moved about, nor pushed aside by the server that floods it. Linux only.
 */
export async function leavingOneFree<Result>(run: () => Promise<Result>): Promise<Result> {
  if (LAST < 1) return run();
  allow(`0-${LAST - 1}`);
  free = LAST;
  try {
    return await run();
  } finally {
    free = undefined;
    allow(`0-${LAST}`);
  }
}

/** The processor that was left free, for the thread that is measured; undefined for none. */
export const freeProcessor = (): number | undefined => free;
