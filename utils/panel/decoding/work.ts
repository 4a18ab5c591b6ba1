import type { Frame, FrameStore } from '../../session/frames';
import type { SocketId } from '../../session/observations';
import { MAX_PAYLOAD } from '../../websocket/decoders/limits';

/** Frames and payload bytes that are asked for at a time: the answer to what is looked at waits for no more. */
const FEWEST = 16;
const MOST = 512;
const BYTES = 1024 * 1024;
/** Milliseconds that an answer should take. */
const QUICK = 25;
const SLOW = 60;

/** How many frames to ask for at a time, by how long the last ones took. */
export function createPace() {
  let frames = 128;
  return {
    get frames() {
      return frames;
    },
    took(ms: number) {
      if (ms < QUICK) frames = Math.min(MOST, frames * 2);
      else if (ms > SLOW) frames = Math.max(FEWEST, frames >> 1);
    },
  };
}

/**
 * Where the frames after store index `cursor` begin; frames come about in the order of their indices. Looked for from
 * where it was the last time: of a million it is asked for again and again.
 */
export function positionAfter(all: ArrayLike<number>, cursor: number, last: number): number {
  let at = Math.min(last, all.length);
  while (at > 0 && all[at - 1]! > cursor) at--;
  while (at < all.length && all[at]! <= cursor) at++;
  return at;
}

/** Whether no decoder reads it, so that its payload need not be read for one either. */
const isTooLarge = ({ size, truncated }: Frame): boolean => size > MAX_PAYLOAD && !truncated;

/** A frame to be handed over: its payload copied out of the batch that it came in, which would travel whole. */
export function portable(frame: Frame, transfer: ArrayBuffer[]): Frame {
  if (isTooLarge(frame)) {
    const { index, socketId, seq, at, sent, binary, size, truncated, missing } = frame;
    return { index, socketId, seq, at, sent, binary, size, truncated, ...(missing && { missing }) };
  }
  if (!(frame.payload instanceof Uint8Array)) return frame;
  const payload = frame.payload.slice();
  transfer.push(payload.buffer);
  return { ...frame, payload };
}

export interface Batch {
  frames: Frame[];
  transfer: ArrayBuffer[];
}

/** Frames to read next, taken from `indices` until they are enough. */
export function createBatch(most: number) {
  const batch: Batch = { frames: [], transfer: [] };
  let bytes = 0;
  return {
    batch,
    get full() {
      return batch.frames.length >= most || bytes >= BYTES;
    },
    add(frame: Frame) {
      const handed = portable(frame, batch.transfer);
      bytes += handed.payload?.length ?? 0;
      batch.frames.push(handed);
    },
  };
}

/** A connection's first frames, for detection; huge ones tell no more than others. */
export function firstFrames(frames: FrameStore, socket: SocketId, most: number): Frame[] {
  const all = frames.of(socket);
  return Array.from({ length: Math.min(most, all.length) }, (_, at) => frames.get(all[at]!))
    .filter((frame) => frame !== undefined)
    .filter((frame) => !isTooLarge(frame))
    .map((frame) => portable(frame, []));
}
