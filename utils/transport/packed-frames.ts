import { FRAME_BINARY, type FrameColumns } from '../session/observations';

/**
 * Frames as they cross from the page: all text of a batch is one string and all bytes are one buffer, because
 * what a structured clone costs the page is counted in values, hardly in their size.
 */
export interface PackedFrames extends Omit<FrameColumns, 'payloads'> {
  /** What each frame holds of `text` (UTF-16 code units) or, with FRAME_BINARY, of `bytes`; NOT_HERE for none. */
  lengths: ArrayLike<number>;
  text: string;
  bytes: ArrayBuffer | null;
}

/** The length of a payload that is not here: `null` among `FrameColumns.payloads`. */
export const NOT_HERE = 0xffff_ffff;

const COLUMNS = ['sockets', 'seqs', 'times', 'flags', 'sizes', 'lengths'] as const;

/** Whether a value has the shape of PackedFrames: columns of one length, a text, bytes or none. Never throws. */
export function isPacked(value: Record<string, unknown>): boolean {
  const { text, bytes } = value;
  if (typeof text !== 'string' || typeof bytes !== 'object') return false;
  const lengths = COLUMNS.map((column) => (value[column] as ArrayLike<unknown> | null | undefined)?.length);
  return lengths.every((length) => length === lengths[0] && length !== undefined);
}

/** The payloads of packed frames: slices of the text, views of the bytes. A length too large gives what there is. */
export function unpackPayloads({ flags, lengths, text, bytes }: PackedFrames): FrameColumns['payloads'] {
  const payloads: (string | Uint8Array | null)[] = [];
  const whole = bytes ? new Uint8Array(bytes) : new Uint8Array();
  let textAt = 0;
  let bytesAt = 0;
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    if (length === NOT_HERE) payloads.push(null);
    else if (flags[i]! & FRAME_BINARY) {
      payloads.push(whole.subarray(bytesAt, bytesAt + length));
      bytesAt += length;
    } else {
      payloads.push(text.slice(textAt, textAt + length));
      textAt += length;
    }
  }
  return payloads;
}
