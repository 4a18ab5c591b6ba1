/**
 * What capture code reports. The journal of a tab is an array of these; everything shown is folded from it.
 *
 * Times (`at`) are milliseconds since the epoch, with fractions, on one clock: the page's
 * `performance.timeOrigin + performance.now()`, webRequest's `timeStamp` in the browser process.
 */

/** Where something happened. Filled in by the background from the message's sender: a page never states who it is. */
export interface Place {
  tabId: number;
  /** 0 is the top frame; −1 where the browser names none (a service worker). Firefox exceeds 32 bits. */
  frameId: number;
  /** Ties a request to its document in both browsers. */
  documentId?: string;
  /** The document's URL as the sender had it. */
  documentUrl?: string;
}

export interface Header {
  name: string;
  value: string;
}

/** A message body, or why there is none to show. */
export type Body =
  | { state: 'text'; text: string; mime?: string; size?: number; truncated?: boolean }
  | { state: 'form'; fields: readonly (readonly [name: string, value: string])[] }
  | { state: 'binary'; bytes: Uint8Array; mime?: string; truncated?: boolean }
  | { state: 'unavailable'; reason: BodyUnavailable };

export type BodyUnavailable =
  /** Chrome gives response bodies only while DevTools is open on the tab. */
  | 'devtools-closed'
  /** Chrome's devtools.network does not see a popup's or another tab's requests. */
  | 'other-tab'
  /** The browser blocked the page from reading it (CORS), so it kept none. */
  | 'cors'
  /** A Blob or file was sent; webRequest does not show its bytes. */
  | 'blob'
  | 'redirect'
  | 'too-large'
  /** The page was left before Chrome's DevTools had handed it over: it drops what it knew of the old page. */
  | 'page-left'
  /** Chrome's DevTools forgets, when a page changes its address, the requests that any extension had listed. */
  | 'url-changed'
  /** Chrome has none to give: nobody read it, or the worker that asked for it has ended. */
  | 'not-kept'
  /** Nothing of OAuth had been seen yet, and the answer was there before anything listened for it. */
  | 'not-watched'
  | 'browser-error';

export type ResourceType =
  | 'main_frame'
  | 'sub_frame'
  | 'xmlhttprequest'
  | 'websocket'
  | 'script'
  | 'image'
  | 'ping'
  | 'other'
  | (string & {});

interface At {
  at: number;
  place: Place;
}

/* ---- WebSocket, from the page hook ------------------------------------------------------------ */

/** `realm` is drawn by the bridge for each document; `n` counts the sockets of that realm from 1. */
export type SocketId = `${string}.${number}`;

export interface SocketCreated extends At {
  kind: 'socket-created';
  socket: SocketId;
  /** As the browser resolved it (`ws.url`). */
  url: string;
  protocols: readonly string[];
  /** `Error().stack` of the caller, our own lines removed. */
  stack?: string;
  /** The hook came after the page had started: sockets older than it were missed. */
  late?: boolean;
  /** `stream` for WebSocketStream. */
  api?: 'WebSocket' | 'WebSocketStream';
  /** Who reported it: the page's hook where absent, else Chrome's DevTools (a worker's connection). */
  source?: 'devtools.network';
  /** The handshake's `Sec-WebSocket-Accept`, where the source knows it: an exact key to its exchange. */
  accept?: string;
}

export interface SocketOpened extends At {
  kind: 'socket-opened';
  socket: SocketId;
  protocol: string;
  extensions: string;
}

/**
 * A batch of frames as columns of equal length, in the order in which the page saw them.
 * `seqs` count each socket's frames from 0, both directions together, so a gap is a loss.
 */
export interface FrameColumns {
  /** `n` of each frame's SocketId. */
  sockets: ArrayLike<number>;
  seqs: ArrayLike<number>;
  times: ArrayLike<number>;
  flags: ArrayLike<number>;
  /** Bytes for binary, UTF-16 code units for text; the full size also where the payload was cut. */
  sizes: ArrayLike<number>;
  /** `null`: not here (a Blob still being read, or left out: see the flags). */
  payloads: readonly (string | ArrayBuffer | Uint8Array | null)[];
}

export interface SocketFrames extends FrameColumns {
  kind: 'socket-frames';
  place: Place;
  realm: string;
}

/** Bits of `SocketFrames.flags`. */
export const FRAME_SENT = 1;
export const FRAME_BINARY = 2;
/** The payload is a prefix; `sizes` has the whole size. */
export const FRAME_TRUNCATED = 4;
/** The payload comes later as a FramePayload. */
export const FRAME_PENDING = 8;
/** The payload was redacted. `sizes` has the bytes of the original on the wire, also for text. */
export const FRAME_REDACTED = 16;
/** The payload was a Blob that could not be read. */
export const FRAME_UNREADABLE = 32;

/** The bytes of a Blob frame, read after the frame was stamped. */
export interface FramePayload {
  kind: 'frame-payload';
  place: Place;
  socket: SocketId;
  seq: number;
  payload: ArrayBuffer | Uint8Array;
  truncated?: boolean;
  /** Of a large one the parts come one after another: where this one begins, and of how many bytes in all. */
  part?: { at: number; of: number };
  /** The Blob could not be read: there are no bytes, and none will come. */
  unreadable?: true;
}

