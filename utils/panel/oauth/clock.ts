import { type ReadonlySignal, signal } from '@preact/signals';

interface Timers {
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(id: never): void;
}

/**
 * The time in milliseconds since the epoch, once a second, for every countdown at once.
 * It runs only while somebody reads it.
 */
export function createSecondClock(now: () => number, timers: Timers): ReadonlySignal<number> {
  let timer: unknown;
  const clock = signal(now(), {
    watched() {
      clock.value = now();
      timer = timers.setInterval(() => {
        clock.value = now();
      }, 1000);
    },
    unwatched() {
      timers.clearInterval(timer as never);
    },
  });
  return clock;
}
