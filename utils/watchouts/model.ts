import type { Severity } from '../checks/model';
import type { SocketId } from '../session/observations';

/** What can be watched for. Each word is a kind of assertion about a session (docs/watchouts.md). */
export type WatchoutKind =
  | 'close-codes'
  | 'opens-within'
  | 'reply-within'
  | 'silence-at-most'
  | 'no-message'
  | 'message-seen'
  | 'connections-at-most'
  | 'token-refreshed'
  | 'flow-completes'
  | 'no-finding';

/** One assertion, as the rules file has it. Which members count is its kind's business (`KINDS`). */
export interface Watchout {
  watch: WatchoutKind;
  /** Only connections or flows whose URL or server has this; `*` stands for anything. */
  url?: string;
  /** Close codes that are in order. */
  allowed?: readonly number[];
  /** A bound in milliseconds. */
  ms?: number;
  count?: number;
  /** Text of a message. */
  text?: string;
  direction?: 'sent' | 'received';
  severity?: Severity;
}

export interface WatchoutFailure {
  /** A sentence. */
  message: string;
  /** Epoch ms. */
  at?: number;
  socketId?: SocketId;
  flowId?: string;
  /** Position of a frame within its socket (`Frame.seq`). */
  frame?: number;
}

/** `open`: it may still come (nothing was there to look at, or what is awaited has not come yet). */
export type WatchoutState = 'passed' | 'failed' | 'open';

export interface WatchoutResult {
  watchout: Watchout;
  state: WatchoutState;
  /** How many connections, messages, tokens, flows were held against it. */
  looked: number;
  /** The first ones; `failed` counts all. */
  failures: readonly WatchoutFailure[];
  failed: number;
}

/** Failures that are listed for one assertion. */
export const FAILURES_LISTED = 50;
