import type { Frame, FrameStore } from '../session/frames';
import type { SocketId } from '../session/observations';
import { asksForFrames, matchesWords, type Query } from './query';

/** The frames of one connection that a query lets through: store indices in order, and how many there are. */
export interface FrameList {
  readonly indices: ArrayLike<number>;
  readonly count: number;
}

/** Whether a frame answers the query. Words are looked for in text; in binary only if it says so itself. */
export function matchesFrame(query: Query, frame: Frame): boolean {
  if (query.sent !== undefined && frame.sent !== query.sent) return false;
  if (query.binary !== undefined && frame.binary !== query.binary) return false;
  if (query.largerThan !== undefined && frame.size <= query.largerThan) return false;
  if (query.smallerThan !== undefined && frame.size >= query.smallerThan) return false;
  if (query.words.length === 0) return true;
  return typeof frame.payload === 'string' && matchesWords(query, frame.payload);
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

/**
 * Gives a connection's frames under a query, and looks at each frame once however often it is asked: what
 * came since is added at the end, what the store dropped is taken off the front.
 */
export function createFrameLists(frames: FrameStore) {
  let socket: SocketId | undefined;
  let query: Query | undefined;
  let matched: number[] = [];
  /** Frames looked at, the first store index not looked at yet, and the first one held when they were. */
  let looked = 0;
  let next = 0;
  let firstHeld = 0;

  return function frameList(ofSocket: SocketId, by: Query): FrameList {
    const all = frames.of(ofSocket);
    if (!asksForFrames(by) && by.words.length === 0) return { indices: all, count: all.length };
    const held = frames.total - frames.length;
    const same = ofSocket === socket && by === query && frames.total >= next;
    let at = same ? newFrom(all, next) : 0;
    // A frame that came late stands among those that were looked at: then all are looked at again.
    if (held === firstHeld ? at !== looked : at > looked) at = 0;
    if (at === 0) matched = [];
    else if (held !== firstHeld) matched = matched.filter((index) => index >= held);
    for (; at < all.length; at++) {
      const frame = frames.get(all[at]!);
      if (frame && matchesFrame(by, frame)) matched.push(frame.index);
    }
    socket = ofSocket;
    query = by;
    looked = all.length;
    next = frames.total;
    firstHeld = held;
    return { indices: matched, count: matched.length };
  };
}

/** Where in a connection's list the frames begin that are not older than store index `next`. */
function newFrom(all: ArrayLike<number>, next: number): number {
  let at = all.length;
  while (at > 0 && all[at - 1]! >= next) at--;
  return at;
}

/** The row of the frame with a `seq`, or −1. Frames of one connection come in the order of their `seq`. */
export function rowOfSeq(frames: Pick<FrameStore, 'get'>, list: FrameList, seq: number | undefined): number {
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

/** How many frames of a connection the store holds now. */
export const heldFrames = (frames: FrameStore, socket: SocketId): number => frames.of(socket).length;

/** A list without some of its frames. */
export function withoutFrames({ indices, count }: FrameList, left: ReadonlySet<number>): FrameList {
  const kept: number[] = [];
  for (let at = 0; at < count; at++) if (!left.has(indices[at]!)) kept.push(indices[at]!);
  return { indices: kept, count: kept.length };
}

/** The frame of a connection with a `seq`, whether a filter lets it through or not; undefined once it was dropped. */
export function frameOfSeq(frames: FrameStore, socket: SocketId, seq: number | undefined): Frame | undefined {
  const all = frames.of(socket);
  const at = rowOfSeq(frames, { indices: all, count: all.length }, seq);
  return at < 0 ? undefined : frames.get(all[at]!);
}
