import { createFramePage, type FramePage, PAGE_BITS, PAGE_SIZE } from './frame-page';
import type { Frame, FrameStore } from './frames';
import { createIndexList, type IndexList } from './index-list';
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
import { createSequence, type Sequence } from './sequence';
import { countFrame, createTally, noteText, type Tally } from './tally';
import { utf8Length } from './utf8';

function whyMissing(flags: number): Frame['missing'] {
  if (flags & FRAME_PENDING) return 'pending';
  return flags & FRAME_UNREADABLE ? 'unreadable' : 'dropped';
}

export interface FrameLimits {
  frames: number;
  /** Payload bytes held. */
  bytes: number;
}

export const DEFAULT_FRAME_LIMITS: FrameLimits = { frames: 1_000_000, bytes: 512 * 1024 * 1024 };

/** What the fold needs beside what views read. */
export interface TallyingFrameStore extends FrameStore {
  /** Grows with every frame or payload taken. */
  readonly version: number;
  tally(socket: SocketId): Readonly<Tally> | undefined;
  /** Frames of a socket that never came, judged by the gaps in its numbers. */
  missing(socket: SocketId): number;
}

interface Slot {
  number: number;
  id: SocketId;
  sequence: Sequence;
  indices: IndexList;
  tally: Tally;
}

const EMPTY = new Uint32Array(0);

/**
 * Frames in columns, by pages; at most `limits`, oldest out first and counted. A frame that comes twice (same
 * socket and number) is taken once, also after `clear`: what was cleared does not come back with a re-announcement.
 */
