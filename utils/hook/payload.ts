import type { FRAME_BINARY, FRAME_PENDING, FRAME_TRUNCATED } from '../session/observations';
import { type Content, HEAD } from './batch';
import type { Natives } from './natives';

const BINARY: typeof FRAME_BINARY = 2;
const TRUNCATED: typeof FRAME_TRUNCATED = 4;
const PENDING: typeof FRAME_PENDING = 8;

/** Bytes copied per millisecond, on the average, from a page that nobody watches. */
const PACE = 4096;

export type PayloadReader = ReturnType<typeof createPayloadReader>;

/**
 * Reads payloads: strings and Blobs by reference, bytes as a view that is to be copied at once.
 * What it gives is one and the same object each time, good until the next one is read.
 *
 * Beyond the limit a payload is cut where nobody watches, and becomes a Blob, whose bytes come later, where somebody does.
 *
 * @param limit bytes, or code units of text
 * @param sparing whether a flood of binary frames is to leave no more than their heads: copying each would cost
 *   a page half as much again as receiving it, and nobody watches
 */
export function createPayloadReader(natives: Natives, sparing: () => boolean, limit: () => number) {
  let nextWhole = 0;
  const nothing = new natives.Uint8Array(0);
  const content: Content = { flags: 0, size: 0, payload: null, source: null, bytes: 0 };

  function fill(
    flags: number,
    size: number,
    payload: Content['payload'],
    source: Uint8Array | null,
    bytes: number,
  ): Content {
    content.flags = flags;
    content.size = size;
    content.payload = payload;
    content.source = source;
    content.bytes = bytes;
    return content;
  }

  function spared(size: number): number {
    if (size <= HEAD || !sparing()) return limit();
    const at = natives.now();
    if (at < nextWhole) return HEAD;
    // What is cut is counted as if it were not: the next one waits the longer.
    nextWhole = at + size / PACE;
    return limit();
  }

  /** What goes to the bridge by itself, which reads it in parts: too large for a batch, or a Blob anyway. */
  function deferred(flags: number, blob: Blob): Content {
    const size = natives.blobSize(blob);
    return fill(flags | PENDING, size, blob, null, size);
  }

  function text(value: string): Content {
    const size = value.length;
    const most = limit();
    // Firefox holds what a socket received as UTF-16, whatever it says.
    if (size <= most) return fill(0, size, value, null, 2 * size);
    if (!sparing()) return deferred(0, natives.blob(value));
    // A slice of a string keeps the whole of it alive; a clone does not.
    return fill(TRUNCATED, size, natives.clone(natives.sliceText(value, 0, most)), null, 2 * most);
  }

  function bytes(buffer: ArrayBuffer, offset: number, size: number): Content {
    const most = spared(size);
    const kept = sparing() ? natives.min(size, most) : size;
    // Of what is empty or was handed on there can be no view.
    const source = kept > 0 ? new natives.Uint8Array(buffer, offset, kept) : nothing;
    if (kept > most) return deferred(BINARY, natives.blob(source));
    return fill(BINARY | (kept < size ? TRUNCATED : 0), size, null, source, kept);
  }

  function view(value: ArrayBufferView): Content {
    // Of a DataView a typed array's getter throws.
    const typed = natives.sizeOf(natives.typedSize, value) >= 0;
    return bytes(
      (typed ? natives.typedBuffer : natives.dataViewBuffer)(value),
      (typed ? natives.typedOffset : natives.dataViewOffset)(value),
      (typed ? natives.typedSize : natives.dataViewSize)(value),
    );
  }

  /** The content of a value that WebSocket sends as binary; undefined for anything that it turns into text. */
  function binary(value: object): Content | undefined {
    if (natives.isView(value)) return view(value);
    const size = natives.sizeOf(natives.bufferSize, value);
    if (size >= 0) return bytes(value as ArrayBuffer, 0, size);
    if (natives.sizeOf(natives.blobSize, value) >= 0) return deferred(BINARY, value as Blob);
  }

  return { text, binary };
}
