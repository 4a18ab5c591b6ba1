import { type LaneLayout, TRACK } from './layout';
import type { Band, Lane, Mark, Segment } from './model';

/** What is under the pointer: the smallest thing that is drawn there. */
export interface Hit {
  lane: number;
  at: number;
  mark?: Mark;
  band?: Band;
  segment?: Segment;
}

interface Place {
  lanes: readonly Lane[];
  layout: LaneLayout;
  /** Where a time is drawn, px. */
  x: (at: number) => number;
  /** The time of a place, epoch ms. */
  timeAt: (px: number) => number;
  /** Where what goes on is drawn to, epoch ms. */
  end: number;
}

/** How near the pointer has to be to a mark, px. */
const NEAR = 6;

/** What is drawn at a place of the lanes; undefined below the last. */
export function hitAt({ lanes, layout, x, timeAt, end }: Place, px: number, y: number): Hit | undefined {
  if (y < 0 || y >= layout.height) return undefined;
  const lane = layout.laneAt(y);
  const { marks, bands, segments } = lanes[lane]!;
  const hit = { lane, at: timeAt(px) };
  const inTracks = y >= layout.trackTop(lane, 0) && bands.length > 0;
  const mark = inTracks ? undefined : nearest(marks, (one) => Math.abs(x(one.at) - px));
  if (mark) return { ...hit, mark };
  const covers = ({ from, to = end }: { from: number; to?: number }) => x(from) <= px + 1 && x(to) >= px - 1;
  const track = Math.floor((y - layout.trackTop(lane, 0)) / TRACK);
  const band = inTracks ? bands.find((one) => one.track === track && covers(one)) : undefined;
  if (band) return { ...hit, band };
  return { ...hit, segment: segments.findLast(covers) };
}

function nearest(marks: readonly Mark[], distance: (mark: Mark) => number): Mark | undefined {
  let best: Mark | undefined;
  let least = NEAR;
  for (const mark of marks) {
    const far = distance(mark);
    // Of two at one place, the later is drawn above.
    if (far <= least) [best, least] = [mark, far];
  }
  return best;
}
