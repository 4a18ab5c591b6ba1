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

/** The columns cut to their length, as they cross to the bridge. Blobs go by themselves: see `FromHook`. */
export function sealBatch(engine: Engine, batch: Batch): HookFrames {
  const { count } = batch;
  // Structured clone takes the whole buffer of a view along: only a copy is as short as it looks.
  const cut = <T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
    Column: new (from: ArrayBuffer | T, offset?: number, length?: number) => T,
    column: T,
    buffer: ArrayBuffer,
  ): T => (count === batch.capacity ? column : new Column(new Column(buffer, 0, count)));
  const payloads = engine.list<string | Uint8Array | null>();
  for (let i = 0; i < count; i++) {
    const payload = batch.payloads[i]!;
    payloads[i] = typeof payload === 'string' || engine.isView(payload) ? payload : null;
  }
  return {
    kind: 'socket-frames',
    sockets: cut(engine.Uint32Array, batch.sockets, engine.typedBuffer(batch.sockets)),
    seqs: cut(engine.Uint32Array, batch.seqs, engine.typedBuffer(batch.seqs)),
    times: cut(engine.Float64Array, batch.times, engine.typedBuffer(batch.times)),
    flags: cut(engine.Uint8Array, batch.flags, engine.typedBuffer(batch.flags)),
    sizes: cut(engine.Float64Array, batch.sizes, engine.typedBuffer(batch.sizes)),
    payloads,
  };
}
