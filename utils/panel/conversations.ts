import type { Conversation } from '../websocket/decoders/pairs';

/**
 * How an operation stands: `waiting` and `unanswered` have no answer, while its connection lives and after it;
 * `open` is a subscription or stream that goes on; `cut` is one that the connection's end cut off.
 */
export type ConversationState = 'waiting' | 'unanswered' | 'open' | 'cut' | 'answered' | 'ended' | 'failed';

/** An operation as a row: a call, a subscription, a stream; its frames stand beneath it. */
export interface ConversationRow {
  /** Store index of its request: stays the same while frames come. */
  key: number;
  id: string;
  /** The page asked. */
  sent: boolean;
  summary: string;
  state: ConversationState;
  startedAt: number;
  /** Milliseconds from the request to its reply, or to the first event where there is no reply. */
  latency?: number;
  /** Milliseconds from the request to its end; to `now` while it goes on. */
  lasts: number;
  /** Store indices of its frames in order, the request first. */
  frames: readonly number[];
  error?: string;
}

export interface ConversationOptions {
  /** When the connection ended; undefined while it lives. */
  endedAt?: number;
  now: number;
  timeAt(index: number): number;
}

/** How an operation stands, given whether its connection has ended. */
export function conversationState(one: Conversation, connectionEnded: boolean): ConversationState {
  if (one.error) return 'failed';
  const replied = one.frames.length > 1;
  if (one.endedAt !== undefined) return one.reply !== undefined ? 'answered' : 'ended';
  if (!replied && !one.silent) return connectionEnded ? 'unanswered' : 'waiting';
  return connectionEnded ? 'cut' : 'open';
}

/** The operations of a connection as rows, in the order of their requests. Times in milliseconds. */
export function conversationRows(
  conversations: readonly Conversation[],
  { endedAt, now, timeAt }: ConversationOptions,
): ConversationRow[] {
  return conversations.map((one) => {
    const first = one.frames[1];
    const latency = one.latency ?? (first === undefined ? undefined : timeAt(first) - one.startedAt);
    return {
      key: one.request,
      id: one.id,
      sent: one.sent,
      summary: one.summary,
      state: conversationState(one, endedAt !== undefined),
      startedAt: one.startedAt,
      ...(latency !== undefined && Number.isFinite(latency) && { latency }),
      lasts: Math.max(0, (one.endedAt ?? endedAt ?? now) - one.startedAt),
      frames: one.frames,
      ...(one.error && { error: one.error }),
    };
  });
}
