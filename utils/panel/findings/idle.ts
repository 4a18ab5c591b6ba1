import type { Tick } from '../tick';

/** Gives work its turns. */
export type Turns = (work: () => Promise<void>) => Tick;

interface Scope {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(id: never): void;
  requestIdleCallback(run: () => void, options: { timeout: number }): number;
  cancelIdleCallback(id: number): void;
}

const LEAST_PAUSE_MS = 300;
/** The pause after a turn, in lengths of that turn: long work takes at most a tenth of the time. */
const PAUSE_LENGTHS = 9;
/** A busy panel is judged all the same, a little later. */
const LATEST_MS = 1_000;

/**
 * Turns for work that nobody waits for: one at a time, when the panel is idle, with a pause before each that grows
 * with the last one's length. However often it is asked for, one turn follows. `now` in milliseconds.
 */
export function createIdleTurns(scope: Scope, now: () => number): Turns {
  return (work) => {
    let pause = LEAST_PAUSE_MS;
    let state: 'rest' | 'waiting' | 'working' | 'asked' | 'over' = 'rest';
    let timer: unknown;
    let idle: number | undefined;

    function wait() {
      state = 'waiting';
      timer = scope.setTimeout(() => {
        idle = scope.requestIdleCallback(turn, { timeout: LATEST_MS });
      }, pause);
    }

    async function turn() {
      state = 'working';
      const from = now();
      await work();
      pause = Math.max(LEAST_PAUSE_MS, (now() - from) * PAUSE_LENGTHS);
      next();
    }

    function next() {
      if (state === 'asked') wait();
      else if (state === 'working') state = 'rest';
    }

    return {
      request() {
        if (state === 'rest') wait();
        else if (state === 'working') state = 'asked';
      },
      cancel() {
        state = 'over';
        scope.clearTimeout(timer as never);
        if (idle !== undefined) scope.cancelIdleCallback(idle);
      },
    };
  };
}
