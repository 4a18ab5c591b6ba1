import type { FrameStore } from '../session/frames';
import { FRAME_SENT, type SocketId } from '../session/observations';

/** Sizes and rates of one direction. Bytes; frames a second. */
export interface SideStatistics {
  frames: number;
  bytes: number;
  /** Over the time from the first to the last frame of the connection. */
  meanRate: number;
  /** In the second that had the most. */
  peakRate: number;
  size: Percentiles;
}

/** Of sizes exact for the least and the greatest, and to a fortieth for those between. */
export interface Percentiles {
  least: number;
  median: number;
  p95: number;
  p99: number;
  greatest: number;
}

export interface Statistics {
  sent: SideStatistics;
  received: SideStatistics;
}

/** Statistics of one connection's frames, those that are held; each frame is looked at once. */
export interface StatisticsCounter {
  /** Counts frames that came since, at most so many; gives whether there are more. */
  update(most?: number): boolean;
  readonly value: Statistics;
}

/** Frames that are counted at once: some ten milliseconds. */
const STEP = 50_000;
/** Two sizes in one bucket differ by a fortieth at most. */
const FINENESS = Math.log(1.025);

interface Side {
  frames: number;
  bytes: number;
  least: number;
  greatest: number;
  sizes: Map<number, number>;
  seconds: Map<number, number>;
}

const newSide = (): Side => ({
  frames: 0,
  bytes: 0,
  least: Number.POSITIVE_INFINITY,
  greatest: 0,
  sizes: new Map(),
  seconds: new Map(),
});

export function createStatistics(frames: FrameStore, socket: SocketId): StatisticsCounter {
  let sides = { sent: newSide(), received: newSide() };
  let last = -1;
  let span: [from: number, to: number] | undefined;

  function count(index: number): void {
    const [at, size] = [frames.timeAt(index), frames.sizeAt(index)];
    if (Number.isNaN(at)) return;
    const side = (frames.flagsAt(index) & FRAME_SENT) !== 0 ? sides.sent : sides.received;
    side.frames++;
    side.bytes += size;
    side.least = Math.min(side.least, size);
    side.greatest = Math.max(side.greatest, size);
    add(side.sizes, Math.floor(Math.log(size + 1) / FINENESS));
    add(side.seconds, Math.floor(at / 1000));
    span = span ? [Math.min(span[0], at), Math.max(span[1], at)] : [at, at];
  }

  return {
    update(most = STEP) {
      const list = frames.of(socket);
      // Cleared: what was counted is not held any more.
      if (list.length === 0 && last >= 0) {
        sides = { sent: newSide(), received: newSide() };
        span = undefined;
        last = -1;
      }
      let at = list.length;
      while (at > 0 && list[at - 1]! > last) at--;
      const end = Math.min(list.length, at + most);
      for (; at < end; at++) {
        count(list[at]!);
        last = Math.max(last, list[at]!);
      }
      return end < list.length;
    },
    get value() {
      const seconds = span ? Math.max(1, (span[1] - span[0]) / 1000) : 1;
      return { sent: told(sides.sent, seconds), received: told(sides.received, seconds) };
    },
  };
}

const add = (counts: Map<number, number>, key: number) => void counts.set(key, (counts.get(key) ?? 0) + 1);

function told(side: Side, seconds: number): SideStatistics {
  const { frames, bytes } = side;
  const buckets = [...side.sizes].sort(([a], [b]) => a - b);
  function percentile(share: number): number {
    let left = Math.ceil(frames * share);
    for (const [bucket, count] of buckets) {
      left -= count;
      if (left > 0) continue;
      const size = Math.round(Math.exp((bucket + 0.5) * FINENESS) - 1);
      return Math.min(side.greatest, Math.max(side.least, size));
    }
    return 0;
  }
  return {
    frames,
    bytes,
    meanRate: frames / seconds,
    peakRate: [...side.seconds.values()].reduce((most, count) => Math.max(most, count), 0),
    size: {
      least: frames === 0 ? 0 : side.least,
      median: percentile(0.5),
      p95: percentile(0.95),
      p99: percentile(0.99),
      greatest: side.greatest,
    },
  };
}

/** Percentiles of values, by the nearest rank; undefined of none. */
export function percentilesOf(values: readonly number[]): Percentiles | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
  return { least: sorted[0]!, median: at(0.5), p95: at(0.95), p99: at(0.99), greatest: sorted.at(-1)! };
}
