import {
  appendFrame,
  type Batch,
  type Content,
  clearBatch,
  createBatch,
  FRAME_BYTES,
  makeRoom,
  ROW,
  sealBatch,
} from './batch';
import type { Engine } from './engine';
import type { SocketRecord, SocketRecords } from './records';
import type { FromHook, HookFrames, SocketNote } from './wire';

/** Sizes in bytes (two for each code unit of text), times in milliseconds. */
export interface Limits {
  /** Kept in a page that nobody watches; and of what was sent, for whoever looks next. */
  unwatchedBytes: number;
  /** Kept while the receiver is behind. */
  watchedBytes: number;
  /** What is kept or dropped as one. */
  batchFrames: number;
  batchBytes: number;
  /** What crosses at once, of one batch or several: a message and its answer cost the page more than what is in them. */
  messageFrames: number;
  messageBytes: number;
  /** How long a frame may wait for its batch to fill. */
  delay: number;
  /** Messages sent and not yet acknowledged. */
  window: number;
}

export const LIMITS: Limits = {
  unwatchedBytes: 1 << 20,
  watchedBytes: 64 << 20,
  batchFrames: 2048,
  batchBytes: 512 << 10,
  messageFrames: 2048,
  messageBytes: 2 << 20,
  delay: 50,
  window: 16,
};

/** A link of the queue: frames or a note of a socket's life. */
interface Link {
  batch: Batch | null;
  note: SocketNote | null;
  next: Link | null;
  /** It has been sent before: dropped, it is not lost to whoever had it. */
  sent: boolean;
}

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * What waits for the bridge. Unwatched it keeps the newest frames up to a bound; watched it sends batches
 * bounded by count, bytes and time, as long as the receiver keeps up. What a bound drops is counted per socket.
 *
 * @param send hands a message over; it may throw
 */
