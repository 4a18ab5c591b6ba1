/** A short well-formed conversation, as `protocols/<name>/sample.ts` holds them for tests and benchmarks. */
export interface Sample {
  /** The protocol that it is in. */
  id: string;
  /** What tells it from the protocol's first sample. */
  dialect?: string;
  url?: string;
  subprotocol?: string;
  /** The `.proto` text that it is read with. */
  schema?: string;
  /** Well-formed frames, `>` sent or `<` received: the seeds of mutation, and of throughput. */
  frames: readonly (readonly ['>' | '<', string | Uint8Array])[];
}

/** Bytes, and text as the bytes of its UTF-8. */
export const bytes = (...list: (number | string)[]): Uint8Array =>
  new Uint8Array(
    list.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])),
  );
