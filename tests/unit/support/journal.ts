import type {
  Body,
  Header,
  Observation,
  Observed,
  Place,
  SocketFrames,
  SocketId,
} from '@/utils/session/observations';
import { FRAME_BINARY, FRAME_SENT } from '@/utils/session/observations';

/** A round second, so that `at` in a test reads as milliseconds since the page began. */
export const T0 = 1_700_000_000_000;

export const PAGE: Place = { tabId: 1, frameId: 0, documentId: 'doc-1', documentUrl: 'https://app.example/' };

export const URL_ECHO = 'wss://api.example/echo';

type Extra<K extends Observation['kind']> = Partial<Observed<K>>;

export function created(socket: SocketId, at: number, extra: Extra<'socket-created'> = {}): Observation {
  return { kind: 'socket-created', socket, at: T0 + at, place: PAGE, url: URL_ECHO, protocols: [], ...extra };
}

export function opened(socket: SocketId, at: number, extra: Extra<'socket-opened'> = {}): Observation {
  return { kind: 'socket-opened', socket, at: T0 + at, place: PAGE, protocol: '', extensions: '', ...extra };
}

export function closing(socket: SocketId, at: number, code?: number, reason?: string): Observation {
  return { kind: 'socket-closing', socket, at: T0 + at, place: PAGE, code, reason };
}

export function errored(socket: SocketId, at: number): Observation {
  return { kind: 'socket-errored', socket, at: T0 + at, place: PAGE };
}

export function closed(
  socket: SocketId,
  at: number,
  code: number,
  reason = '',
  wasClean = code !== 1006,
): Observation {
  return { kind: 'socket-closed', socket, at: T0 + at, place: PAGE, code, reason, wasClean };
}

export interface FrameLine {
  n?: number;
  seq: number;
  at?: number;
  sent?: boolean;
  /** Text, or bytes for a binary frame; null leaves the payload out. */
  payload: string | Uint8Array | null;
  size?: number;
  flags?: number;
}

/** A batch of frames of realm `r` as the hook sends it. */
export function frames(...lines: FrameLine[]): SocketFrames {
  const column = <T>(read: (line: FrameLine) => T) => lines.map(read);
  return {
    kind: 'socket-frames',
    place: PAGE,
    realm: 'r',
    sockets: column(({ n = 1 }) => n),
    seqs: column(({ seq }) => seq),
    times: column(({ at = 100 }) => T0 + at),
    flags: column(
      ({ sent, payload, flags = 0 }) =>
        flags | (sent ? FRAME_SENT : 0) | (payload instanceof Uint8Array ? FRAME_BINARY : 0),
    ),
    sizes: column(({ payload, size }) => size ?? payload?.length ?? 0),
    payloads: column(({ payload }) => payload),
  };
}

export interface RequestLine {
  id: string;
  at: number;
  hop?: number;
  url?: string;
  method?: string;
  type?: string;
  place?: Place;
  body?: Body;
  requestHeaders?: Header[];
  /** Absent: still waiting. */
  status?: number;
  error?: string;
  headers?: Header[];
  redirectUrl?: string;
  responseBody?: Body;
  respondedAt?: number;
}

/** The observations of one HTTP hop, in the order in which the browser tells them. */
export function request(line: RequestLine): Observation[] {
  const { id: requestId, hop = 0, place = PAGE, at, status, error, redirectUrl } = line;
  const { url = 'https://api.example/', method = 'GET', type = 'xmlhttprequest' } = line;
  const common = { requestId, hop, place };
  const respondedAt = T0 + (line.respondedAt ?? at + 5);
  const seen: Observation[] = [
    { kind: 'request-started', ...common, at: T0 + at, url, method, type, body: line.body },
    { kind: 'request-sent', ...common, at: T0 + at + 1, headers: line.requestHeaders ?? [] },
  ];
  if (status !== undefined) {
    const headers = line.headers ?? [];
    seen.push({ kind: 'response-started', ...common, at: respondedAt, status, headers, redirectUrl });
    if (error === undefined && redirectUrl === undefined) {
      seen.push({ kind: 'request-completed', ...common, at: respondedAt + 1, status });
    }
  }
  if (error !== undefined) seen.push({ kind: 'request-failed', ...common, at: respondedAt + 1, error });
  if (line.responseBody) {
    const { responseBody: body } = line;
    seen.push({
      kind: 'response-body',
      source: 'filterResponseData',
      request: { requestId, hop },
      at: respondedAt + 2,
      place,
      body,
    });
  }
  return seen;
}

/** A WebSocket's handshake as webRequest shows it. */
export function handshake(id: string, at: number, line: Partial<RequestLine> = {}): Observation[] {
  return request({ id, at, url: URL_ECHO, type: 'websocket', ...line });
}

/** An unsigned JWT with these claims. */
export function jwt(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256', typ: 'at+jwt', ...header })}.${part(claims)}.c2lnbmF0dXJlLXNpZ25hdHVyZQ`;
}
