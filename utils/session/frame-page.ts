export const PAGE_BITS = 14;
/** Frames of a page. */
export const PAGE_SIZE = 1 << PAGE_BITS;

/** A stretch of frames, column by column: 37 bytes a frame beside its payload. */
export interface FramePage {
  slots: Uint32Array;
  seqs: Uint32Array;
  times: Float64Array;
  flags: Uint8Array;
  /** Bytes on the wire. */
  sizes: Float64Array;
  /** Bytes that the held payload takes. */
  held: Uint32Array;
  payloads: (string | Uint8Array | null)[];
}

export function createFramePage(): FramePage {
  return {
    slots: new Uint32Array(PAGE_SIZE),
    seqs: new Uint32Array(PAGE_SIZE),
    times: new Float64Array(PAGE_SIZE),
    flags: new Uint8Array(PAGE_SIZE),
    sizes: new Float64Array(PAGE_SIZE),
    held: new Uint32Array(PAGE_SIZE),
    payloads: [],
  };
}
