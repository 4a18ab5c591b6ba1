import type { Frame, FrameStore } from '../../session/frames';
import { obstacleTo } from '../../websocket/decoders/guard';
import type { Socket } from '../../websocket/model';
import type { Known } from './known';
import { type Batch, createBatch, positionAfter } from './work';

/** Frames that a decoder may hang or die on before it is given up: each costs some seconds. */
const FATAL = 5;
/** Frames that wait for one whose payload is being read; it seems never to come where there are more. */
const PATIENT = 50;

export interface QueueOptions {
  frames: FrameStore;
  known: Known;
  socket(): Socket;
  /** Frames have to be read from the first one on, in order. */
  stateful(): boolean;
}

/**
 * Which of a connection's frames to read next: those that are looked at, then the others in their order. A frame that
 * a decoder did not survive is found by asking for its neighbours one by one, and left out.
 */
export function createQueue({ frames, known, socket, stateful }: QueueOptions) {
  const wanted = new Set<number>();
  /** Frames whose payload is being read. */
  const pending = new Set<number>();
  /** Frames among which is one that the decoder did not survive; and those that were found to be it. */
  const suspects = new Set<number>();
  const fatal = new Map<number, string>();
  /** Store index of the last frame that was asked for in order. */
  let cursor = -1;
  /** Where the frames after it began. */
  let position = 0;

  /** Frames that need no decoder: they are missing, too long, or end it. */
  function settle(frame: Frame): boolean {
    const why = fatal.get(frame.index);
    const obstacle = obstacleTo(frame);
    if (frame.missing === 'pending') {
      pending.add(frame.index);
      return true;
    }
    if (why === undefined && !obstacle) return false;
    known.keep(frame, {
      kind: 'not decoded',
      summary: obstacle?.summary ?? '',
      error: obstacle?.error ?? `not decoded: ${why}`,
      more: true,
    });
    return true;
  }

  /** A Blob is being read: what follows may hang on it. */
  const waitsFor = (frame: Frame, behind: number) =>
    stateful() && frame.missing === 'pending' && behind < PATIENT && socket().state.phase === 'open';

  return {
    want(index: number): void {
      wanted.add(index);
    },

    /** At most so many frames, those that are looked at or the others too; and whether some were settled; a suspect goes alone. */
    collect(most: number, which: 'looked at' | 'all'): Batch & { settled: boolean } {
      const next = createBatch(most);
      let settled = false;
      const take = (frame: Frame | undefined): void => {
        if (!frame) return;
        if (settle(frame)) settled = true;
        else next.add(frame);
      };
      if (!stateful()) {
        for (const index of wanted) {
          if (next.full) break;
          const alone = suspects.has(index);
          if (alone && next.batch.frames.length > 0) continue;
          wanted.delete(index);
          if (!known.said.has(index)) take(frames.get(index));
          if (alone && next.batch.frames.length > 0) return { ...next.batch, settled };
        }
      }
      if (which === 'looked at') return { ...next.batch, settled };
      const all = frames.of(socket().id);
      position = positionAfter(all, cursor, position);
      for (let at = position; at < all.length && !next.full; at++) {
        const index = all[at]!;
        const alone = suspects.has(index);
        if (alone && next.batch.frames.length > 0) break;
        const frame = frames.get(index);
        if (frame && waitsFor(frame, all.length - at)) break;
        cursor = Math.max(cursor, index);
        if (!known.said.has(index) || stateful()) take(frame);
        if (alone && next.batch.frames.length > 0) break;
      }
      return { ...next.batch, settled };
    },

    /** A frame was read. */
    read(index: number): void {
      suspects.delete(index);
    },

    /** The decoder was ended at one of these, which is left out as soon as it is known which. */
    lost(asked: readonly Frame[], why: string): void {
      // What was read before the last report is known; the one that it hangs on is among the others.
      const left = asked.filter(({ index }) => !known.said.has(index) || stateful());
      if (left.length === 1) fatal.set(left[0]!.index, why);
      else for (const { index } of left) suspects.add(index);
    },

    /** The decoder was ended by laying out this one. */
    fatal(frame: Frame, why: string): void {
      fatal.set(frame.index, why);
      settle(frame);
    },

    /** Too many frames ended the decoder. */
    get hopeless() {
      return fatal.size > FATAL;
    },

    /** Payloads that were being read may be there. */
    arrived(): void {
      for (const index of pending) {
        if (frames.isPending(index)) continue;
        pending.delete(index);
        wanted.add(index);
      }
    },

    /** Begins again at the first frame. */
    rewind(): void {
      cursor = -1;
    },

    /** What was read is forgotten. */
    forget(): void {
      pending.clear();
      cursor = -1;
    },

    /** Another decoder may survive what this one did not. */
    forgive(): void {
      suspects.clear();
      fatal.clear();
    },
  };
}
