import { FRAME_BINARY, type FrameColumns } from '../session/observations';

/**
 * Frames as they cross from the page: all numbers in one array, all text in one string and all bytes in one buffer,
 * because what a structured clone costs the page is counted in values, hardly in their size.
 */
export interface PackedFrames {
  /**
   * ROW numbers a frame: socket, seq, time, flags, size, and what it holds of `text` (UTF-16 code units) or, with
   * FRAME_BINARY, of `bytes`; NOT_HERE for none.
   */
  rows: ArrayLike<number>;
  text: string;
  bytes: ArrayBuffer | null;
}

/** Numbers of a row. */
export const ROW = 6;

/** The length of a payload that is not here: `null` among `FrameColumns.payloads`. */
export const NOT_HERE = 0xffff_ffff;

/** Whether a value has the shape of PackedFrames: whole rows, a text, bytes or none. Never throws. */
export function isPacked({ rows, text, bytes }: Record<string, unknown>): boolean {
  if (typeof text !== 'string' || typeof bytes !== 'object') return false;
  if (!Array.isArray(rows) && !ArrayBuffer.isView(rows)) return false;
  return (rows as unknown as ArrayLike<unknown>).length % ROW === 0;
}

/** The columns of packed frames. Payloads are slices of the text and views of the bytes; too large a length gives what there is. */
export function unpackFrames({ rows, text, bytes }: PackedFrames): FrameColumns {
  const count = rows.length / ROW;
  const columns = {
    sockets: new Uint32Array(count),
    seqs: new Uint32Array(count),
    times: new Float64Array(count),
    flags: new Uint8Array(count),
    sizes: new Float64Array(count),
  };
  const payloads: (string | Uint8Array | null)[] = [];
  const whole = bytes ? new Uint8Array(bytes) : new Uint8Array();
  let textAt = 0;
  let bytesAt = 0;
  for (let i = 0, at = 0; i < count; i++, at += ROW) {
    columns.sockets[i] = rows[at]!;
    columns.seqs[i] = rows[at + 1]!;
    columns.times[i] = rows[at + 2]!;
    columns.flags[i] = rows[at + 3]!;
    columns.sizes[i] = rows[at + 4]!;
    const length = rows[at + 5]!;
    if (length === NOT_HERE) payloads.push(null);
    else if (columns.flags[i]! & FRAME_BINARY) {
      payloads.push(whole.subarray(bytesAt, bytesAt + length));
      bytesAt += length;
    } else {
      payloads.push(text.slice(textAt, textAt + length));
      textAt += length;
    }
  }
  return { ...columns, payloads };
}
