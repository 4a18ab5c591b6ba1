import type { FrameStore } from '../../session/frames';
import type { SocketId } from '../../session/observations';

export interface FrameRates {
  /** The largest frame, in bytes. */
  largest: { size: number; seq: number } | undefined;
  /** The busiest minute: how many frames, and the first of them. */
  busiest: { count: number; seq: number } | undefined;
}

interface Scan extends FrameRates {
  /** `index` of the last frame looked at. */
  last: number;
  minute: { start: number; count: number; seq: number };
}

const scans = new WeakMap<FrameStore, Map<SocketId, Scan>>();
const MINUTE_MS = 60_000;

/** The largest frame and the busiest minute of a connection. Looks only at frames that came since it was asked last. */
export function frameRates(frames: FrameStore, socketId: SocketId): FrameRates {
  const bySocket = scans.get(frames) ?? new Map<SocketId, Scan>();
  scans.set(frames, bySocket);
  const indices = frames.of(socketId);
  const scan = bySocket.get(socketId) ?? {
    last: -1,
    largest: undefined,
    busiest: undefined,
    minute: { start: Number.NEGATIVE_INFINITY, count: 0, seq: 0 },
  };
  bySocket.set(socketId, scan);
  let position = indices.length;
  while (position > 0 && indices[position - 1]! > scan.last) position -= 1;
  for (; position < indices.length; position++) {
    const index = indices[position]!;
    scan.last = index;
    // Not `get`: of a million frames that would make a million objects.
    const [at, size] = [frames.timeAt(index), frames.sizeAt(index)];
    if (Number.isNaN(at)) continue;
    if (size > (scan.largest?.size ?? -1)) scan.largest = { size, seq: frames.seqAt(index) };
    if (at - scan.minute.start >= MINUTE_MS) scan.minute = { start: at, count: 0, seq: frames.seqAt(index) };
    scan.minute.count += 1;
    if (scan.minute.count > (scan.busiest?.count ?? 0))
      scan.busiest = { count: scan.minute.count, seq: scan.minute.seq };
  }
  return scan;
}
