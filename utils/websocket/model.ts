import type { Header, Place, SocketId } from '../session/observations';

export type { SocketId };

/** Who ended a connection: proved by a `close()` call seen before the close event, or inferred. */
export type Closer = 'page' | 'server' | 'network' | 'unknown';

export type SocketState =
  | { phase: 'connecting'; since: number }
  | { phase: 'open'; since: number }
  | { phase: 'closing'; since: number; openedAt?: number; code?: number; reason?: string }
  | {
      phase: 'closed';
      since: number;
      openedAt: number;
      code: number;
      reason: string;
      wasClean: boolean;
      by: Closer;
    }
  /** Ended before it opened. `code` is 1006 for a page, whatever the server said. */
  | { phase: 'failed'; since: number; code?: number; reason?: string; by: Closer };

/** The opening handshake, RFC 6455 §4, as an HTTP exchange. From webRequest; absent until joined. */
export interface Handshake {
  /** Id of the Exchange that it was joined with. */
  exchangeId: string;
  /** How sure the join is; `order` rests on creation order among equal URLs of one document. */
  joinedBy: 'only-candidate' | 'order' | 'accept';
  startedAt: number;
  respondedAt?: number;
  endedAt?: number;
  requestHeaders?: readonly Header[];
  status?: number;
  statusLine?: string;
  responseHeaders?: readonly Header[];
  ip?: string;
  error?: string;
}

export interface Traffic {
  frames: number;
  bytes: number;
}

export interface Socket {
  id: SocketId;
  /** Counts from 1 in order of creation within the session: the `#12` that people read. */
  ordinal: number;
  url: string;
  protocols: readonly string[];
  api: 'WebSocket' | 'WebSocketStream';
  place: Place;
  createdAt: number;
  stack?: string;
  late?: boolean;
  /** Where its life and frames come from: the page's hook where absent, else Chrome's DevTools. */
  source?: 'devtools.network';
  /** Where only its frames come from another source than its life: a WebSocketStream's. */
  framesFrom?: 'devtools.network';
  /** `Sec-WebSocket-Accept`, where the source knows it. */
  accept?: string;
  /** `false`: no hook reported the connection, or none sees its frames; `unseenReason` says why. */
  framesVisible: boolean;
  unseenReason?: 'worker' | 'before-hook' | 'frame-escape' | 'stream' | 'unknown';
  state: SocketState;
  /**
   * The close event was not seen: that it ended follows from its document having gone (a close event seen later
   * replaces it), or is told by DevTools without code and reason.
   */
  endInferredFrom?: 'navigation' | 'tab-closed' | 'devtools';
  protocol?: string;
  extensions?: string;
  handshake?: Handshake;
  /** The page's `close()` call, if any. */
  closeCall?: { at: number; code?: number; reason?: string };
  erroredAt?: number;
  sent: Traffic;
  received: Traffic;
  lastFrameAt?: number;
  /** Frames known to be missing, and where they were lost. */
  dropped: { frames: number; bytes: number };
  /** The first few text messages in each direction, whole up to 16 KiB: credentials travel there. */
  firstSent: readonly FirstMessage[];
  firstReceived: readonly FirstMessage[];
}

export interface FirstMessage {
  seq: number;
  at: number;
  text: string;
}
