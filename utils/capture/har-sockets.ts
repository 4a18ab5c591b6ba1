import { decodeBase64 } from '../exchange/binary';
import { headerOf } from '../session/headers';
import {
  FRAME_BINARY,
  FRAME_SENT,
  type Header,
  type Observation,
  type Place,
  type SocketId,
} from '../session/observations';

/** What Chrome adds to the HAR entry of a WebSocket. */
export interface HarSocketEntry {
  startedDateTime: string | Date;
  /** Milliseconds: of the handshake while the connection is open, of the whole connection when it has ended. */
  time: number;
  timings: { wait: number };
  request: { url: string; headers: readonly Header[] };
  response: { status: number; statusText: string; headers: readonly Header[] };
  _initiator?: { type?: string; stack?: { callFrames: readonly CallFrame[] } };
  _resourceType?: string;
  _webSocketMessages?: readonly HarMessage[];
}

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

interface HarMessage {
  type: string;
  /** Seconds since the epoch. */
  time: number;
  opcode: number;
  /** Text, or base64 where the opcode says binary. */
  data: string;
}

/** Younger connections may still be unknown to webRequest's side (ms). */
const FRESH = 500;

/** Times that differ by less (ms) are one. */
const ROUNDING = 0.01;

/** `Sec-WebSocket-Accept` of a handshake: the same bytes in webRequest and in DevTools, and no other connection's. */
export function acceptOf(headers: readonly Header[] | undefined): string | undefined {
  return headerOf(headers, 'sec-websocket-accept');
}

/** What the panel knows of a connection by its handshake. */
export interface KnownSocket {
  place: Place;
  /** A page's hook reported it. */
  hooked: boolean;
  /** It is a WebSocketStream: its life is the hook's, of its frames only DevTools tells. */
  stream?: SocketId;
}

/**
 * Whether a connection was opened past our hook: by a worker, or by a document that the hook did not reach. Where its
 * handshake is not known (webRequest is silent about service workers), the constructor's call stack tells: a page's
 * begins in our hook, which goes by no name of its own. Without a stack it cannot be told.
 *
 * @param base `runtime.getURL('/')`
 */
export function isUnhooked(
  { response, _initiator }: HarSocketEntry,
  known: KnownSocket | undefined,
  base: string,
): boolean {
  if (!acceptOf(response.headers)) return false;
  if (known) return !known.hooked;
  const top = _initiator?.stack?.callFrames[0]?.url;
  return top !== undefined && top !== '<anonymous>' && !top.startsWith(base);
}

/** Turns listings, each of which has all that the one before had, into what is new in them. */
export interface HarSockets {
  /**
   * @param knownBy what is known of the connection with this `Sec-WebSocket-Accept`
   * @param now what opened just before it (ms since the epoch) waits for the next time: webRequest may yet tell of it
   */
  read(
    entries: readonly HarSocketEntry[],
    knownBy: (accept: string) => KnownSocket | undefined,
    now: number,
  ): Observation[];
  /** Connections that had not ended in the last listing. */
  readonly open: number;
  /** Everything is told again: the receiver has started anew. */
  restart(): void;
}

/** Creates a reader. `base` is `runtime.getURL('/')`. */
export function createHarSockets(base: string): HarSockets {
  let told = new Map<string, { messages: number; ended: boolean }>();
  let open = 0;

  return {
    read(entries, knownBy, now) {
      const knownOf = (entry: HarSocketEntry) => knownBy(acceptOf(entry.response.headers) ?? '');
      const unhooked = entries.filter(
        (entry) => knownOf(entry)?.stream !== undefined || isUnhooked(entry, knownOf(entry), base),
      );
      const settled = unhooked.filter((entry) => openedAtOf(entry) < now - FRESH);
      open = unhooked.filter((entry) => !hasEnded(entry)).length;
      return settled.flatMap((entry) => {
        const accept = acceptOf(entry.response.headers)!;
        const known = knownOf(entry);
        // A service worker belongs to no tab, and webRequest is silent about its sockets.
        const place = known?.place ?? { tabId: -1, frameId: -1 };
        const before = told.get(accept);
        const from = before?.messages ?? 0;
        const messages = entry._webSocketMessages ?? [];
        const ended = hasEnded(entry);
        told.set(accept, { messages: messages.length, ended });
        const frames = (id: SocketId) =>
          from < messages.length ? [framesOf(messages, from, id, place)] : [];
        if (known?.stream) return frames(known.stream);
        return [
          ...(before ? [] : beginning(entry, accept, place)),
          ...(before || known ? [] : handshake(entry, accept, place)),
          ...frames(idOf(accept)),
          ...(ended && !before?.ended ? [ending(entry, accept, place)] : []),
        ];
      });
    },
    get open() {
      return open;
    },
    restart() {
      told = new Map();
    },
  };
}