export function createOutbox(
  engine: Engine,
  records: SocketRecords,
  limits: Limits,
  send: (message: FromHook) => void,
) {
  let head: Link | null = null;
  let tail: Link | null = null;
  let held = 0;
  let sentHead: Link | null = null;
  let sentTail: Link | null = null;
  let sentBytes = 0;
  let watched = false;
  let waiting = false;
  let inFlight = 0;
  let owesCaughtUp = false;
  let overran = false;
  /** Frames of full batches that wait for more. */
  let ready = 0;
  /** The window is shut before what waits. */
  let stalled = false;
  /** Frames and bytes that the last batch came to: the next one is made as large. */
  let lastCount = 0;
  let lastUsed = 0;
  let spare: Batch | null = null;

  function append(batch: Batch | null, note: SocketNote | null, sent = false): void {
    const link: Link = { batch, note, next: null, sent };
    if (tail) tail.next = link;
    else head = link;
    tail = link;
  }

  function removeHead(): Link | null {
    const link = head;
    if (!link) return null;
    head = link.next;
    if (!head) tail = null;
    if (link.batch) held -= link.batch.bytes;
    return link;
  }

  /** Keeps the newest of what was sent: a panel that comes later sees it too. */
  function keepSent(batch: Batch): void {
    const link: Link = { batch, note: null, next: null, sent: true };
    if (sentTail) sentTail.next = link;
    else sentHead = link;
    sentTail = link;
    sentBytes += batch.bytes;
    while (sentHead && sentBytes > limits.unwatchedBytes) {
      sentBytes -= sentHead.batch!.bytes;
      reuse(sentHead.batch!);
      sentHead = sentHead.next;
      if (!sentHead) sentTail = null;
    }
  }

  /** The frames that were sent and kept go in front of those that wait; notes are in their records. */
  function requeue(waiting: Link | null): void {
    for (let link = sentHead; link; link = link.next) append(link.batch, null, true);
    held += sentBytes;
    sentHead = null;
    sentTail = null;
    sentBytes = 0;
    for (let link = waiting; link; link = link.next) if (link.batch) append(link.batch, null, link.sent);
  }

  /** Empties the queue, which `requeue` fills again. */
  function takeQueue(): Link | null {
    const queue = head;
    head = null;
    tail = null;
    inFlight = 0;
    return queue;
  }

  /** A batch with room for one more frame and so many bytes. */
  function openBatch(bytes: number): Batch {
    const last = tail?.sent ? null : tail?.batch;
    const bound = watched ? limits.batchBytes : limits.unwatchedBytes >> 4;
    if (last) {
      if (last.count < last.capacity && last.bytes < bound && roomIn(last, bytes, bound)) return last;
      lastCount = last.count;
      lastUsed = last.used;
    }
    // Little traffic should not cost 100 kB of empty columns at a time.
    let capacity = 32;
    while (capacity <= lastCount) capacity *= 4;
    capacity = engine.min(capacity, limits.batchFrames);
    const batch = spare?.capacity === capacity ? clearBatch(spare) : createBatch(engine, capacity);
    spare = null;
    roomIn(batch, bytes, bound);
    append(batch, null);
    return batch;
  }

  const roomIn = (batch: Batch, bytes: number, bound: number) =>
    bytes === 0 || makeRoom(engine, batch, bytes, bound, lastUsed);

  /** What has been emptied is filled again: a flood makes no garbage of rows and arenas. */
  function reuse(batch: Batch): void {
    const most = watched ? limits.batchBytes : limits.unwatchedBytes >> 4;
    if (!batch.arena || engine.typedSize(batch.arena) <= most) spare = batch;
  }

  function countDropped(batch: Batch): void {
    let record: SocketRecord | null = null;
    for (let i = 0; i < batch.count; i++) {
      const socket = batch.rows[i * ROW]!;
      if (record?.n !== socket) record = records.get(socket);
      if (!record) continue;
      record.dropped++;
      record.droppedBytes += batch.rows[i * ROW + 4]!;
    }
  }

  /** Drops the oldest frames until the bound holds; the batch being filled stays. */
  function trim(bound: number): void {
    let before: Link | null = null;
    let link = head;
    while (link && held > bound && link !== tail) {
      const next: Link | null = link.next;
      if (link.batch) {
        held -= link.batch.bytes;
        if (!link.sent) countDropped(link.batch);
        reuse(link.batch);
        if (before) before.next = next;
        else head = next;
      } else before = link;
      link = next;
    }
  }

  function sendBlobs(batch: Batch): void {
    for (let i = 0; i < batch.count; i++) {
      const blob = batch.payloads[i];
      if (!blob || typeof blob === 'string') continue;
      inFlight++;
      send({ type: 'blob', socket: batch.rows[i * ROW]!, seq: batch.rows[i * ROW + 1]!, blob });
    }
  }

  function tellDropped(where: 'page-buffer' | 'transport'): void {
    overran = false;
    for (let record = records.first(); record; record = record.next) {
      const { n: socket, dropped: count, droppedBytes: bytes } = record;
      if (count) append(null, { kind: 'frames-dropped', at: engine.now(), socket, count, bytes, where });
      record.dropped = record.droppedBytes = 0;
    }
  }

  function pump(): void {
    ready = 0;
    if (overran && inFlight < limits.window) tellDropped('transport');
    while (head && inFlight < limits.window) {
      const items = engine.list<SocketNote | HookFrames>();
      const blobs = engine.list<Batch>();
      let frames = 0;
      let bytes = 0;
      while (head && frames < limits.messageFrames && bytes < limits.messageBytes && items.length < 256) {
        const link = removeHead()!;
        if (link.note) items[items.length] = link.note;
        if (!link.batch) continue;
        frames += link.batch.count;
        bytes += link.batch.bytes;
        items[items.length] = sealBatch(engine, link.batch);
        blobs[blobs.length] = link.batch;
      }
      inFlight++;
      send({ type: 'batch', items });
      for (let i = 0; i < blobs.length; i++) {
        sendBlobs(blobs[i]!);
        keepSent(blobs[i]!);
      }
    }
    stalled = head !== null;
    if (owesCaughtUp && !stalled) {
      owesCaughtUp = false;
      send({ type: 'caught-up' });
    }
  }

  function onTimer(): void {
    waiting = false;
    try {
      if (watched) pump();
    } catch {
      // The page must not hear of it.
    }
  }

  function wake(): void {
    if (waiting) return;
    waiting = true;
    engine.later(onTimer, limits.delay);
  }

  return {
    get watched() {
      return watched;
    },

    /** Takes a frame in, the bytes of its source too. */
    frame(record: SocketRecord, at: number, content: Content): void {
      const batch = openBatch(content.source ? content.bytes : 0);
      appendFrame(engine, batch, record, at, content);
      held += content.bytes + FRAME_BYTES;
      if (!watched) {
        if (held > limits.unwatchedBytes) trim(limits.unwatchedBytes);
        return;
      }
      if (batch.count === batch.capacity || batch.bytes >= limits.batchBytes) ready += batch.count;
      if (ready >= limits.messageFrames || held >= limits.messageBytes) {
        pump();
        if (held > limits.watchedBytes) {
          overran = true;
          trim(limits.watchedBytes);
        }
      } else wake();
    },

    /** A step of a socket's life, already in its record: unwatched, the record is all that is kept. */
    note(note: SocketNote): void {
      if (!watched) return;
      append(null, note);
      wake();
    },

    /** Somebody (more) looks: every socket's beginning, the frames kept, every socket's end, then all as it comes. */
    watch(): void {
      const kept = takeQueue();
      const where = watched ? 'transport' : 'page-buffer';
      watched = true;
      owesCaughtUp = true;
      for (let record = records.first(); record; record = record.next) {
        append(null, record.created);
        if (record.opened) append(null, record.opened);
      }
      tellDropped(where);
      requeue(kept);
      for (let record = records.first(); record; record = record.next) {
        if (record.errored) append(null, record.errored);
        if (record.closing) append(null, record.closing);
        if (record.closed) append(null, record.closed);
      }
      pump();
    },

    /** Nobody looks any more: notes stay in their records, frames within the small bound. */
    unwatch(): void {
      if (!watched) return;
      watched = false;
      spare = null;
      owesCaughtUp = false;
      requeue(takeQueue());
      trim(limits.unwatchedBytes);
    },

    /** The receiver has taken one more. */
    ack(): void {
      if (inFlight > 0) inFlight--;
      // What is not held up waits for its time, lest each answer draw the next little message.
      if (watched && stalled) pump();
    },
  };
}
