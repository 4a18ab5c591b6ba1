import type { FRAME_BINARY, FRAME_PENDING, FRAME_TRUNCATED } from '../session/observations';
import type { Payload } from './batch';
import type { Natives } from './natives';

const BINARY: typeof FRAME_BINARY = 2;
const TRUNCATED: typeof FRAME_TRUNCATED = 4;
const PENDING: typeof FRAME_PENDING = 8;

/** What a frame carried, as it is kept. */
export interface Content {
  flags: number;
  /** The whole size, also where the payload was cut: bytes, or code units of text. */
  size: number;
  payload: Payload;
  /** What the payload holds of memory. */
  bytes: number;
}

/** Bytes of a binary frame that are kept whatever the pace. */
const HEAD = 4096;
/** Bytes copied per millisecond, on the average, from a page that nobody watches. */
const PACE = 4096;

export type PayloadReader = ReturnType<typeof createPayloadReader>;

/**
 * Takes payloads over: strings as they are, bytes as a copy, Blobs by reference for the bridge to read.
 *
 * @param sparing whether a flood of binary frames is to leave no more than their heads: copying each would cost
 *   a page half as much again as receiving it, and nobody watches
 */
export function createPayloadReader(natives: Natives, sparing: () => boolean) {
  let nextWhole = 0;

  function spared(size: number, limit: number): number {
    if (size <= HEAD || !sparing()) return limit;
    const at = natives.now();
    if (at < nextWhole) return HEAD;
    // What is cut is counted as if it were not: the next one waits the longer.
    nextWhole = at + size / PACE;
    return limit;
  }

  function text(value: string, limit: number): Content {
    const size = value.length;
    // Firefox holds what a socket received as UTF-16, whatever it says.
    if (size <= limit) return { flags: 0, size, payload: value, bytes: 2 * size };
    // A slice of a string keeps the whole of it alive; a clone does not.
    const payload = natives.clone(natives.sliceText(value, 0, limit));
    return { flags: TRUNCATED, size, payload, bytes: 2 * limit };
  }

  function bytes(buffer: ArrayBuffer, offset: number, size: number, most: number): Content {
    const limit = spared(size, most);
    const cut = size > limit;
    const kept = cut ? limit : size;
    // Not slice(): it asks the page's `constructor` for a species.
    const payload = new natives.Uint8Array(new natives.Uint8Array(buffer, offset, kept));
    return { flags: cut ? BINARY | TRUNCATED : BINARY, size, payload, bytes: kept };
  }

  function view(value: ArrayBufferView, limit: number): Content {
    const typed = natives.isTypedArray(value);
    return bytes(
      (typed ? natives.typedBuffer : natives.dataViewBuffer)(value),
      (typed ? natives.typedOffset : natives.dataViewOffset)(value),
      (typed ? natives.typedSize : natives.dataViewSize)(value),
      limit,
    );
  }

  /** The content of a value that WebSocket sends as binary; undefined for anything that it turns into text. */
  function binary(value: object, limit: number): Content | undefined {
    if (natives.isView(value)) return view(value, limit);
    const size = natives.sizeOf(natives.bufferSize, value);
    if (size >= 0) return bytes(value as ArrayBuffer, 0, size, limit);
    const blobSize = natives.sizeOf(natives.blobSize, value);
    if (blobSize < 0) return undefined;
    return { flags: BINARY | PENDING, size: blobSize, payload: value as Blob, bytes: blobSize };
  }

  return { text, binary };
}
