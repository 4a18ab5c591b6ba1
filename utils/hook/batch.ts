import type { NOT_HERE as HERE_IS_NONE } from '../transport/packed-frames';
import type { Engine } from './engine';
import type { HookFrames } from './wire';

export type Payload = string | Uint8Array | Blob | null;

/** Frames as columns, being filled. */
export interface Batch {
  readonly capacity: number;
  count: number;
  /** Bytes that its payloads hold: two for each code unit of text. */
  bytes: number;
  readonly sockets: Uint32Array<ArrayBuffer>;
  readonly seqs: Uint32Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly sizes: Float64Array<ArrayBuffer>;
  readonly payloads: Payload[];
}

export interface StampedFrame {
  socket: number;
  seq: number;
  at: number;
  flags: number;
  size: number;
  payload: Payload;
  /** What the payload holds of memory, in bytes: two for each code unit of text. */
  bytes: number;
}

export function createBatch(engine: Engine, capacity: number): Batch {
  return {
    capacity,
    count: 0,
    bytes: 0,
    sockets: new engine.Uint32Array(capacity),
    seqs: new engine.Uint32Array(capacity),
    times: new engine.Float64Array(capacity),
    flags: new engine.Uint8Array(capacity),
    sizes: new engine.Float64Array(capacity),
    payloads: engine.list<Payload>(),
  };
}

/** Adds a frame; the caller has seen that there is room. */
export function appendFrame(batch: Batch, frame: StampedFrame): void {
  const i = batch.count++;
  batch.sockets[i] = frame.socket;
  batch.seqs[i] = frame.seq;
  batch.times[i] = frame.at;
  batch.flags[i] = frame.flags;
  batch.sizes[i] = frame.size;
  batch.payloads[i] = frame.payload;
  batch.bytes += frame.bytes;
}

const NOT_HERE: typeof HERE_IS_NONE = 0xffff_ffff;

/** All text in one string and all bytes in one buffer; writes what each frame holds of them. */
function pack(
  engine: Engine,
  batch: Batch,
  lengths: Uint32Array,
): { text: string; bytes: ArrayBuffer | null } {
  let text = '';
  let total = 0;
  for (let i = 0; i < batch.count; i++) {
    const payload = batch.payloads[i]!;
    if (typeof payload === 'string') {
      text += payload;
      lengths[i] = payload.length;
    } else if (engine.isView(payload)) {
      lengths[i] = engine.typedSize(payload);
      total += lengths[i]!;
    } else lengths[i] = NOT_HERE;
  }
  if (total === 0) return { text, bytes: null };
  const bytes = new engine.Uint8Array(total);
  let at = 0;
  for (let i = 0; i < batch.count; i++) {
    const payload = batch.payloads[i]!;
    if (typeof payload === 'string' || !engine.isView(payload)) continue;
    engine.setBytes(bytes, payload as Uint8Array, at);
    at += lengths[i]!;
  }
  return { text, bytes: engine.typedBuffer(bytes) };
}

/** The columns cut to their length, as they cross to the bridge. Blobs go by themselves: see `FromHook`. */
export function sealBatch(engine: Engine, batch: Batch): HookFrames {
  const { count } = batch;
  // Structured clone takes the whole buffer of a view along: only a copy is as short as it looks.
  const cut = <T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
    Column: new (from: ArrayBuffer | T, offset?: number, length?: number) => T,
    column: T,
    buffer: ArrayBuffer,
  ): T => (count === batch.capacity ? column : new Column(new Column(buffer, 0, count)));
  const lengths = new engine.Uint32Array(count);
  const packed = pack(engine, batch, lengths);
  return {
    kind: 'socket-frames',
    sockets: cut(engine.Uint32Array, batch.sockets, engine.typedBuffer(batch.sockets)),
    seqs: cut(engine.Uint32Array, batch.seqs, engine.typedBuffer(batch.seqs)),
    times: cut(engine.Float64Array, batch.times, engine.typedBuffer(batch.times)),
    flags: cut(engine.Uint8Array, batch.flags, engine.typedBuffer(batch.flags)),
    sizes: cut(engine.Float64Array, batch.sizes, engine.typedBuffer(batch.sizes)),
    lengths,
    text: packed.text,
    bytes: packed.bytes,
  };
}
