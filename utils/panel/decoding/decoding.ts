import { type ReadonlySignal, signal } from '@preact/signals';
import type { Frame, FrameStore } from '../../session/frames';
import { obstacleTo } from '../../websocket/decoders/guard';
import { FIRST_FRAMES } from '../../websocket/decoders/limits';
import type { Conversation, Pairs } from '../../websocket/decoders/pairs';
import type { Socket } from '../../websocket/model';
import { createKnown } from './known';
import { createLine } from './line';
import type {
  DecoderChoice,
  DetectedProtocol,
  FromDecoder,
  MessageView,
  ProtocolName,
  Said,
  ToDecoder,
} from './messages';
import type { StartDecoder } from './port';
import type { Sandbox } from './user/sandbox';
import { createBatch, createPace, firstFrames, portable, positionAfter } from './work';

/** What a connection's frames say, read bit by bit, elsewhere. */
export interface Decoding {
  /** Grows when a frame was decoded or the decoder changed. */
  version: ReadonlySignal<number>;
  /** By which rule the protocol was told, and how surely; undefined before the first look. */
  detected: ReadonlySignal<DetectedProtocol | undefined>;
  /** Why nothing is decoded any more: a schema that cannot be read, a decoder that fails again and again. */
  problem: ReadonlySignal<string | undefined>;
  /** Every protocol that frames can be read as. */
  protocols: ReadonlySignal<readonly ProtocolName[]>;
  /** Message types of the schema that was chosen. */
  types: ReadonlySignal<readonly string[]>;
  /** What a frame says in a line; undefined until it has been decoded, which asking brings forward. */
  get(index: number): Said | undefined;
  /** A frame laid out; undefined until it is, which asking brings about. */
  detail(index: number): MessageView | undefined;
  /** Store indices of frames that only keep the connection alive. */
  readonly heartbeats: ReadonlySet<number>;
  /** The conversation that a frame belongs to, by the protocol's own ids, among the frames decoded so far. */
  conversationOf(index: number): { conversation: Conversation; partner?: number } | undefined;
  /** Operations, subscriptions and streams with their frames, among the frames decoded so far; see `conversationRows`. */
  readonly pairs: Pairs;
  /** Looks for frames that came since. */
  update(socket: Socket): void;
  /** Reads frames as chosen; as detected where nothing is. */
  choose(choice: DecoderChoice): void;
  close(): void;
}

export interface DecodingOptions {
  frames: FrameStore;
  socket: Socket;
  /** What a user chose for connections like this. */
  choice?: DecoderChoice;
  start: StartDecoder;
  /** Starts the user's own decoders, if there are any. */
  startUsers?(): Sandbox | undefined;
  /** Runs something in so many milliseconds; gives back the cancel. */
  after(run: () => void, ms: number): () => void;
  /** Milliseconds. */
  clock(): number;
}

/** Frames that a decoder may hang or die on before it is given up: each costs some seconds. */
const FATAL = 5;

/**
 * Decodes one connection's frames elsewhere: those that are looked at first, the others in their order. A protocol
 * whose frames hang on those before is read in order only. A frame on which the decoder hangs or dies is found by
 * asking for its neighbours one by one, and left out.
 */
