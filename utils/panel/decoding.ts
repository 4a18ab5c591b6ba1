import { type ReadonlySignal, signal } from '@preact/signals';
import type { Frame, FrameStore } from '../session/frames';
import {
  type Conversation,
  createPairing,
  type Decoded,
  type Detected,
  detect,
  FIRST_FRAMES,
  isHeartbeat,
  type OpenDecoder,
  openDecoder,
  type Pairs,
} from '../websocket/decoders';
import type { Socket } from '../websocket/model';

export type { Decoded, Detected } from '../websocket/decoders';
export { PROTOCOLS } from '../websocket/decoders';

/** What a connection's frames say, read bit by bit. */
export interface Decoding {
  /** Grows when a frame was decoded or the decoder changed. */
  version: ReadonlySignal<number>;
  /** By which rule the protocol was told, and how surely; undefined before the first look. */
  detected: ReadonlySignal<Detected | undefined>;
  /** What a frame says; undefined until it has been decoded, which asking brings forward. */
  get(index: number): Decoded | undefined;
  /** Store indices of frames that only keep the connection alive. */
  readonly heartbeats: ReadonlySet<number>;
  /** The conversation that a frame belongs to, by the protocol's own ids, among the frames decoded so far. */
  conversationOf(index: number): { conversation: Conversation; partner?: number } | undefined;
  /** Operations, subscriptions and streams with their frames, among the frames decoded so far; see `conversationRows`. */
  readonly pairs: Pairs;
  /** Looks for frames that came since. */
  update(socket: Socket): void;
  /** Reads frames as the protocol with this id; undefined: as detected. */
  choose(id: string | undefined): void;
  close(): void;
}

export interface DecodingOptions {
  frames: FrameStore;
  socket: Socket;
  /** Id of the protocol that a user chose for connections like this. */
  chosen?: string;
  /** Runs a slice of work soon; gives back the cancel. */
  later(run: () => void): () => void;
  /** Milliseconds, for the length of slices. */
  clock(): number;
}

/** Milliseconds of decoding at a time: half a frame of the screen. */
const SLICE = 8;
/** Decoded frames that are held; older ones are decoded again when they are looked at, if they can be. */
const MOST = 100_000;

/**
 * Decodes one connection's frames: those that are looked at first, the others in their order, a few milliseconds
 * at a time. A protocol whose frames hang on those before is read in order only.
 */
export function createDecoding(options: DecodingOptions): Decoding {
  const { frames, later, clock } = options;
  let { socket, chosen } = options;
  const version = signal(0);
  const detected = signal<Detected>();
  const decoded = new Map<number, Decoded>();
  const heartbeats = new Set<number>();
  const wanted = new Set<number>();
  let decoder: OpenDecoder | undefined;
  let opening = 0;
  let looked = 0;
  /** Store index of the last frame that was decoded in order. */
  let cursor = -1;
  let cancel: (() => void) | undefined;
  let pairs = createPairing();

  function firstFrames(): Frame[] {
    const all = frames.of(socket.id);
    return Array.from({ length: Math.min(FIRST_FRAMES, all.length) }, (_, at) => frames.get(all[at]!)).filter(
      (frame) => frame !== undefined,
    );
  }

  async function open(): Promise<void> {
    const turn = ++opening;
    const context = {
      url: socket.url,
      subprotocol: socket.protocol ?? '',
      offered: socket.protocols,
      frames: firstFrames(),
    };
    looked = context.frames.length;
    const found = detect(context);
    if (decoder && !chosen && decoder.protocol === found.protocol) {
      detected.value = found;
      return;
    }
    const next = await openDecoder(context, { force: chosen });
    if (turn !== opening) return;
    decoder = next;
    detected.value = next.detected;
    decoded.clear();
    heartbeats.clear();
    pairs = createPairing();
    cursor = -1;
    version.value++;
    schedule();
  }

  function keep(frame: Frame): void {
    const said = decoder!.decode(frame);
    if (!decoded.has(frame.index))
      pairs.add({ index: frame.index, at: frame.at, sent: frame.sent, decoded: said });
    decoded.set(frame.index, said);
    if (isHeartbeat(said)) heartbeats.add(frame.index);
    if (decoded.size > MOST) decoded.delete(decoded.keys().next().value!);
  }

  /** Gives whether there is more to do. */
  function slice(): boolean {
    const end = clock() + SLICE;
    let changed = false;
    if (!decoder!.protocol.stateful) {
      for (const index of wanted) {
        wanted.delete(index);
        const frame = frames.get(index);
        if (!frame || frame.missing === 'pending' || decoded.has(index)) continue;
        keep(frame);
        changed = true;
        if (clock() > end) break;
      }
    }
    const all = frames.of(socket.id);
    let at = positionAfter(all, cursor);
    for (; at < all.length && clock() <= end; at++) {
      const index = all[at]!;
      cursor = Math.max(cursor, index);
      if (decoded.has(index)) continue;
      const frame = frames.get(index);
      if (!frame) continue;
      keep(frame);
      changed = true;
    }
    if (changed) version.value++;
    return at < all.length || (wanted.size > 0 && !decoder!.protocol.stateful);
  }

  function schedule(): void {
    if (cancel || !decoder) return;
    cancel = later(() => {
      cancel = undefined;
      if (slice()) schedule();
    });
  }

  open();
  return {
    version,
    detected,
    heartbeats,
    get(index) {
      const said = decoded.get(index);
      if (!said) {
        wanted.add(index);
        schedule();
      }
      return said;
    },
    conversationOf(index) {
      const [conversation] = pairs.of(index);
      return conversation && { conversation, partner: pairs.partner.get(index) };
    },
    get pairs() {
      return pairs;
    },
    update(next) {
      socket = next;
      const few = looked < FIRST_FRAMES && frames.of(socket.id).length > looked;
      if (!chosen && few) open();
      schedule();
    },
    choose(id) {
      chosen = id;
      decoder = undefined;
      open();
    },
    close() {
      opening++;
      cancel?.();
    },
  };
}

/** Where the frames after store index `cursor` begin; frames come about in the order of their indices. */
function positionAfter(all: ArrayLike<number>, cursor: number): number {
  let at = all.length;
  while (at > 0 && all[at - 1]! > cursor) at--;
  return at;
}
