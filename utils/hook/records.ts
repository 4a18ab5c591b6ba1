import type { Engine } from './engine';
import type { SocketNote } from './wire';

/** What is kept of a socket's life for whoever looks later; frames are kept elsewhere. */
export interface SocketRecord {
  readonly n: number;
  /** Frames so far, both directions: the next frame's `seq`. */
  frames: number;
  created: SocketNote;
  opened: SocketNote | null;
  errored: SocketNote | null;
  closing: SocketNote | null;
  closed: SocketNote | null;
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
export function createRecords(engine: Engine, limit: number) {
  const byNumber = engine.map<number, SocketRecord>();
  let first: SocketRecord | null = null;
  let last: SocketRecord | null = null;
  let held = 0;
  let drawn = 0;

  /** Forgets the oldest closed socket, or the oldest at all where none has closed. */
  function forget() {
    let before: SocketRecord | null = null;
    let record = first;
    while (record?.next && !record.closed) {
      before = record;
      record = record.next;
    }
    if (!record?.closed) {
      before = null;
      record = first;
    }
    if (!record) return;
    if (before) before.next = record.next;
    else first = record.next;
    if (record === last) last = before;
    byNumber.delete(record.n);
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
      byNumber.set(n, record);
      if (last) last.next = record;
      else first = record;
      last = record;
      if (++held > limit) forget();
      return record;
    },
    get: byNumber.get,
    first: () => first,
  };
}
