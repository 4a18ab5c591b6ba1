import type { Lane } from './model';

/** Heights in px: of a lane's line, of the bar within it, of a token's track beneath. */
const LINE = 20;
export const BAR = 13;
export const TRACK = 5;

export interface LaneLayout {
  /** Top of each lane, and the end of the last. Px. */
  tops: readonly number[];
  height: number;
  /** Middle of a lane's line. */
  middle(lane: number): number;
  /** Top of a track of a lane. */
  trackTop(lane: number, track: number): number;
  /** The lane at a height; the nearest where it is beyond the ends, −1 where there is none. */
  laneAt(y: number): number;
  /** Lanes that are seen: from `first` to before `last`. */
  window(scrollTop: number, viewport: number): { first: number; last: number };
  /** Where to scroll so that a lane is whole in view. */
  reveal(lane: number, scrollTop: number, viewport: number): number;
}

/** Where each lane stands: a flow with tokens is higher than one without. */
export function layoutLanes(lanes: readonly Pick<Lane, 'tracks'>[]): LaneLayout {
  const tops = [0];
  for (const { tracks } of lanes) tops.push(tops.at(-1)! + LINE + (tracks > 0 ? tracks * TRACK + 1 : 0));
  const height = tops.at(-1)!;

  function laneAt(y: number): number {
    let low = 0;
    let high = lanes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (tops[middle]! <= y) low = middle;
      else high = middle - 1;
    }
    return lanes.length === 0 ? -1 : low;
  }

  return {
    tops,
    height,
    middle: (lane) => tops[lane]! + LINE / 2,
    trackTop: (lane, track) => tops[lane]! + LINE - 1 + track * TRACK,
    laneAt,
    window(scrollTop, viewport) {
      const first = Math.max(0, laneAt(scrollTop));
      return { first, last: Math.min(lanes.length, laneAt(scrollTop + Math.max(0, viewport)) + 1) };
    },
    reveal(lane, scrollTop, viewport) {
      const top = tops[lane] ?? 0;
      const bottom = tops[lane + 1] ?? top;
      if (top < scrollTop) return top;
      return bottom > scrollTop + viewport ? bottom - viewport : scrollTop;
    },
  };
}
