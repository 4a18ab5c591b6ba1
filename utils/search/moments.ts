import type { Moments } from './subject';

const HALF_A_DAY = 12 * 3_600_000;

/** Reads times of day, in local time, as the moment of that name that is nearest to `newest` (epoch ms). */
export function momentsNear(newest: number): Moments {
  return (clock) => {
    if ('at' in clock) return clock.at;
    const day = new Date(newest);
    const on = (offset: number) =>
      new Date(day.getFullYear(), day.getMonth(), day.getDate() + offset, 0, 0, 0, 0).getTime() + clock.ofDay;
    return [-1, 0, 1].map(on).find((at) => Math.abs(at - newest) <= HALF_A_DAY) ?? on(0);
  };
}
