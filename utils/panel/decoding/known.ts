import type { Frame, FrameStore } from '../../session/frames';
import type { SocketId } from '../../session/observations';
import { createOldest } from '../../session/oldest';
import { createPairing } from '../../websocket/decoders/pairs';
import type { MessageView, Said } from './messages';

/** Lines that are held; older frames are decoded again when they are looked at, if they can be. */
const MOST = 100_000;
const DETAILS = 32;
/** Frames that may be gone from the store before pairs, and lines out of order, go too. */
const PAIRS_KEPT = 10_000;

/** What is known of a connection's frames by now, within bounds. */
export function createKnown(frames: FrameStore) {
  const said = new Map<number, Said>();
  const oldest = createOldest(said);
  const details = new Map<number, MessageView>();
  const heartbeats = new Set<number>();
  let pairs = createPairing();
  /** Index of the first frame that pairs were last held to. */
  let forgotten = 0;

  return {
    said,
    details,
    heartbeats,
    get pairs() {
      return pairs;
    },
    keep(frame: Frame, line: Said): void {
      said.set(frame.index, line);
      pairs.add({ index: frame.index, at: frame.at, sent: frame.sent, decoded: line });
      if (line.heartbeat) heartbeats.add(frame.index);
      if (said.size > MOST) said.delete(oldest()!);
    },
    keepDetail(index: number, message: MessageView): void {
      details.set(index, message);
      if (details.size > DETAILS) details.delete(details.keys().next().value!);
    },
    /** Pairs are told anew, frame by frame. */
    pairAnew(): void {
      pairs = createPairing();
    },
    forget(): void {
      said.clear();
      details.clear();
      heartbeats.clear();
      pairs = createPairing();
    },
    /**
     * The store lets go of its oldest frames, at its bound or when it is cleared: what they said goes too. Gives
     * whether pairs changed by it.
     */
    forgetDropped(socket: SocketId): boolean {
      const first = frames.total - frames.length;
      // Pairing anew costs, and so does going through all that was said: not for a few frames.
      const few = frames.of(socket).length > 0 && first - forgotten < PAIRS_KEPT;
      for (const held of [said, heartbeats]) {
        // About in the order of their indices, but that frames in view are read first.
        for (const index of held.keys()) {
          if (index < first) held.delete(index);
          else if (few) break;
        }
      }
      if (few || first === forgotten) return false;
      pairs.forget(first);
      forgotten = first;
      return true;
    },
  };
}

export type Known = ReturnType<typeof createKnown>;
