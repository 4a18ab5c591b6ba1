/** Ascending store indices of one socket's frames: appended at the end, taken off at the front. */
export interface IndexList {
  push(index: number): void;
  /** For a frame that came late: keeps the order in which the page saw them. */
  insertAt(position: number, index: number): void;
  remove(index: number): void;
  clear(): void;
  readonly length: number;
  at(position: number): number;
  /** What is held now, uncopied; the same object until the list changes. */
  view(): Uint32Array;
}

/** A list as short as this does not move to save memory. */
const SMALL = 4_096;

/** Whether most of a buffer is no longer in use, so that what is left of it goes into a smaller one. Both in entries. */
export const isMostlyUnused = (length: number, used: number): boolean => length > SMALL && used * 4 <= length;

export function createIndexList(): IndexList {
  let buffer = new Uint32Array(16);
  let start = 0;
  let end = 0;
  let held: Uint32Array | undefined;

  function makeRoom(): void {
    held = undefined;
    if (end < buffer.length) return;
    // Views given out earlier keep the old buffer, so moving within it would change them under their reader.
    const length = end - start;
    const grown = new Uint32Array(Math.max(16, length * 2));
    grown.set(buffer.subarray(start, end));
    buffer = grown;
    start = 0;
    end = length;
  }

  function giveBack(): void {
    if (!isMostlyUnused(buffer.length, end - start)) return;
    const kept = new Uint32Array(Math.max(16, (end - start) * 2));
    kept.set(buffer.subarray(start, end));
    buffer = kept;
    end -= start;
    start = 0;
  }

  return {
    push(index) {
      makeRoom();
      buffer[end++] = index;
    },
    insertAt(position, index) {
      const copy = new Uint32Array(Math.max(16, (end - start + 1) * 2));
      copy.set(buffer.subarray(start, start + position));
      copy[position] = index;
      copy.set(buffer.subarray(start + position, end), position + 1);
      end = end - start + 1;
      start = 0;
      buffer = copy;
      held = undefined;
    },
    remove(index) {
      held = undefined;
      if (buffer[start] === index) {
        start++;
        giveBack();
        return;
      }
      const position = buffer.subarray(start, end).indexOf(index);
      if (position < 0) return;
      buffer = Uint32Array.from(buffer.subarray(start, end)).filter((_, i) => i !== position);
      end = buffer.length;
      start = 0;
    },
    clear() {
      buffer = new Uint32Array(16);
      start = end = 0;
      held = undefined;
    },
    get length() {
      return end - start;
    },
    at(position) {
      return buffer[start + position]!;
    },
    view() {
      held ??= buffer.subarray(start, end);
      return held;
    },
  };
}
