import type { PayloadSlabs, Placed } from './payload-slabs';

/** Payloads of which parts have come, by the indices of their frames. Each has room for the whole from the first part on. */
export interface ArrivingPayloads {
  /** A first part gives up what came of the payload before. @returns bytes that are held more (or less) from now on */
  begin(index: number, length: number): number;
  /** Parts come in order: what does not follow on the one before is left out. @returns the payload, once it is whole */
  take(index: number, at: number, part: Uint8Array): Placed | undefined;
  /** @returns bytes that are held less from now on */
  abandon(index: number): number;
  clear(): void;
}

export function createArrivingPayloads(slabs: PayloadSlabs): ArrivingPayloads {
  const arriving = new Map<number, Placed & { come: number }>();

  function abandon(index: number): number {
    const open = arriving.get(index);
    if (!open) return 0;
    arriving.delete(index);
    slabs.release(open.slab);
    return open.length;
  }

  return {
    begin(index, length) {
      const before = abandon(index);
      arriving.set(index, { ...slabs.reserve(length), come: 0 });
      return length - before;
    },
    take(index, at, part) {
      const open = arriving.get(index);
      if (!open || open.come !== at || at + part.length > open.length) return undefined;
      slabs.write(open.slab, open.offset + at, part);
      open.come += part.length;
      if (open.come < open.length) return undefined;
      arriving.delete(index);
      return open;
    },
    abandon,
    clear: () => arriving.clear(),
  };
}
