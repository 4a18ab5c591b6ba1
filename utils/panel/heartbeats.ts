import type { FrameStore } from '../session/frames';
import { FRAME_BINARY, FRAME_SENT, type SocketId } from '../session/observations';
import { LONGEST_BEAT, steadyBeats } from '../websocket/decoders/heartbeats';
import { lowerBound } from './frame-list';

/** Frames of a connection that are equal, short and on a steady beat, whatever protocol it speaks. */
export interface SteadyBeats {
  /** Store indices; the same object until one comes or goes. */
  readonly indices: ReadonlySet<number>;
  /** Looks at frames that came since, at most so many. Gives whether there are more. */
  update(most?: number): boolean;
}

/** Different payloads that are watched; a connection that says more than these says something. */
const MOST_GROUPS = 2_000;
/** The newest frames of a group by which its beat is judged. */
const JUDGED = 200;

interface Group {
  indices: number[];
}

export function createSteadyBeats(frames: FrameStore, socket: SocketId): SteadyBeats {
  const groups = new Map<number, Group>();
  let found = new Set<number>();
  let looked = -1;
  const head = new Uint8Array(LONGEST_BEAT);

  /** Equal payloads in one direction have equal keys; undefined for what is too long to be a heartbeat. */
  function keyOf(index: number): number | undefined {
    if (!(frames.lengthAt(index) <= LONGEST_BEAT)) return undefined;
    const length = frames.copyHead(index, head);
    return length === 0
      ? undefined
      : fingerprint(length, frames.flagsAt(index) & (FRAME_SENT | FRAME_BINARY));
  }

  /** Two FNV-1a hashes side by side, 53 bits: no string is made of each of a million frames. */
  function fingerprint(length: number, kind: number): number {
    let one = 0x811c9dc5 ^ kind;
    let other = 0x01000193 ^ length;
    for (let at = 0; at < length; at++) {
      one = Math.imul(one ^ head[at]!, 0x01000193);
      other = Math.imul(other + head[at]!, 0x85ebca6b) ^ (other >>> 13);
    }
    return (one >>> 0) * 0x200000 + ((other >>> 0) & 0x1fffff);
  }

  /** Gives whether other frames are heartbeats than before. */
  function judge({ indices }: Group): boolean {
    const newest = indices.slice(-JUDGED);
    const beats = newest.map((index) => ({ index, at: frames.timeAt(index), sent: true, key: '' }));
    const before = found.size;
    if (steadyBeats(beats).size > 0) for (const index of indices) found.add(index);
    else if (found.has(indices[0]!)) for (const index of indices) found.delete(index);
    return found.size !== before;
  }

  return {
    get indices() {
      return found;
    },
    update(most = Number.POSITIVE_INFINITY) {
      const all = frames.of(socket);
      const begin = lowerBound(all, looked + 1);
      const end = Math.min(all.length, begin + most);
      const touched = new Set<Group>();
      for (let at = begin; at < end; at++) {
        const index = all[at]!;
        looked = Math.max(looked, index);
        const key = keyOf(index);
        if (key === undefined) continue;
        let group = groups.get(key);
        if (!group) {
          if (groups.size >= MOST_GROUPS) continue;
          group = { indices: [] };
          groups.set(key, group);
        }
        group.indices.push(index);
        if (group.indices.length > JUDGED * 50) group.indices.splice(0, JUDGED * 25);
        touched.add(group);
      }
      let changed = false;
      for (const group of touched) changed = judge(group) || changed;
      if (changed) found = new Set(found);
      return end < all.length;
    },
  };
}

export interface Folded {
  count: number;
  /** Milliseconds between two of them, the middle one; undefined for too few. */
  sentEvery?: number;
  receivedEvery?: number;
}

/** Heartbeats whose intervals are looked at: the newest. */
const MEASURED = 100;
/** More than a day of one a second both ways: a flood that calls itself heartbeats has no beat worth the time. */
export const MOST_BEATS = 200_000;

/** All heartbeats of a connection as one line: how many, and how often either side beats. */
export function foldHeartbeats(frames: FrameStore, heartbeats: ReadonlySet<number>): Folded {
  if (heartbeats.size > MOST_BEATS) return { count: heartbeats.size };
  // In the order of their numbers, by a sort that knows them for numbers: this comes again with every beat.
  const newest = Array.from(Uint32Array.from(heartbeats).sort().subarray(-MEASURED));
  const times = (sent: boolean) =>
    newest.filter((index) => frames.get(index)?.sent === sent).map((index) => frames.timeAt(index));
  const [sentEvery, receivedEvery] = [middleGap(times(true)), middleGap(times(false))];
  return {
    count: heartbeats.size,
    ...(sentEvery !== undefined && { sentEvery }),
    ...(receivedEvery !== undefined && { receivedEvery }),
  };
}

function middleGap(times: readonly number[]): number | undefined {
  const gaps = times.slice(1).map((at, n) => at - times[n]!);
  return gaps.length < 2 ? undefined : gaps.sort((a, b) => a - b)[gaps.length >> 1];
}
