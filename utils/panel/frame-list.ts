import type { FrameStore } from '../session/frames';
import type { SocketId } from '../session/observations';
import { formatClock, formatDuration, formatSince } from './format';
import type { TimeMode } from './settings';

/** The frames of one connection that a query lets through: store indices in order, and how many there are. */
export interface FrameList {
  readonly indices: ArrayLike<number>;
  readonly count: number;
}

/** First position in an ascending list whose value is not below `value`. */
export function lowerBound(list: ArrayLike<number>, value: number, length = list.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All frames of a connection, uncopied. */
export function framesOf(frames: FrameStore, socket: SocketId): FrameList {
  const indices = frames.of(socket);
  return { indices, count: indices.length };
}

/** Those of a list that were appended before `total`; frames come about in the order of their indices. */
export function upTo({ indices, count }: FrameList, total: number): FrameList {
  let kept = count;
  while (kept > 0 && indices[kept - 1]! >= total) kept--;
  return { indices, count: kept };
}

/** The row of the frame with a `seq`, or −1. Frames of one connection come in the order of their `seq`. */
export function rowOfSeq(frames: FrameStore, list: FrameList, seq: number | undefined): number {
  if (seq === undefined) return -1;
  let low = 0;
  let high = list.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = frames.get(list.indices[middle]!)?.seq;
    if (at === seq) return middle;
    if (at === undefined || at < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The time column: on the clock, since the connection opened, or since the row above. */
export function frameTime(
  mode: TimeMode,
  at: number,
  openedAt: number,
  previousAt: number | undefined,
): string {
  if (mode === 'clock') return formatClock(at);
  if (mode === 'since-open') return formatSince(at - openedAt);
  return previousAt === undefined ? '—' : `+${formatDuration(at - previousAt)}`;
}

/** How many frames of a connection the store holds now. */
export const heldFrames = (frames: FrameStore, socket: SocketId): number => frames.of(socket).length;

/** A list without some of its frames. */
export function withoutFrames({ indices, count }: FrameList, left: ReadonlySet<number>): FrameList {
  const kept: number[] = [];
  for (let at = 0; at < count; at++) if (!left.has(indices[at]!)) kept.push(indices[at]!);
  return { indices: kept, count: kept.length };
}
