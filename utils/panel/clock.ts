import { type ReadonlySignal, signal } from '@preact/signals';

export type Every = (run: () => void, ms: number) => () => void;

/** The present as a signal that moves once a second: durations of what still lives. */
export function createClock(now: () => number, every: Every) {
  const clock = signal(now());
  const move = () => {
    clock.value = now();
  };
  return { clock: clock as ReadonlySignal<number>, move, stop: every(move, 1000) };
}
