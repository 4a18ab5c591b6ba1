import type { Correlation, Decoded } from './decoder';

/** What pairing needs of a decoded message. */
export type PairedMessage = Pick<Decoded, 'summary' | 'correlations' | 'heartbeat' | 'error'> & {
  batch?: readonly PairedMessage[];
};

/** A decoded frame, with what pairing needs of the frame itself. */
export interface Told {
  index: number;
  at: number;
  sent: boolean;
  decoded: PairedMessage;
}

/** Frames of one operation, from its request on: a call, a subscription, a stream. */
export interface Conversation {
  id: string;
  /** Index of the frame that opened it. */
  request: number;
  /** The side that asked. */
  sent: boolean;
  summary: string;
  startedAt: number;
  /** Indices of all its frames in order, the request first. */
  frames: number[];
  /** Index of the first reply, and milliseconds from the request to it. */
  reply?: number;
  latency?: number;
  /** Time of the frame after which nothing more is expected. */
  endedAt?: number;
  error?: string;
  /** Nobody owes it an answer: a subscription may stay silent. */
  silent?: true;
}

export interface Pairs {
  /** In the order of their requests. */
  readonly conversations: readonly Conversation[];
  /** Request ↔ reply, by frame index, both ways. */
  readonly partner: ReadonlyMap<number, number>;
  /** Conversations that are owed an answer and have none: still waited for, or never answered. */
  readonly unanswered: readonly Conversation[];
  /** The conversations that a frame is part of: mostly one, and one after the other those of a batch. */
  of(index: number): readonly Conversation[];
}

/** Pairs that grow with the frames. */
export interface Pairing extends Pairs {
  /** A frame that was added before is not added again. */
  add(told: Told): void;
  /** Frames that were let go to spare memory, the oldest first. */
  readonly dropped: number;
  /** Lets go of the frames whose index is below this one. */
  forget(before: number): void;
}

/** Most frames that are held for pairing. */
const MOST = 200_000;

/** Whether a conversation is owed an answer and has none. */
export const isUnanswered = (one: Conversation): boolean => one.frames.length === 1 && !one.silent;

const carries = (message: PairedMessage): boolean =>
  message.correlations !== undefined || (message.batch?.some(carries) ?? false);

const NONE: readonly Conversation[] = [];

/**
 * Pairs the decoded frames of one connection by the protocol's own ids, as they come. Frames may come in any order;
 * those that come in theirs cost the least. A heartbeat's pair counts for `partner` and is no conversation.
 */
export function createPairing(): Pairing {
  let told: Told[] = [];
  const known = new Set<number>();
  let sorted = true;
  let dropped = 0;
  let state = createState();

  function current() {
    if (!sorted) {
      told.sort((a, b) => a.index - b.index);
      state = createState();
      for (const one of told) state.add(one);
      sorted = true;
    }
    return state;
  }

  return {
    add(one) {
      if (!carries(one.decoded) || known.has(one.index)) return;
      const last = told.at(-1);
      known.add(one.index);
      told.push(one);
      if (told.length > MOST) {
        for (const { index } of told.splice(0, MOST / 2)) known.delete(index);
        dropped += MOST / 2;
        sorted = false;
        return;
      }
      if (last && last.index > one.index) sorted = false;
      if (sorted) state.add(one);
    },
    get dropped() {
      return dropped;
    },
    forget(before) {
      const left = told.filter(({ index }) => index >= before);
      if (left.length === told.length) return;
      told = left;
      known.clear();
      for (const { index } of told) known.add(index);
      sorted = false;
    },
    get conversations() {
      return current().conversations;
    },
    get partner() {
      return current().partner;
    },
    get unanswered() {
      return current().conversations.filter(isUnanswered);
    },
    of: (index) => current().byFrame.get(index) ?? NONE,
  };
}

/** Pairs the decoded frames of one connection. */
export function pairFrames(frames: Iterable<Told>): Pairs {
  const pairing = createPairing();
  for (const one of frames) pairing.add(one);
  return pairing;
}

function everyMessage(message: PairedMessage): readonly PairedMessage[] {
  return message.batch ? message.batch.flatMap(everyMessage) : [message];
}

/** Pairs of frames that are given in their order. */
function createState() {
  const open = { sent: new Map<string, Conversation>(), received: new Map<string, Conversation>() };
  const conversations: Conversation[] = [];
  const heartbeats = new Set<Conversation>();
  const partner = new Map<number, number>();
  const byFrame = new Map<number, Conversation[]>();

  function note(index: number, conversation: Conversation): void {
    if (heartbeats.has(conversation)) return;
    const known = byFrame.get(index);
    if (!known) byFrame.set(index, [conversation]);
    else if (!known.includes(conversation)) known.push(conversation);
  }

  function begin({ index, at, sent }: Told, message: PairedMessage, { id, silent }: Correlation): void {
    const started: Conversation = {
      id,
      request: index,
      sent,
      summary: message.summary,
      startedAt: at,
      frames: [index],
      ...(silent && { silent }),
    };
    if (message.heartbeat) heartbeats.add(started);
    else conversations.push(started);
    note(index, started);
    open[sent ? 'sent' : 'received'].set(id, started);
  }

  function go(told: Told, message: PairedMessage, { id, role, by, ends }: Correlation): void {
    // Asked for by the frame's own side, or by the other.
    const side = told.sent === (by === 'requester') ? open.sent : open.received;
    const conversation = side.get(id);
    if (!conversation) return;
    if (conversation.frames.at(-1) !== told.index) conversation.frames.push(told.index);
    note(told.index, conversation);
    if (role === 'reply' && conversation.reply === undefined) {
      conversation.reply = told.index;
      conversation.latency = told.at - conversation.startedAt;
      if (!partner.has(conversation.request)) partner.set(conversation.request, told.index);
      if (!partner.has(told.index)) partner.set(told.index, conversation.request);
    }
    if (message.error && by !== 'requester') conversation.error ??= message.error;
    if (ends) {
      conversation.endedAt = told.at;
      side.delete(id);
    }
  }

  return {
    conversations,
    partner,
    byFrame,
    add(told: Told): void {
      for (const message of everyMessage(told.decoded)) {
        for (const correlation of message.correlations ?? []) {
          if (correlation.role === 'request') begin(told, message, correlation);
          else go(told, message, correlation);
        }
      }
    },
  };
}
