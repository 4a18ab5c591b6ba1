import { createArrivingPayloads } from './arriving-payloads';
import { createFramePage, type FramePage, NOWHERE, PAGE_BITS, PAGE_SIZE } from './frame-page';
import { createFrameSlots, type Slot } from './frame-slots';
import type { Frame, FrameLimits, FrameStore } from './frames';
import type { IndexList } from './index-list';
import {
  FRAME_BINARY,
  FRAME_PENDING,
  FRAME_REDACTED,
  FRAME_SENT,
  FRAME_TRUNCATED,
  FRAME_UNREADABLE,
  type FramePayload,
  type SocketFrames,
  type SocketId,
} from './observations';
import { packUnit } from './pack-unit';
import { createPayloadSlabs, type Placed } from './payload-slabs';
import { type Payload, payloadOf, wireSize } from './payload-value';
import { countFrame, createTally, isFirstText, noteBytes, noteText, type Tally } from './tally';
import { utf8Length } from './utf8';

export type { FrameLimits } from './frames';

export const DEFAULT_FRAME_LIMITS: FrameLimits = { frames: 1_000_000, bytes: 512 * 1024 * 1024 };

/** What the fold needs beside what views read. */
export interface TallyingFrameStore extends FrameStore {
  tally(socket: SocketId): Readonly<Tally> | undefined;
  /** Frames of a socket that never came, judged by the gaps in its numbers. */
  missing(socket: SocketId): number;
}

const EMPTY = new Uint32Array(0);
const ROW = PAGE_SIZE - 1;

/**
 * Frames in columns, by pages, payloads in buffers outside of the JavaScript heap; at most `limits`, oldest out first
 * and counted. A frame that comes twice (same socket and number) is taken once, also after `clear`: what was cleared
 * does not come back with a re-announcement.
 */
