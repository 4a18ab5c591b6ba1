import type { SocketNote, Step } from './wire';

/** What is kept of a socket's life for whoever looks later; frames are kept elsewhere. */
export interface SocketRecord extends Record<Step, SocketNote | null> {
  readonly n: number;
  /** Frames so far, both directions: the next frame's `seq`. */
  frames: number;
  created: SocketNote;
  /** Frames left out since that was last told. */
  dropped: number;
  droppedBytes: number;
  next: SocketRecord | null;
}

export type SocketRecords = ReturnType<typeof createRecords>;

/**
 * The lives of a document's sockets, in order of creation.
 * @param limit how many are kept; closed ones go first, oldest first
 */
export function createRecords(limit: number) {
  let first: SocketRecord | null = null;
  let last: SocketRecord | null = null;
  let held = 0;
  let drawn = 0;

  /** Forgets the oldest closed socket, or the oldest at all where none has closed: never the newest. */
  function forget() {
    let victim = first;
    while (victim && !victim.closed) victim = victim.next;
    victim ??= first;
    if (victim === first) first = victim!.next;
    else {
      let before = first!;
      while (before.next !== victim) before = before.next!;
      before.next = victim!.next;
    }
    held--;
  }

  return {
    /** Draws the next number, counted from 1. */
    draw: () => ++drawn,
    add(n: number, created: SocketNote): SocketRecord {
      const record: SocketRecord = {
        n,
        frames: 0,
        created,
        opened: null,
        errored: null,
        closing: null,
        closed: null,
        dropped: 0,
        droppedBytes: 0,
        next: null,
      };
      if (last) last.next = record;
      else first = record;
      last = record;
      if (++held > limit) forget();
      return record;
    },
    get(n: number): SocketRecord | null {
      let record = first;
      while (record && record.n !== n) record = record.next;
      return record;
    },
    first: () => first,
  };
}
