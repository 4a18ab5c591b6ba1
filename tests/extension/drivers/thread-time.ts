import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * CPU time of a process's main thread, in milliseconds, as Linux accounts it to the nanosecond. Nothing in the
 * process has to be switched on for it, so nothing is measured that would not be there otherwise.
 */
export function mainThreadTime(pid: number): number {
  const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

/** Has a process's main thread, and no other of its threads, run on one processor only. */
export function bindMainThread(pid: number, processor: number): void {
  execFileSync('taskset', ['--cpu-list', '--pid', String(processor), String(pid)]);
}