export function createFrameStore(bounds: FrameLimits = DEFAULT_FRAME_LIMITS): TallyingFrameStore {
  const slots = createFrameSlots();
  const slabs = createPayloadSlabs();
  let limits = bounds;
  let pages: FramePage[] = [];
  let firstPage = 0;
  let total = 0;
  let first = 0;
  let bytes = 0;
  let version = 0;
  let fills = 0;
  let dropped = { frames: 0, bytes: 0 };
  const muted = new Map<SocketId, number>();
  const arriving = createArrivingPayloads(slabs);

  const pageOf = (index: number) => pages[(index >>> PAGE_BITS) - firstPage];
  const seqAt = (index: number) => pageOf(index)!.seqs[index & ROW]!;
  const held = (index: number) => index >= first && index < total;

  function write(slot: Slot, seq: number, at: number, flags: number, size: number, payload: Payload): void {
    const index = total++;
    if (!pageOf(index)) pages.push(createFramePage());
    const page = pageOf(index)!;
    const row = index & ROW;
    page.slots[row] = slot.number;
    page.seqs[row] = seq;
    page.times[row] = at;
    page.flags[row] = flags;
    const weight = payload === null ? 0 : place(page, row, payload);
    page.sizes[row] = wireSize(payload, weight, flags, size);

    const { indices, tally } = slot;
    if (indices.length === 0 || seqAt(indices.at(indices.length - 1)) < seq) indices.push(index);
    else indices.insertAt(positionOf(indices, seq), index);
    const sent = (flags & FRAME_SENT) !== 0;
    countFrame(tally, sent, page.sizes[row]!, at);
    if (typeof payload === 'string' && isFirstText(tally, sent, seq)) noteText(tally, sent, seq, at, payload);
    else if (sent && payload instanceof Uint8Array) noteBytes(tally, seq, at, payload);
  }

  /** Gives the bytes that it takes. */
  function place(page: FramePage, row: number, payload: string | Uint8Array): number {
    const placed = typeof payload === 'string' ? slabs.placeText(payload) : slabs.placeBytes(payload);
    point(page, row, placed);
    bytes += placed.length;
    return placed.length;
  }

  function point(page: FramePage, row: number, { slab, offset, length }: Placed): void {
    page.slabs[row] = slab;
    page.offsets[row] = offset;
    page.lengths[row] = length;
  }

  /** A muted socket's frame: what its connection says of itself goes on, and nothing is kept. */
  function countOnly(
    slot: Slot,
    seq: number,
    at: number,
    flags: number,
    size: number,
    payload: Payload,
  ): void {
    const sent = (flags & FRAME_SENT) !== 0;
    const weight = typeof payload === 'string' ? utf8Length(payload) : 0;
    countFrame(slot.tally, sent, wireSize(payload, weight, flags, size), at);
    if (typeof payload === 'string' && isFirstText(slot.tally, sent, seq))
      noteText(slot.tally, sent, seq, at, payload);
    else if (sent && payload instanceof Uint8Array) noteBytes(slot.tally, seq, at, payload);
    muted.set(slot.id, muted.get(slot.id)! + 1);
  }

  /** Where a number stands, or would stand, among a socket's frames. */
  function positionOf(indices: IndexList, seq: number): number {
    let low = 0;
    let high = indices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (seqAt(indices.at(middle)) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function dropOldest(): void {
    bytes -= arriving.abandon(first);
    const page = pageOf(first)!;
    const row = first & ROW;
    dropped.frames++;
    dropped.bytes += page.sizes[row]!;
    if (page.slabs[row] !== NOWHERE) {
      bytes -= page.lengths[row]!;
      slabs.release(page.slabs[row]!);
    }
    slots.at(page.slots[row]!)!.indices.remove(first);
    first++;
    if (first >>> PAGE_BITS > firstPage) {
      pages.shift();
      firstPage++;
    }
  }

  function enforceLimits(): void {
    while (total - first > limits.frames || (bytes > limits.bytes && total - first > 1)) dropOldest();
  }

  /** Frames come about in the order of their times, so the oldest are at the front. */
  function clearOlder(before: number): void {
    const counted = dropped;
    dropped = { ...dropped };
    while (first < total && pageOf(first)!.times[first & ROW]! < before) dropOldest();
    dropped = counted;
    version++;
    for (const slot of slots.all) slot.tally = createTally();
    for (let index = first; index < total; index++) {
      const page = pageOf(index)!;
      const row = index & ROW;
      const { tally } = slots.at(page.slots[row]!)!;
      const sent = (page.flags[row]! & FRAME_SENT) !== 0;
      countFrame(tally, sent, page.sizes[row]!, page.times[row]!);
      const isText = (page.flags[row]! & FRAME_BINARY) === 0 && page.slabs[row] !== NOWHERE;
      if (isText && isFirstText(tally, sent, page.seqs[row]!))
        noteText(tally, sent, page.seqs[row]!, page.times[row]!, payloadAt(page, row) as string);
    }
  }

  function append(batch: SocketFrames): void {
    const { realm, sockets, seqs, times, flags, sizes, payloads } = batch;
    const columns = [sockets, seqs, times, flags, sizes, payloads];
    const count = Math.min(...columns.map((column) => column.length));
    let slot: Slot | undefined;
    let n = -1;
    for (let i = 0; i < count; i++) {
      if (!slot || sockets[i] !== n) {
        n = sockets[i]!;
        slot = slots.of(realm, n);
      }
      if (!slot.sequence.take(seqs[i]!)) continue;
      const take = muted.size > 0 && muted.has(slot.id) ? countOnly : write;
      take(slot, seqs[i]!, times[i]!, flags[i]!, sizes[i]!, payloadOf(payloads[i]));
      version++;
      enforceLimits();
    }
  }

  function fill({ socket, seq, payload, truncated, part, unreadable }: FramePayload): void {
    const indices = slots.byId(socket)?.indices;
    if (!indices || indices.length === 0) return;
    const position = positionOf(indices, seq);
    const index = indices.at(position);
    if (position === indices.length || seqAt(index) !== seq) return;
    const page = pageOf(index)!;
    const row = index & ROW;
    const flags = page.flags[row]!;
    if ((flags & FRAME_PENDING) === 0) return;
    const bytesOf = payloadOf(payload) as Uint8Array;
    if (unreadable) {
      bytes -= arriving.abandon(index);
      page.flags[row] = (flags & ~FRAME_PENDING) | FRAME_UNREADABLE;
    } else {
      if (part?.at === 0 && part.of > 0 && part.of <= limits.bytes) {
        bytes += arriving.begin(index, part.of);
        enforceLimits();
      }
      const whole = part ? arriving.take(index, part.at, bytesOf) : slabs.placeBytes(bytesOf);
      if (!whole) return;
      if (!part) bytes += whole.length;
      point(page, row, whole);
      page.flags[row] = (flags & ~FRAME_PENDING) | (truncated ? FRAME_TRUNCATED : 0);
    }
    version++;
    fills++;
    enforceLimits();
  }

  function payloadAt(page: FramePage, row: number): string | Uint8Array {
    const { slabs: numbers, offsets, lengths, flags } = page;
    const read = (flags[row]! & FRAME_BINARY) === 0 ? slabs.text : slabs.bytes;
    return read(numbers[row]!, offsets[row]!, lengths[row]!);
  }

  function get(index: number): Frame | undefined {
    if (!held(index)) return undefined;
    const page = pageOf(index)!;
    const row = index & ROW;
    const flags = page.flags[row]!;
    const frame = {
      index,
      socketId: slots.at(page.slots[row]!)!.id,
      seq: page.seqs[row]!,
      at: page.times[row]!,
      sent: (flags & FRAME_SENT) !== 0,
      binary: (flags & FRAME_BINARY) !== 0,
      size: page.sizes[row]!,
      truncated: (flags & FRAME_TRUNCATED) !== 0,
      ...((flags & FRAME_REDACTED) !== 0 && { redacted: true }),
    };
    if (page.slabs[row] === NOWHERE) return { ...frame, missing: whyMissing(flags) };
    let payload: string | Uint8Array | undefined;
    return Object.defineProperty(frame, 'payload', {
      enumerable: true,
      get() {
        // A frame that is held on to while the store lets it go has nothing to say any more, and does not hold its page.
        payload ??= held(index) ? payloadAt(pageOf(index)!, row) : undefined;
        return payload;
      },
    });
  }

  function clear(): void {
    first = total;
    // The next index starts a page of its own place, so indices stay what they were.
    firstPage = total >>> PAGE_BITS;
    pages = total & ROW ? [createFramePage()] : [];
    slabs.clear();
    arriving.clear();
    bytes = 0;
    dropped = { frames: 0, bytes: 0 };
    version++;
    for (const slot of slots.all) {
      slot.indices.clear();
      slot.tally = createTally();
    }
    for (const id of muted.keys()) muted.set(id, 0);
  }

  return {
    append,
    fill,
    get,
    get length() {
      return total - first;
    },
    get total() {
      return total;
    },
    get bytes() {
      return bytes;
    },
    get memory() {
      return slabs.size;
    },
    get version() {
      return version;
    },
    get fills() {
      return fills;
    },
    get dropped() {
      return { ...dropped };
    },
    get limits() {
      return limits;
    },
    limit(next) {
      limits = next;
      enforceLimits();
      version++;
    },
    of: (socket) => slots.byId(socket)?.indices.view() ?? EMPTY,
    head(index, most) {
      if (!held(index) || pageOf(index)!.slabs[index & ROW] === NOWHERE) return undefined;
      const { slabs: numbers, offsets, lengths } = pageOf(index)!;
      const into = new Uint8Array(Math.min(most, lengths[index & ROW]!));
      slabs.copy(numbers[index & ROW]!, offsets[index & ROW]!, into.length, into, 0);
      return into;
    },
    copyHead(index, into) {
      if (!held(index) || pageOf(index)!.slabs[index & ROW] === NOWHERE) return 0;
      const { slabs: numbers, offsets, lengths } = pageOf(index)!;
      const count = Math.min(into.length, lengths[index & ROW]!);
      slabs.copy(numbers[index & ROW]!, offsets[index & ROW]!, count, into, 0);
      return count;
    },
    timeAt: (index) => (held(index) ? pageOf(index)!.times[index & ROW]! : Number.NaN),
    seqAt: (index) => (held(index) ? seqAt(index) : Number.NaN),
    slotAt: (index) => (held(index) ? pageOf(index)!.slots[index & ROW]! : Number.NaN),
    sizeAt: (index) => (held(index) ? pageOf(index)!.sizes[index & ROW]! : Number.NaN),
    lengthAt: (index) => (held(index) ? pageOf(index)!.lengths[index & ROW]! : Number.NaN),
    flagsAt: (index) => (held(index) ? pageOf(index)!.flags[index & ROW]! : 0),
    slotOf: (socket) => slots.byId(socket)?.number,
    socketOf: (slot) => slots.at(slot)?.id,
    isPending: (index) => held(index) && (pageOf(index)!.flags[index & ROW]! & FRAME_PENDING) !== 0,
    pack: (range) => packUnit({ pageOf, slabs }, range),
    mute(socket, on) {
      if (on && !muted.has(socket)) muted.set(socket, 0);
      else if (!on) muted.delete(socket);
      version++;
    },
    muted,
    tally: (socket) => slots.byId(socket)?.tally,
    missing: (socket) => slots.byId(socket)?.sequence.missing ?? 0,
    clear: (before) => (before === undefined ? clear() : clearOlder(before)),
  };
}

function whyMissing(flags: number): Frame['missing'] {
  if (flags & FRAME_PENDING) return 'pending';
  return flags & FRAME_UNREADABLE ? 'unreadable' : 'dropped';
}
