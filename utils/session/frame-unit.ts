/** A stretch of the frame store, copied column by column: what a worker can be handed. */
export interface FrameUnit {
  /** Store index of the first frame; the others follow on it. */
  first: number;
  count: number;
  /** Number of each frame's socket: `FrameStore.slotOf`. */
  slots: Uint32Array;
  times: Float64Array;
  flags: Uint8Array;
  /** Bytes on the wire. */
  sizes: Float64Array;
  /** Where each frame's payload ends in `bytes`; it begins where the one before ends. */
  ends: Uint32Array;
  /** Payloads one after another, text in UTF-8. */
  bytes: Uint8Array;
}

/** What can be handed over rather than copied again. */
export const buffersOf = ({ slots, times, flags, sizes, ends, bytes }: FrameUnit): ArrayBuffer[] =>
  [slots, times, flags, sizes, ends, bytes].map(({ buffer }) => buffer as ArrayBuffer);
