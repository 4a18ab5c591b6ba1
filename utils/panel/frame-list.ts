import type { Frame, FrameStore } from '../session/frames';
import type { SocketId } from '../session/observations';
import type { TimeSpan } from './time-span';

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

/** Those of a list that a span of time holds; frames of one connection come in the order of their times. */
export function during(frames: Pick<FrameStore, 'timeAt'>, list: FrameList, span: TimeSpan): FrameList {
  const position = (isBefore: (at: number) => boolean) => {
    let low = 0;
    let high = list.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(frames.timeAt(list.indices[middle]!))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = position((at) => at < span.from);
  const last = position((at) => at <= span.to);
  const { indices } = list;
  const kept =
    indices instanceof Uint32Array
      ? indices.subarray(first, last)
      : Array.prototype.slice.call(indices, first, last);
  return { indices: kept, count: last - first };
}

/** The row of the frame with a `seq`, or −1. Frames of one connection come in the order of their `seq`. */
export function rowOfSeq(
  frames: Pick<FrameStore, 'seqAt'>,
  list: FrameList,
  seq: number | undefined,
): number {
  if (seq === undefined) return -1;
  let low = 0;
  let high = list.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = frames.seqAt(list.indices[middle]!);
    if (at === seq) return middle;
    // One that is no longer held (NaN) was older.
    if (!(at > seq)) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How many frames of a connection the store holds now. */
export const heldFrames = (frames: FrameStore, socket: SocketId): number => frames.of(socket).length;

/** A list without some of its frames. It is gone through with every drawing while frames come, a million of them: bit by bit. */
export function withoutFrames({ indices, count }: FrameList, left: ReadonlySet<number>): FrameList {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const index of left) {
    first = Math.min(first, index);
    last = Math.max(last, index);
  }
  const bits = new Uint8Array(last < first ? 0 : ((last - first) >>> 3) + 1);
  for (const index of left) bits[(index - first) >>> 3]! |= 1 << ((index - first) & 7);
  const kept = new Uint32Array(count);
  let to = 0;
  for (let at = 0; at < count; at++) {
    const index = indices[at]!;
    const bit = index - first;
    if (bit < 0 || index > last || (bits[bit >>> 3]! & (1 << (bit & 7))) === 0) kept[to++] = index;
  }
  return { indices: kept.subarray(0, to), count: to };
}

/** The frame of a connection with a `seq`, whether a filter lets it through or not; undefined once it was dropped. */
export function frameOfSeq(frames: FrameStore, socket: SocketId, seq: number | undefined): Frame | undefined {
  const all = frames.of(socket);
  const at = rowOfSeq(frames, { indices: all, count: all.length }, seq);
  return at < 0 ? undefined : frames.get(all[at]!);
}
