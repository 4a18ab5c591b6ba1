import type { Frame, FrameStore } from '../session/frames';
import {
  createPairing,
  FIRST_FRAMES,
  type OpenDecoder,
  openDecoder,
  type Pairing,
} from '../websocket/decoders';
import type { Socket, SocketId } from '../websocket/model';
import { FRAME_RULES, type FrameRule } from './frame-rules';
import { matchesUrl } from './matches';
import type { Watchout, WatchoutResult } from './model';
import { SESSION_RULES, type SessionInput } from './session-rules';

export interface WatchInput extends SessionInput {
  frames: FrameStore;
  watchouts: readonly Watchout[];
  /** Awaited after every few frames: lets whoever waits go on. */
  pause?: () => Promise<void> | undefined;
}

/** Holds a session against its assertions, again and again while it grows: each frame is looked at once. */
export interface Watcher {
  watch(input: WatchInput): Promise<WatchoutResult[]>;
}

/** Frames between two looks at the clock. */
const STRIDE = 200;

interface Connection {
  /** Store index of the last frame that was taken. */
  cursor: number;
  decoder?: OpenDecoder;
  pairs?: Pairing;
}

export function createWatcher(): Watcher {
  let known = '';
  let rules = new Map<Watchout, FrameRule>();
  let connections = new Map<SocketId, Connection>();

  function begin(watchouts: readonly Watchout[]): void {
    rules = new Map();
    connections = new Map();
    for (const watchout of watchouts) {
      const rule = FRAME_RULES[watchout.watch]?.(watchout);
      if (rule) rules.set(watchout, rule);
    }
  }

  async function readFrames(socket: Socket, { frames, pause }: WatchInput): Promise<void> {
    const judging = [...rules].filter(([{ url }]) => matchesUrl(url, socket.url));
    const all = frames.of(socket.id);
    if (judging.length === 0 || all.length === 0) return;
    const connection = connections.get(socket.id) ?? { cursor: -1 };
    connections.set(socket.id, connection);
    const pairing = judging.some(([{ watch }]) => watch === 'reply-within');
    if (pairing && !connection.decoder) {
      connection.decoder = await openDecoder(contextOf(socket, frames));
      connection.pairs = createPairing();
    }
    // The list is the store's own and may change while this rests: indices only grow, so they say where to go on.
    for (let at = after(all, connection.cursor); at < all.length; at++) {
      const index = all[at]!;
      const frame = frames.get(index);
      if (frame?.missing === 'pending') break;
      connection.cursor = index;
      if (!frame) continue;
      const decoded = connection.decoder?.decode(frame);
      if (decoded) connection.pairs!.add({ index, at: frame.at, sent: frame.sent, decoded });
      for (const [, rule] of judging) rule.take(socket, frame, decoded);
      if (at % STRIDE === 0) await pause?.();
    }
  }

  return {
    async watch(input) {
      const { session, watchouts, now } = input;
      const words = JSON.stringify(watchouts);
      if (words !== known) begin(watchouts);
      // The same rules may be other objects.
      else rules = new Map([...rules.values()].map((rule, i) => [frameRulesOf(watchouts)[i]!, rule]));
      known = words;
      for (const socket of session.sockets) await readFrames(socket, input);
      return watchouts.map((watchout) => {
        const rule = rules.get(watchout);
        if (!rule) return SESSION_RULES[watchout.watch]!(watchout, input);
        const sockets = session.sockets.filter(({ url }) => matchesUrl(watchout.url, url));
        return rule.result({ sockets, now, pairs: ({ id }) => connections.get(id)?.pairs });
      });
    },
  };
}

const frameRulesOf = (watchouts: readonly Watchout[]): Watchout[] =>
  watchouts.filter(({ watch }) => FRAME_RULES[watch]);

function contextOf({ id, url, protocol, protocols }: Socket, frames: FrameStore) {
  const all = frames.of(id);
  const first = Array.from({ length: Math.min(FIRST_FRAMES, all.length) }, (_, at) => frames.get(all[at]!));
  return {
    url,
    subprotocol: protocol ?? '',
    offered: protocols,
    frames: first.filter((frame): frame is Frame => frame !== undefined),
  };
}

/** Where the frames after a store index begin. */
function after(all: ArrayLike<number>, cursor: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]! <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}