const realmOf = (accept: string) => `devtools-${accept}`;
const idOf = (accept: string) => `${realmOf(accept)}.1` as const;
const startOf = (entry: HarSocketEntry) => new Date(entry.startedDateTime).getTime();
const openedAtOf = (entry: HarSocketEntry) => startOf(entry) + entry.timings.wait;
const hasEnded = ({ time, timings }: HarSocketEntry) => time > timings.wait + ROUNDING;

function beginning(entry: HarSocketEntry, accept: string, place: Place): Observation[] {
  const { request, response, _initiator } = entry;
  const at = startOf(entry);
  const offered = headerOf(request.headers, 'sec-websocket-protocol');
  const stack = _initiator?.stack?.callFrames.map(
    (frame) =>
      `    at ${frame.functionName || '(anonymous)'} (${frame.url}:${frame.lineNumber + 1}:${frame.columnNumber + 1})`,
  );
  return [
    {
      kind: 'socket-created',
      at,
      place,
      socket: idOf(accept),
      url: request.url,
      protocols: offered ? offered.split(',').map((protocol) => protocol.trim()) : [],
      source: 'devtools.network',
      accept,
      ...(stack && { stack: stack.join('\n') }),
    },
    {
      kind: 'socket-opened',
      at: openedAtOf(entry),
      place,
      socket: idOf(accept),
      protocol: headerOf(response.headers, 'sec-websocket-protocol') ?? '',
      extensions: headerOf(response.headers, 'sec-websocket-extensions') ?? '',
    },
  ];
}

/** The exchange that webRequest does not show. */
function handshake(entry: HarSocketEntry, accept: string, place: Place): Observation[] {
  const { request, response } = entry;
  const at = startOf(entry);
  const hop = { place, requestId: realmOf(accept), hop: 0 };
  const { status, statusText } = response;
  return [
    { kind: 'request-started', at, ...hop, url: request.url, method: 'GET', type: 'websocket' },
    { kind: 'request-sent', at, ...hop, headers: request.headers },
    {
      kind: 'response-started',
      at: openedAtOf(entry),
      ...hop,
      status,
      statusLine: `HTTP/1.1 ${status} ${statusText}`,
      headers: response.headers,
    },
    { kind: 'request-completed', at: openedAtOf(entry), ...hop, status },
  ];
}

function framesOf(all: readonly HarMessage[], from: number, id: SocketId, place: Place): Observation {
  const dot = id.lastIndexOf('.');
  const number = Number(id.slice(dot + 1));
  const rows = all.slice(from).map((message, i) => {
    const bytes = message.opcode === 2 ? decodeBase64(message.data) : undefined;
    return {
      seq: from + i,
      at: message.time * 1_000,
      flags: (message.type === 'send' ? FRAME_SENT : 0) | (bytes ? FRAME_BINARY : 0),
      payload: bytes ?? message.data,
    };
  });
  return {
    kind: 'socket-frames',
    place,
    realm: id.slice(0, dot),
    sockets: rows.map(() => number),
    seqs: rows.map(({ seq }) => seq),
    times: rows.map(({ at }) => at),
    flags: rows.map(({ flags }) => flags),
    sizes: rows.map(({ payload }) => payload.length),
    payloads: rows.map(({ payload }) => payload),
  };
}

/** DevTools tells that a connection has ended, and neither code nor reason (1005: none was seen). */
function ending(entry: HarSocketEntry, accept: string, place: Place): Observation {
  return {
    kind: 'socket-closed',
    at: startOf(entry) + entry.time,
    place,
    socket: idOf(accept),
    code: 1005,
    reason: '',
    wasClean: false,
    codeUnseen: true,
  };
}
