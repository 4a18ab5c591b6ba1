import { type FramePage, NOWHERE, PAGE_BITS, PAGE_SIZE } from './frame-page';
import type { FrameUnit } from './frame-unit';
import type { PayloadSlabs } from './payload-slabs';

export interface UnitBounds {
  /** Store indices: [from, to). */
  from: number;
  to: number;
  /** Payload bytes after which it ends early, however long the frame that exceeds them is. */
  bytes: number;
  /** Sockets, by number, whose payloads are wanted; those of others are left empty. */
  wants(slot: number): boolean;
}

interface Stored {
  pageOf(index: number): FramePage | undefined;
  slabs: PayloadSlabs;
}

/** Copies a stretch of frames that lies within one page; neighbouring payloads are copied at once. */
export function packUnit({ pageOf, slabs }: Stored, { from, to, bytes: most, wants }: UnitBounds): FrameUnit {
  const page = pageOf(from)!;
  const row = from & (PAGE_SIZE - 1);
  const last = Math.min(row + to - from, PAGE_SIZE);
  const ends: number[] = [];
  let size = 0;
  for (let at = row; at < last && (size < most || at === row); at++) {
    if (page.slabs[at] !== NOWHERE && wants(page.slots[at]!)) size += page.lengths[at]!;
    ends.push(size);
  }
  const end = row + ends.length;
  const bytes = new Uint8Array(size);
  for (let at = row, written = 0; at < end; ) {
    const slab = page.slabs[at]!;
    if (slab === NOWHERE || !wants(page.slots[at]!)) {
      at++;
      continue;
    }
    const offset = page.offsets[at]!;
    let length = page.lengths[at++]!;
    while (
      at < end &&
      page.slabs[at] === slab &&
      page.offsets[at] === offset + length &&
      wants(page.slots[at]!)
    )
      length += page.lengths[at++]!;
    slabs.copy(slab, offset, length, bytes, written);
    written += length;
  }
  return {
    first: from,
    count: ends.length,
    slots: page.slots.slice(row, end),
    times: page.times.slice(row, end),
    flags: page.flags.slice(row, end),
    sizes: page.sizes.slice(row, end),
    ends: Uint32Array.from(ends),
    bytes,
  };
}

/** The first index of the page behind the one that holds `index`. */
export const nextPage = (index: number): number => ((index >>> PAGE_BITS) + 1) << PAGE_BITS;
