import type { FrameStore } from '../../session/frames';
import { isMostlyUnused } from '../../session/index-list';
import type { FrameList } from '../frame-list';

/** The frames that answer a query: which, of which connection, and the next one from anywhere. */
export interface Matches {
  add(first: number, rows: Uint32Array): void;
  remove(first: number, rows: Uint32Array): void;
  has(index: number): boolean;
  /** Of a connection, in the order of its frames. */
  of(slot: number): FrameList;
  readonly count: number;
  /** The nearest one after, or before, a store index; undefined where there is none. */
  after(index: number): number | undefined;
  before(index: number): number | undefined;
  clear(): void;
}

interface SlotMatches {
  indices: Uint32Array;
  /** Those in use: [start, end). */
  start: number;
  end: number;
  inOrder: boolean;
  view?: FrameList;
}

const BITS = 14;
const EMPTY: FrameList = { indices: new Uint32Array(0), count: 0 };

export function createMatches(frames: FrameStore): Matches {
  /** A bit for each frame, in pages. */
  const pages = new Map<number, Uint8Array>();
  const slots = new Map<number, SlotMatches>();
  let count = 0;
  let firstHeld = 0;

  function has(index: number): boolean {
    const page = pages.get(index >>> BITS);
    return page !== undefined && (page[(index & 0x3fff) >>> 3]! & (1 << (index & 7))) !== 0;
  }

  function flip(index: number): void {
    let page = pages.get(index >>> BITS);
    if (!page) {
      page = new Uint8Array(1 << (BITS - 3));
      pages.set(index >>> BITS, page);
    }
    page[(index & 0x3fff) >>> 3]! ^= 1 << (index & 7);
  }

  function push(slot: number, index: number): void {
    let list = slots.get(slot);
    if (!list) {
      list = { indices: new Uint32Array(64), start: 0, end: 0, inOrder: true };
      slots.set(slot, list);
    }
    if (list.end === list.indices.length) {
      const grown = new Uint32Array(Math.max(64, (list.end - list.start) * 2));
      grown.set(list.indices.subarray(list.start, list.end));
      list.end -= list.start;
      list.start = 0;
      list.indices = grown;
    }
    const last = list.end > list.start ? list.indices[list.end - 1]! : -1;
    if (last >= 0 && !(frames.seqAt(last) < frames.seqAt(index))) list.inOrder = false;
    list.indices[list.end++] = index;
    list.view = undefined;
  }

  /** Forgets what the store has let go. */
  function forget(): void {
    const held = frames.total - frames.length;
    if (held === firstHeld) return;
    firstHeld = held;
    for (const number of pages.keys()) if ((number + 1) << BITS <= held) pages.delete(number);
    count = 0;
    for (const list of slots.values()) {
      const kept = list.indices.subarray(list.start, list.end);
      if (list.inOrder) {
        while (list.start < list.end && list.indices[list.start]! < held) list.start++;
        if (isMostlyUnused(list.indices.length, list.end - list.start))
          replace(list, list.indices.slice(list.start, list.end));
      } else
        replace(
          list,
          kept.filter((index) => index >= held),
        );
      list.view = undefined;
      count += list.end - list.start;
    }
  }

  function replace(list: SlotMatches, indices: Uint32Array): void {
    list.indices = indices;
    list.start = 0;
    list.end = indices.length;
    list.view = undefined;
  }

  function nearest(from: number, step: 1 | -1): number | undefined {
    forget();
    for (let index = from + step; index >= firstHeld && index < frames.total; index += step) {
      const page = pages.get(index >>> BITS);
      if (has(index)) return index;
      // Nothing on this page: on to the last frame of it in the direction of travel.
      if (!page) index = step > 0 ? ((index >>> BITS) + 1) * (1 << BITS) - 1 : (index >>> BITS) << BITS;
    }
    return undefined;
  }

  return {
    add(first, rows) {
      forget();
      for (const row of rows) {
        const index = first + row;
        if (index < firstHeld || has(index)) continue;
        flip(index);
        count++;
        push(frames.slotAt(index), index);
      }
    },
    remove(first, rows) {
      const touched = new Set<SlotMatches>();
      for (const row of rows) {
        if (!has(first + row)) continue;
        flip(first + row);
        count--;
        const list = slots.get(frames.slotAt(first + row));
        if (list) touched.add(list);
      }
      for (const list of touched) replace(list, list.indices.slice(list.start, list.end).filter(has));
    },
    has,
    of(slot) {
      forget();
      const list = slots.get(slot);
      if (!list) return EMPTY;
      if (!list.inOrder) {
        const sorted = list.indices
          .slice(list.start, list.end)
          .sort((a, b) => frames.seqAt(a) - frames.seqAt(b));
        replace(list, sorted);
        list.inOrder = true;
      }
      list.view ??= { indices: list.indices.subarray(list.start, list.end), count: list.end - list.start };
      return list.view;
    },
    get count() {
      forget();
      return count;
    },
    after: (index) => nearest(index, 1),
    before: (index) => nearest(index, -1),
    clear() {
      pages.clear();
      slots.clear();
      count = 0;
    },
  };
}