export function createDecoding({
  frames,
  start,
  startUsers,
  after,
  clock,
  ...options
}: DecodingOptions): Decoding {
  let { socket, choice = {} } = options;
  const version = signal(0);
  const detected = signal<DetectedProtocol>();
  const problem = signal<string>();
  const protocols = signal<readonly ProtocolName[]>([]);
  const types = signal<readonly string[]>([]);
  const known = createKnown(frames);
  const wanted = new Set<number>();
  const pending = new Set<number>();
  /** Frames among which is one that the decoder did not survive; and those that were found to be it. */
  const suspects = new Set<number>();
  const fatal = new Map<number, string>();
  const pace = createPace();
  let stateful = false;
  let ready = false;
  /** The decoder was ended, and another one goes on where it was. */
  let resumes = false;
  let looked = 0;
  /** Store index of the last frame that was asked for in order. */
  let cursor = -1;
  let detailWanted: number | undefined;
  let askedAt = 0;
  let cancelPump: (() => void) | undefined;
  let sandbox: Sandbox | undefined;
  let closed = false;

  const line = createLine({ start, after, answered, ended });

  function forget(): void {
    known.forget();
    pending.clear();
    cursor = -1;
  }

  function ask(message: ToDecoder, transfer?: Transferable[]): void {
    askedAt = clock();
    line.ask(message, transfer);
  }

  function open(afresh: boolean): void {
    if (closed) return;
    const first = firstFrames(frames, socket.id, FIRST_FRAMES);
    looked = Math.min(FIRST_FRAMES, frames.of(socket.id).length);
    ready &&= !afresh;
    const { url, protocol: subprotocol = '', protocols: offered } = socket;
    if (afresh) {
      sandbox?.close();
      sandbox = startUsers?.();
    }
    const users = afresh ? sandbox?.decoders : undefined;
    const context = { url, subprotocol, offered, frames: first };
    ask(
      { type: 'open', context, choice, users, afresh },
      users?.map(({ port }) => port),
    );
  }

  /** Frames that need no decoder: they are missing, too long, or end it. */
  function settle(frame: Frame): boolean {
    const why = fatal.get(frame.index);
    const obstacle = obstacleTo(frame);
    if (frame.missing === 'pending') {
      pending.add(frame.index);
      return true;
    }
    if (why === undefined && !obstacle) return false;
    const summary = obstacle?.summary ?? '';
    known.keep(frame, {
      kind: 'not decoded',
      summary,
      error: obstacle?.error ?? `not decoded: ${why}`,
      more: true,
    });
    return true;
  }

  /** A Blob is being read: what follows may hang on it. Not waited for where it seems never to come. */
  const waitsFor = (frame: Frame, behind: number) =>
    stateful && frame.missing === 'pending' && behind < 50 && socket.state.phase === 'open';

  function collect() {
    const next = createBatch(pace.frames);
    let settled = false;
    const take = (frame: Frame | undefined): void => {
      if (!frame) return;
      if (settle(frame)) settled = true;
      else next.add(frame);
    };
    if (!stateful) {
      for (const index of wanted) {
        if (next.full) break;
        const alone = suspects.has(index);
        if (alone && next.batch.frames.length > 0) continue;
        wanted.delete(index);
        if (!known.said.has(index)) take(frames.get(index));
        if (alone && next.batch.frames.length > 0) return { ...next.batch, settled };
      }
    }
    const all = frames.of(socket.id);
    for (let at = positionAfter(all, cursor); at < all.length && !next.full; at++) {
      const index = all[at]!;
      const alone = suspects.has(index);
      if (alone && next.batch.frames.length > 0) break;
      const frame = frames.get(index);
      if (frame && waitsFor(frame, all.length - at)) break;
      cursor = Math.max(cursor, index);
      if (!known.said.has(index) || stateful) take(frame);
      if (alone && next.batch.frames.length > 0) break;
    }
    return { ...next.batch, settled };
  }

  /** Asks for what is to be known next, if nothing is being asked. */
  function pump(): void {
    if (!ready || line.busy) return;
    if (detailWanted !== undefined) {
      const frame = frames.get(detailWanted);
      detailWanted = undefined;
      const transfer: ArrayBuffer[] = [];
      if (frame) {
        ask({ type: 'detail', frame: portable(frame, transfer) }, transfer);
        return;
      }
    }
    const { frames: batch, transfer, settled } = collect();
    if (settled) version.value++;
    if (batch.length > 0) ask({ type: 'frames', frames: batch }, transfer);
  }

  /** Whoever draws asks and does not wait; and no signal changes while it draws. */
  function soon(): void {
    cancelPump ??= after(() => {
      cancelPump = undefined;
      pump();
    }, 0);
  }

  function answered(message: FromDecoder): void {
    if (message.type === 'opened') {
      if (message.fresh && !resumes) forget();
      resumes = false;
      ready = true;
      stateful = message.stateful;
      detected.value = message.detected;
      protocols.value = message.protocols;
      types.value = message.types;
      version.value++;
    } else if (message.type === 'refused') {
      problem.value = message.why;
    } else if (message.type === 'said') {
      for (const [index, said] of message.said) {
        suspects.delete(index);
        const frame = frames.get(index);
        if (frame) known.keep(frame, said);
      }
      if (message.done) pace.took(clock() - askedAt);
      version.value++;
    } else {
      known.keepDetail(message.index, message.message);
      version.value++;
    }
    pump();
  }

  function ended(asked: ToDecoder | undefined, why: string): void {
    ready = false;
    if (asked?.type === 'detail') {
      fatal.set(asked.frame.index, why);
      settle(asked.frame);
    }
    if (asked?.type === 'frames') {
      // What was read before the last report is known; the one that it hangs on is among the others.
      const left = asked.frames.filter(({ index }) => !known.said.has(index) || stateful);
      if (left.length === 1) fatal.set(left[0]!.index, why);
      else for (const { index } of left) suspects.add(index);
    }
    version.value++;
    if (asked?.type === 'open' || fatal.size > FATAL) {
      problem.value = why;
      return;
    }
    cursor = -1;
    if (stateful) known.pairAnew();
    resumes = true;
    open(true);
  }

  open(true);
  return {
    version,
    detected,
    problem,
    protocols,
    types,
    heartbeats: known.heartbeats,
    get(index) {
      const said = known.said.get(index);
      if (!said && ready) {
        wanted.add(index);
        soon();
      }
      return said;
    },
    detail(index) {
      const message = known.details.get(index);
      const said = known.said.get(index);
      if (!message && said?.kind === 'not decoded') return { ...said, batch: undefined, fields: [] };
      if (!message && said) {
        detailWanted = index;
        soon();
      }
      return message;
    },
    conversationOf(index) {
      const [conversation] = known.pairs.of(index);
      return conversation && { conversation, partner: known.pairs.partner.get(index) };
    },
    get pairs() {
      return known.pairs;
    },
    update(next) {
      socket = next;
      if (known.forgetDropped(socket.id)) version.value++;
      for (const index of pending) {
        if (frames.isPending(index)) continue;
        pending.delete(index);
        wanted.add(index);
      }
      const few = looked < FIRST_FRAMES && frames.of(socket.id).length > looked;
      if (ready && few && !choice.protocol && !line.busy) open(false);
      else soon();
    },
    choose(next) {
      choice = next;
      problem.value = undefined;
      line.hangUp();
      ready = false;
      resumes = false;
      suspects.clear();
      fatal.clear();
      open(true);
    },
    close() {
      closed = true;
      ready = false;
      cancelPump?.();
      line.hangUp();
      sandbox?.close();
    },
  };
}
