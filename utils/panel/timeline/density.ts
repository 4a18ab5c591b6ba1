import type { FrameStore } from '../../session/frames';
import { FRAME_SENT, type SocketId } from '../../session/observations';
import type { TimeSpan } from '../time-span';

/** Frames of one connection in each column of a view. */
export interface Density {
  sent: Uint32Array;
  received: Uint32Array;
  /** The most in one direction of one column. */
  most: number;
}

export interface Densities {
  /** `columns` equal stretches of the span; counts stay when the store lets old frames go. */
  of(socketId: SocketId, span: TimeSpan, columns: number): Density;
}

/** Stretches that are counted beforehand, ms: narrower ones are counted from the frames themselves. */
const FINE = 20;
const COARSE = FINE * 32;
/** As many frames are looked at one by one in a view; of more, the fine stretches must do. */
const EXACT = 20_000;

interface Level {
  /** Number of each stretch that holds frames, ascending, and how many of each direction. */
  at: number[];
  sent: number[];
  received: number[];
}

interface Track {
  /** How many frames there were when they were looked at last, and the index of the newest. */
  length: number;
  newest: number;
  /** Frames that the store had let go when it was looked at last. */
  dropped: number;
  first: number;
  last: number;
  fine: Level;
  coarse: Level;
}

/** Counts frames by time, each once: a view of 100 000 frames is drawn from some hundred numbers. */
export function createDensities(frames: FrameStore): Densities {
  const tracks = new Map<SocketId, Track>();
  const isSent = (index: number) => (frames.flagsAt(index) & FRAME_SENT) !== 0;

  /** The frames' own lists are not held: what is cleared is to be gone. */
  function trackOf(socketId: SocketId, list: ArrayLike<number>): Track {
    let track = tracks.get(socketId);
    // Frames that were cleared, not let go by a bound, are not to be seen any more.
    if (track && frames.dropped.frames <= track.dropped && track.last >= 0 && list[0] !== track.first) {
      track = undefined;
    }
    if (!track) {
      for (const id of tracks.keys()) if (frames.of(id).length === 0) tracks.delete(id);
      track = {
        length: 0,
        newest: -1,
        dropped: 0,
        first: list[0] ?? -1,
        last: -1,
        fine: level(),
        coarse: level(),
      };
      tracks.set(socketId, track);
    }
    if (track.length !== list.length || track.newest !== newestOf(list)) catchUp(track, list);
    return track;
  }

  function catchUp(track: Track, list: ArrayLike<number>): void {
    let from = list.length;
    while (from > 0 && list[from - 1]! > track.last) from--;
    for (let i = from; i < list.length; i++) {
      const at = frames.timeAt(list[i]!);
      if (Number.isNaN(at)) continue;
      const sent = isSent(list[i]!);
      count(track.fine, Math.floor(at / FINE), sent);
      count(track.coarse, Math.floor(at / COARSE), sent);
      track.last = Math.max(track.last, list[i]!);
    }
    track.length = list.length;
    track.newest = newestOf(list);
    track.dropped = frames.dropped.frames;
    track.first = list[0] ?? -1;
  }

  function exact(list: ArrayLike<number>, span: TimeSpan, columns: number): Density | undefined {
    const [first, last] = [position(list, span.from), position(list, span.to)];
    if (last - first > EXACT) return undefined;
    const density = empty(columns);
    const width = (span.to - span.from) / columns;
    for (let i = first; i < last; i++) {
      const at = frames.timeAt(list[i]!);
      if (Number.isNaN(at)) continue;
      const sent = isSent(list[i]!) ? 1 : 0;
      add(density, Math.floor((at - span.from) / width), sent, 1 - sent);
    }
    return density;
  }

  /** Of the first frame at or after a time. */
  function position(list: ArrayLike<number>, at: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (frames.timeAt(list[middle]!) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    of(socketId, span, columns) {
      const list = frames.of(socketId);
      const track = trackOf(socketId, list);
      const width = (span.to - span.from) / columns;
      if (width < FINE * 4) {
        const counted = exact(list, span, columns);
        if (counted) return counted;
      }
      return width < COARSE * 4
        ? fromLevel(track.fine, FINE, span, columns)
        : fromLevel(track.coarse, COARSE, span, columns);
    },
  };
}

const counted = new WeakMap<FrameStore, Densities>();

/** The counts of a store's frames, one for all who draw them. */
export function densitiesOf(frames: FrameStore): Densities {
  let densities = counted.get(frames);
  if (!densities) {
    densities = createDensities(frames);
    counted.set(frames, densities);
  }
  return densities;
}

const newestOf = (list: ArrayLike<number>) => list[list.length - 1] ?? -1;

const level = (): Level => ({ at: [], sent: [], received: [] });

function count(level: Level, at: number, sent: boolean): void {
  let i = level.at.length - 1;
  // Frames come about in order: a late one is sought from the end.
  while (i >= 0 && level.at[i]! > at) i--;
  if (i < 0 || level.at[i] !== at) {
    i++;
    level.at.splice(i, 0, at);
    level.sent.splice(i, 0, 0);
    level.received.splice(i, 0, 0);
  }
  if (sent) level.sent[i]!++;
  else level.received[i]!++;
}

function fromLevel({ at, sent, received }: Level, stretch: number, span: TimeSpan, columns: number): Density {
  const density = empty(columns);
  const width = (span.to - span.from) / columns;
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[middle]! + 1) * stretch <= span.from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < at.length && at[i]! * stretch < span.to; i++) {
    add(density, Math.floor(((at[i]! + 0.5) * stretch - span.from) / width), sent[i]!, received[i]!);
  }
  return density;
}

const empty = (columns: number): Density => ({
  sent: new Uint32Array(columns),
  received: new Uint32Array(columns),
  most: 0,
});

function add(density: Density, column: number, sent: number, received: number): void {
  const at = Math.min(density.sent.length - 1, Math.max(0, column));
  density.sent[at]! += sent;
  density.received[at]! += received;
  density.most = Math.max(density.most, density.sent[at]!, density.received[at]!);
}
