import type { Correlation, Decoded } from './decoder';

/** A decoded frame, with what pairing needs of the frame itself. */
export interface Told {
  index: number;
  at: number;
  sent: boolean;
  decoded: Decoded;
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
}

export interface Pairs {
  conversations: readonly Conversation[];
  /** Request ↔ reply, by frame index, both ways. */
  partner: ReadonlyMap<number, number>;
  /** Conversations without a reply or an event: still waited for, or never answered. */
  unanswered: readonly Conversation[];
}

interface Open {
  sent: Map<string, Conversation>;
  received: Map<string, Conversation>;
}

function everyMessage(decoded: Decoded): readonly Decoded[] {
  return decoded.batch ? decoded.batch.flatMap(everyMessage) : [decoded];
}

/** The open operation that a frame belongs to: asked for by its own side or by the other. */
function find(
  open: Open,
  { id, by }: Correlation,
  sent: boolean,
): [Map<string, Conversation>, Conversation] | undefined {
  const side = sent === (by === 'requester') ? open.sent : open.received;
  const found = side.get(id);
  return found && [side, found];
}

/**
 * Pairs the decoded frames of one connection, in order, by the protocol's own ids. A heartbeat's pair counts
 * for `partner` and is no conversation.
 */
export function pairFrames(frames: Iterable<Told>): Pairs {
  const open: Open = { sent: new Map(), received: new Map() };
  const all: Conversation[] = [];
  const heartbeats = new Set<Conversation>();
  const partner = new Map<number, number>();

  function apply(told: Told, message: Decoded, correlation: Correlation): void {
    const { id, role, ends } = correlation;
    if (role === 'request') {
      const started: Conversation = {
        id,
        request: told.index,
        sent: told.sent,
        summary: message.summary,
        startedAt: told.at,
        frames: [told.index],
      };
      if (message.heartbeat) heartbeats.add(started);
      all.push(started);
      (told.sent ? open.sent : open.received).set(id, started);
      return;
    }
    const [side, conversation] = find(open, correlation, told.sent) ?? [];
    if (!side || !conversation) return;
    if (conversation.frames.at(-1) !== told.index) conversation.frames.push(told.index);
    if (role === 'reply' && conversation.reply === undefined) {
      conversation.reply = told.index;
      conversation.latency = told.at - conversation.startedAt;
      if (!partner.has(conversation.request)) partner.set(conversation.request, told.index);
      if (!partner.has(told.index)) partner.set(told.index, conversation.request);
    }
    if (message.error && correlation.by !== 'requester') conversation.error ??= message.error;
    if (ends) {
      conversation.endedAt = told.at;
      side.delete(id);
    }
  }

  for (const told of frames) {
    for (const message of everyMessage(told.decoded)) {
      for (const correlation of message.correlations ?? []) apply(told, message, correlation);
    }
  }
  const conversations = all.filter((one) => !heartbeats.has(one));
  return { conversations, partner, unanswered: conversations.filter((one) => one.frames.length === 1) };
}
