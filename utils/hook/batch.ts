import type { NOT_HERE as HERE_IS_NONE, ROW as ROW_LENGTH } from '../transport/packed-frames';
import type { Engine } from './engine';
import type { SocketRecord } from './records';
import type { HookFrames } from './wire';

/** What a frame carried. One object serves all frames of a document: a flood would make garbage of each. */
export interface Content {
  flags: number;
  /** The whole size, also where the payload was cut: bytes, or code units of text. */
  size: number;
  /** Text and Blobs as they are; null where `source` has the bytes. */
  payload: string | Blob | null;
  /** The page's own bytes, copied where the frame is taken in. */
  source: Uint8Array | null;
  /** What is kept of it in memory: two bytes for each code unit of text. */
  bytes: number;
}

/** Frames being filled in. */
export interface Batch {
  readonly capacity: number;
  count: number;
  /** Bytes that it holds, FRAME_BYTES for each frame among them. */
  bytes: number;
  /** See PackedFrames. */
  readonly rows: Float64Array<ArrayBuffer>;
  readonly payloads: (string | Blob | null)[];
  /** The bytes of all binary frames, one after another. */
  arena: Uint8Array<ArrayBuffer> | null;
  /** Bytes of it that are taken. */
  used: number;
}

export const ROW: typeof ROW_LENGTH = 6;

/** Accounted to every frame, so that empty ones are bounded too: its row, the slot of its payload, the head of a string. */
export const FRAME_BYTES = 80;

/** Little binary traffic should not cost much room. Bytes. */
const ARENA = 4096;

export function createBatch(engine: Engine, capacity: number): Batch {
  const payloads = engine.list<string | Blob | null>();
  // Filled here, it never grows under a flood, which engines make slow for a list without a prototype.
  for (let i = 0; i < capacity; i++) payloads[i] = null;
  return {
    capacity,
    count: 0,
    bytes: 0,
    rows: new engine.Float64Array(capacity * ROW),
    payloads,
    arena: null,
    used: 0,
  };
}

/** Empties a batch, to be filled again: a flood allocates nothing but what it keeps. */
export function clearBatch(batch: Batch): Batch {
  for (let i = 0; i < batch.count; i++) batch.payloads[i] = null;
  batch.count = 0;
  batch.bytes = 0;
  batch.used = 0;
  return batch;
}

/**
 * Makes room for so many bytes more.
 * @param bound an arena grows up to this; a batch's first frame always finds room
 * @param hint bytes that an arena is likely to come to
 * @returns false where the batch is full
 */
export function makeRoom(engine: Engine, batch: Batch, bytes: number, bound: number, hint: number): boolean {
  const { arena, used } = batch;
  const needed = used + bytes;
  const room = arena ? engine.typedSize(arena) : 0;
  if (needed <= room) return true;
  if (used > 0 && needed > bound) return false;
  const wanted = engine.min(bound, engine.max(room * 2, hint, ARENA));
  const larger = new engine.Uint8Array(engine.max(wanted, needed));
  if (arena && used > 0) engine.setBytes(larger, arena, 0);
  batch.arena = larger;
  return true;
}

const NOT_HERE: typeof HERE_IS_NONE = 0xffff_ffff;

/** Adds a frame; the caller has made room. */
export function appendFrame(
  engine: Engine,
  batch: Batch,
  record: SocketRecord,
  at: number,
  content: Content,
): void {
  const { payload, source } = content;
  const i = batch.count;
  let length: number;
  if (source) {
    length = content.bytes;
    if (length > 0) engine.setBytes(batch.arena!, source, batch.used);
    batch.used += length;
  } else length = typeof payload === 'string' ? payload.length : NOT_HERE;
  const { rows } = batch;
  const row = i * ROW;
  rows[row] = record.n;
  rows[row + 1] = record.frames++;
  rows[row + 2] = at;
  rows[row + 3] = content.flags;
  rows[row + 4] = content.size;
  rows[row + 5] = length;
  batch.payloads[i] = payload;
  // The page's buffer is not ours to hold on to: the one object would carry it into the old generation.
  content.source = null;
  batch.bytes += content.bytes + FRAME_BYTES;
  batch.count = i + 1;
}

/** From this many bytes on an arena crosses as it is, with what lies behind the bytes that are taken. */
const WHOLE = 64 << 10;

/** The frames as they cross to the bridge, which has taken them when `send` returns. Blobs go by themselves: see `FromHook`. */
export function sealBatch(engine: Engine, { count, payloads, rows, arena, used }: Batch): HookFrames {
  /** Structured clone takes the whole buffer of a view along: only a copy is as short as it looks. */
  const cut = <T>(
    Kind: new (from: ArrayBuffer | T, at?: number, length?: number) => T,
    from: ArrayBufferView,
    length: number,
  ): T => new Kind(new Kind(engine.typedBuffer(from), 0, length));
  let text = '';
  for (let i = 0; i < count; i++) {
    const payload = payloads[i];
    if (typeof payload === 'string') text += payload;
  }
  const whole = used > WHOLE && used * 2 > engine.typedSize(arena!);
  return {
    kind: 'socket-frames',
    rows: cut(engine.Float64Array, rows, count * ROW),
    text,
    bytes: used > 0 ? engine.typedBuffer(whole ? arena! : cut(engine.Uint8Array, arena!, used)) : null,
  };
}
