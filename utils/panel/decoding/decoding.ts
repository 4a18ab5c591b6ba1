import { signal } from '@preact/signals';
import { FIRST_FRAMES } from '../../websocket/decoders/limits';
import { createKnown } from './known';
import { createLine } from './line';
import type { DetectedProtocol, FromDecoder, ProtocolName, ToDecoder } from './messages';
import type { Decoding, DecodingOptions } from './model';
import { createQueue } from './queue';
import type { Sandbox } from './user/sandbox';
import { createPace, firstFrames, portable } from './work';

/** Milliseconds between two drawings of what nobody looks at: drawing must not take the time of reading. */
const SHOW_EVERY = 150;
/** Milliseconds after which a list that was scrolled is at rest. */
const REST = 100;

/**
 * Decodes one connection's frames elsewhere, a batch at a time. A protocol whose frames hang on those before is read in
 * order only; a decoder that hangs or dies is ended, and another one goes on without the frame that it was at.
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
  const pace = createPace();
  let stateful = false;
  let ready = false;
  /** The decoder was ended, and another one goes on where it was. */
  let resumes = false;
  let looked = 0;
  let detailWanted: number | undefined;
  let askedAt = 0;
  let cancelPump: (() => void) | undefined;
  let cancelShow: (() => void) | undefined;
  let cancelRest: (() => void) | undefined;
  let restsAt = Number.NEGATIVE_INFINITY;
  /** Frames that were to be drawn and could not be told yet. */
  const lookedFor = new Set<number>();
  let sandbox: Sandbox | undefined;
  let closed = false;

  const line = createLine({ start, after, answered, ended });
  const queue = createQueue({ frames, known, socket: () => socket, stateful: () => stateful });

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
    const wait = restsAt - clock();
    const { frames: batch, transfer, settled } = queue.collect(pace.frames, wait > 0 ? 'looked at' : 'all');
    if (settled) showSoon();
    if (batch.length > 0) ask({ type: 'frames', frames: batch }, transfer);
    else if (wait > 0)
      cancelRest ??= after(() => {
        cancelRest = undefined;
        pump();
      }, wait);
  }

  /** Whoever draws asks and does not wait; and no signal changes while it draws. */
  function soon(): void {
    cancelPump ??= after(() => {
      cancelPump = undefined;
      pump();
    }, 0);
  }

  function show(): void {
    cancelShow?.();
    cancelShow = undefined;
    lookedFor.clear();
    version.value++;
  }

  function showSoon(): void {
    cancelShow ??= after(show, SHOW_EVERY);
  }

  function answered(message: FromDecoder): void {
    if (message.type === 'opened') {
      if (message.fresh && !resumes) {
        known.forget();
        queue.forget();
      }
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
      let awaited = false;
      for (const [index, said] of message.said) {
        queue.read(index);
        awaited = lookedFor.has(index) || awaited;
        const frame = frames.get(index);
        if (frame) known.keep(frame, said);
      }
      if (message.done) pace.took(clock() - askedAt);
      if (awaited) show();
      else showSoon();
    } else {
      known.keepDetail(message.index, message.message);
      version.value++;
    }
    pump();
  }

  function ended(asked: ToDecoder | undefined, why: string): void {
    ready = false;
    if (asked?.type === 'detail') queue.fatal(asked.frame, why);
    if (asked?.type === 'frames') queue.lost(asked.frames, why);
    version.value++;
    if (asked?.type === 'open' || queue.hopeless) {
      problem.value = why;
      return;
    }
    queue.rewind();
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
        lookedFor.add(index);
        queue.want(index);
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
    hold() {
      restsAt = clock() + REST;
    },
    update(next) {
      socket = next;
      if (known.forgetDropped(socket.id)) version.value++;
      queue.arrived();
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
      queue.forgive();
      open(true);
    },
    close() {
      closed = true;
      ready = false;
      cancelPump?.();
      cancelShow?.();
      cancelRest?.();
      line.hangUp();
      sandbox?.close();
      // Whoever still holds it, what was drawn last among them, holds nothing large.
      known.forget();
      queue.forget();
    },
  };
}
