export const PAGE_BITS = 14;
/** Frames of a page. */
export const PAGE_SIZE = 1 << PAGE_BITS;

/** No payload, in the column of slabs. */
export const NOWHERE = 0xffff_ffff;

/** A stretch of frames, column by column: 41 bytes a frame beside its payload, none of them in the JavaScript heap. */
export interface FramePage {
  slots: Uint32Array;
  seqs: Uint32Array;
  times: Float64Array;
  flags: Uint8Array;
  /** Bytes on the wire. */
  sizes: Float64Array;
  /** Where the payload lies: its slab, its place there, its bytes. */
  slabs: Uint32Array;
  offsets: Uint32Array;
  lengths: Uint32Array;
}

export function createFramePage(): FramePage {
  return {
    slots: new Uint32Array(PAGE_SIZE),
    seqs: new Uint32Array(PAGE_SIZE),
    times: new Float64Array(PAGE_SIZE),
    flags: new Uint8Array(PAGE_SIZE),
    sizes: new Float64Array(PAGE_SIZE),
    slabs: new Uint32Array(PAGE_SIZE).fill(NOWHERE),
    offsets: new Uint32Array(PAGE_SIZE),
    lengths: new Uint32Array(PAGE_SIZE),
  };
}