/** Frames that a bound made us leave out. Said in the panel, never silent. */
export interface FramesDropped extends At {
  kind: 'frames-dropped';
  socket: SocketId;
  count: number;
  bytes: number;
  where: 'page-buffer' | 'transport' | 'panel';
}

export interface SocketErrored extends At {
  kind: 'socket-errored';
  socket: SocketId;
}

/** The page called `close()`. */
export interface SocketClosing extends At {
  kind: 'socket-closing';
  socket: SocketId;
  code?: number;
  reason?: string;
}

export interface SocketClosed extends At {
  kind: 'socket-closed';
  socket: SocketId;
  code: number;
  reason: string;
  wasClean: boolean;
  /** That it ended was seen, but neither code nor reason: `code` is 1005 then. */
  codeUnseen?: true;
}

/* ---- HTTP, from webRequest. A redirect keeps `requestId` and starts the next `hop`. ------------- */

export interface RequestStarted extends At {
  kind: 'request-started';
  requestId: string;
  /** 0 for the first URL, one more after each redirect. */
  hop: number;
  url: string;
  method: string;
  type: ResourceType;
  parentFrameId?: number;
  /** Origin (Chrome) or document URL (Firefox) that caused it. */
  initiator?: string;
  body?: Body;
}

export interface RequestSent extends At {
  kind: 'request-sent';
  requestId: string;
  hop: number;
  headers: readonly Header[];
}

/** Response headers have come (also of a redirect: then `redirectUrl` names where to). */
export interface ResponseStarted extends At {
  kind: 'response-started';
  requestId: string;
  hop: number;
  status: number;
  statusLine?: string;
  headers: readonly Header[];
  fromCache?: boolean;
  ip?: string;
  redirectUrl?: string;
}

export interface RequestCompleted extends At {
  kind: 'request-completed';
  requestId: string;
  hop: number;
  status: number;
}

export interface RequestFailed extends At {
  kind: 'request-failed';
  requestId: string;
  hop: number;
  /** The browser's own word: `net::ERR_FAILED`, `NS_ERROR_…`. */
  error: string;
}

/**
 * A response body. A live capture names its request. Files that were made elsewhere (HAR) share no id with
 * webRequest: there url + method + start (about 1 ms apart) say which, and the fold finds the exchange.
 */
export interface ResponseBodySeen extends At {
  kind: 'response-body';
  source: 'devtools.network' | 'filterResponseData' | 'har';
  request: { requestId: string; hop: number } | { url: string; method: string; startedAt: number };
  body: Body;
}

/* ---- Around them --------------------------------------------------------------------------------- */

/** A document was committed in a frame. */
export interface Navigated extends At {
  kind: 'navigated';
  url: string;
  title?: string;
  /** `reload`, `back_forward`, `server_redirect`… as webNavigation says. */
  transition?: string;
  /** History API or fragment change: same document. */
  sameDocument?: boolean;
}

/** A tab was opened by a page of another: a popup's steps belong to its opener's flow. */
export interface TabOpened extends At {
  kind: 'tab-opened';
  openerTabId: number;
  openerFrameId?: number;
  url: string;
}

export interface TabClosed extends At {
  kind: 'tab-closed';
}

/** A user's note, or the product's own word about its capture (recording started, worker restarted…). */
export interface Marked extends At {
  kind: 'marked';
  /** A user's own words, which may be none; or the product's, in English. */
  text: string;
  by: 'user' | 'handshake';
  about?: MarkSubject;
  /** Names a user's mark: told again in other words, it is the same mark. */
  id?: string;
  /** When what it tells of was over, epoch ms: an interruption has a length. */
  until?: number;
  /** What the tab showed. */
  image?: MarkImage;
  /** The frame that a user's note is on. The note with the latest `at` counts; one without text takes it away. */
  frame?: { socket: SocketId; seq: number };
}

export type MarkSubject =
  /** The page was open before the extension, so its sockets are not observed. */
  | 'late-document'
  /** In Chrome, which tells nothing of a shared worker's connections, one runs, or a service worker: the text is its script's URL. */
  | 'shared-worker'
  | 'recording-started'
  | 'recording-stopped'
  /** Between `at` and `until` nothing was recorded: the browser had stopped the extension. */
  | 'recording-interrupted'
  /** What came faster than the disk could take it. */
  | 'not-recorded'
  | 'page-crashed';

/** A picture as the browser encoded it: `image/jpeg` or `image/png`. */
export interface MarkImage {
  mime: string;
  bytes: Uint8Array;
}

export type Observation =
  | SocketCreated
  | SocketOpened
  | SocketFrames
  | FramePayload
  | FramesDropped
  | SocketErrored
  | SocketClosing
  | SocketClosed
  | RequestStarted
  | RequestSent
  | ResponseStarted
  | RequestCompleted
  | RequestFailed
  | ResponseBodySeen
  | Navigated
  | TabOpened
  | TabClosed
  | Marked;

export type ObservationKind = Observation['kind'];
export type Observed<K extends ObservationKind> = Extract<Observation, { kind: K }>;
