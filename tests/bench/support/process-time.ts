import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux's /proc: 100 a second on every platform that browsers are tested on. */
const TICK_MS = 10;

interface Process {
  pid: number;
  parent: number;
  name: string;
  commandLine: string;
  cpu: number;
}

function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may have any character in it.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    return {
      pid,
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    };
  } catch {
    // It has ended.
    return undefined;
  }
}

/**
 * CPU time (ms, user and system, in steps of 10) of the processes that run extensions' backgrounds and were started,
 * at any remove, by this one. Undefined where the system has no /proc.
 */
export function extensionCpu(): number | undefined {
  let pids: number[];
  try {
    pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return undefined;
  }
  const processes = new Map(pids.flatMap((pid) => read(pid) ?? []).map((one) => [one.pid, one]));
  const isOurs = (one: Process | undefined): boolean =>
    one !== undefined && (one.parent === process.pid || isOurs(processes.get(one.parent)));
  const backgrounds = [...processes.values()].filter(
    (one) => (one.commandLine.includes('--extension-process') || one.name === 'WebExtensions') && isOurs(one),
  );
  return backgrounds.reduce((sum, { cpu }) => sum + cpu, 0);
}