export function createFrameStore(limits: FrameLimits = DEFAULT_FRAME_LIMITS): TallyingFrameStore {
  const slots: Slot[] = [];
  const byId = new Map<SocketId, Slot>();
  const byRealm = new Map<string, Map<number, Slot>>();
  let pages: FramePage[] = [];
  let firstPage = 0;
  let total = 0;
  let first = 0;
  let bytes = 0;
  let version = 0;
  let dropped = { frames: 0, bytes: 0 };

  function slotOf(realm: string, n: number): Slot {
    let realmSlots = byRealm.get(realm);
    if (!realmSlots) {
      realmSlots = new Map();
      byRealm.set(realm, realmSlots);
    }
    let slot = realmSlots.get(n);
    if (!slot) {
      const id: SocketId = `${realm}.${n}`;
      const number = slots.length;
      slot = { number, id, sequence: createSequence(), indices: createIndexList(), tally: createTally() };
      slots.push(slot);
      realmSlots.set(n, slot);
      byId.set(id, slot);
    }
    return slot;
  }

  const pageOf = (index: number) => pages[(index >>> PAGE_BITS) - firstPage];
  const timeAt = (index: number) => pageOf(index)!.times[index & (PAGE_SIZE - 1)]!;
  const seqAt = (index: number) => pageOf(index)!.seqs[index & (PAGE_SIZE - 1)]!;

  function write(
    slot: Slot,
    seq: number,
    at: number,
    flags: number,
    size: number,
    payload: FramePage['payloads'][0],
  ) {
    const index = total++;
    if (!pageOf(index)) pages.push(createFramePage());
    const page = pageOf(index)!;
    const row = index & (PAGE_SIZE - 1);
    const weight =
      payload === null ? 0 : typeof payload === 'string' ? utf8Length(payload) : payload.byteLength;
    const wireSize =
      typeof payload === 'string' && (flags & FRAME_REDACTED) === 0
        ? weight + Math.max(0, size - payload.length)
        : size;
    page.slots[row] = slot.number;
    page.seqs[row] = seq;
    page.times[row] = at;
    page.flags[row] = flags;
    page.sizes[row] = wireSize;
    page.held[row] = weight;
    page.payloads[row] = payload;
    bytes += weight;

    const { indices, tally } = slot;
    if (indices.length === 0 || seqAt(indices.at(indices.length - 1)) < seq) indices.push(index);
    else indices.insertAt(positionOf(indices, seq), index);
    const sent = (flags & FRAME_SENT) !== 0;
    countFrame(tally, sent, wireSize, at);
    if (typeof payload === 'string') noteText(tally, sent, seq, at, payload);
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
    const page = pageOf(first)!;
    const row = first & (PAGE_SIZE - 1);
    dropped.frames++;
    dropped.bytes += page.sizes[row]!;
    bytes -= page.held[row]!;
    page.payloads[row] = null;
    slots[page.slots[row]!]!.indices.remove(first);
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
    while (first < total && timeAt(first) < before) dropOldest();
    dropped = counted;
    version++;
    for (const slot of slots) slot.tally = createTally();
    for (let index = first; index < total; index++) {
      const { slots: numbers, flags, sizes, seqs, times, payloads } = pageOf(index)!;
      const row = index & (PAGE_SIZE - 1);
      const { tally } = slots[numbers[row]!]!;
      const sent = (flags[row]! & FRAME_SENT) !== 0;
      countFrame(tally, sent, sizes[row]!, times[row]!);
      const payload = payloads[row];
      if (typeof payload === 'string') noteText(tally, sent, seqs[row]!, times[row]!, payload);
    }
  }

  function append(batch: SocketFrames): void {
    const { sockets, seqs, times, flags, sizes, payloads } = batch;
    const count = Math.min(
      sockets.length,
      seqs.length,
      times.length,
      flags.length,
      sizes.length,
      payloads.length,
    );
    let slot: Slot | undefined;
    let n = -1;
    for (let i = 0; i < count; i++) {
      if (!slot || sockets[i] !== n) {
        n = sockets[i]!;
        slot = slotOf(batch.realm, n);
      }
      if (!slot.sequence.take(seqs[i]!)) continue;
      write(slot, seqs[i]!, times[i]!, flags[i]!, sizes[i]!, payloadOf(payloads[i]));
      version++;
      enforceLimits();
    }
  }

  function fill({ socket, seq, payload, truncated, unreadable }: FramePayload): void {
    const indices = byId.get(socket)?.indices;
    if (!indices || indices.length === 0) return;
    const position = positionOf(indices, seq);
    const index = indices.at(position);
    if (position === indices.length || seqAt(index) !== seq) return;
    const page = pageOf(index)!;
    const row = index & (PAGE_SIZE - 1);
    if ((page.flags[row]! & FRAME_PENDING) === 0) return;
    if (unreadable) {
      page.flags[row] = (page.flags[row]! & ~FRAME_PENDING) | FRAME_UNREADABLE;
      version++;
      return;
    }
    const held = payloadOf(payload) as Uint8Array;
    page.payloads[row] = held;
    page.held[row] = held.byteLength;
    page.flags[row] = (page.flags[row]! & ~FRAME_PENDING) | (truncated ? FRAME_TRUNCATED : 0);
    bytes += held.byteLength;
    version++;
    enforceLimits();
  }

  function get(index: number): Frame | undefined {
    if (index < first || index >= total) return undefined;
    const page = pageOf(index)!;
    const row = index & (PAGE_SIZE - 1);
    const flags = page.flags[row]!;
    const payload = page.payloads[row] ?? undefined;
    return {
      index,
      socketId: slots[page.slots[row]!]!.id,
      seq: page.seqs[row]!,
      at: page.times[row]!,
      sent: (flags & FRAME_SENT) !== 0,
      binary: (flags & FRAME_BINARY) !== 0,
      size: page.sizes[row]!,
      truncated: (flags & FRAME_TRUNCATED) !== 0,
      ...((flags & FRAME_REDACTED) !== 0 && { redacted: true }),
      ...(payload === undefined ? { missing: whyMissing(flags) } : { payload }),
    };
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
    get version() {
      return version;
    },
    get dropped() {
      return { ...dropped };
    },
    of: (socket) => byId.get(socket)?.indices.view() ?? EMPTY,
    timeAt: (index) => (index >= first && index < total ? timeAt(index) : Number.NaN),
    tally: (socket) => byId.get(socket)?.tally,
    missing: (socket) => byId.get(socket)?.sequence.missing ?? 0,
    clear(before) {
      if (before !== undefined) return clearOlder(before);
      first = total;
      // The next index starts a page of its own place, so indices stay what they were.
      firstPage = total >>> PAGE_BITS;
      pages = total & (PAGE_SIZE - 1) ? [createFramePage()] : [];
      bytes = 0;
      dropped = { frames: 0, bytes: 0 };
      version++;
      for (const slot of slots) {
        slot.indices.clear();
        slot.tally = createTally();
      }
    },
  };
}

/** A view, never a copy. ArrayBuffers of another realm are taken too, so no instanceof. */
function payloadOf(payload: SocketFrames['payloads'][number] | undefined): string | Uint8Array | null {
  if (payload === null || payload === undefined || typeof payload === 'string') return payload ?? null;
  if (ArrayBuffer.isView(payload)) {
    return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  }
  return new Uint8Array(payload);
}
