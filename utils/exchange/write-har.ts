import type { Exchange } from '../session/exchanges';
import type { Session } from '../session/model';
import { type Body, FRAME_BINARY, FRAME_SENT, type Header, type SocketFrames } from '../session/observations';
import { endedAtOf } from '../websocket/lifecycle';
import type { Socket } from '../websocket/model';
import { encodeBase64 } from './binary';
import { type HarEntry, type HarMessage, type HarPair, RESOURCE_TYPES } from './har';
import type { SessionHeader } from './model';

/** Frames of a connection, in batches as they are observed: perhaps redacted on the way. */
export type BatchesOf = (socket: Socket) => Iterable<SocketFrames>;

/**
 * Writes a session as HAR 1.2, an entry or a batch of messages a piece. Sockets are entries as Chrome writes them
 * (`_webSocketMessages`) with HTTP Toolkit's `_webSocketClose`. For a redacted HAR give the fold of the redacted
 * journal, and batches that are redacted alike.
 */
export function* writeHar(
  { session, batches }: { session: Session; batches: BatchesOf },
  { generator, browser }: Pick<SessionHeader, 'generator' | 'browser'>,
): Generator<string> {
  const log = { version: '1.2', creator: generator, ...(browser && { browser }), pages: [] };
  yield `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[`;
  const joined = new Set(session.sockets.map(({ handshake }) => handshake?.exchangeId));
  let separator = '\n';
  const http = [...session.exchanges.values()].filter(({ id }) => !joined.has(id));
  const rows = [
    ...http.map((exchange) => ({ at: exchange.startedAt, exchange, socket: undefined })),
    ...session.sockets.map((socket) => ({ at: socket.createdAt, exchange: undefined, socket })),
  ].sort((a, b) => a.at - b.at);
  for (const { exchange, socket } of rows) {
    if (exchange) yield separator + JSON.stringify(exchangeEntry(exchange));
    else {
      yield `${separator}${JSON.stringify(socketEntry(socket, session)).slice(0, -1)},"_webSocketMessages":[`;
      let comma = '';
      for (const batch of batches(socket)) {
        yield comma +
          messagesOf(batch)
            .map((message) => JSON.stringify(message))
            .join(',');
        comma = ',';
      }
      yield ']}';
    }
    separator = ',\n';
  }
  yield '\n]}}\n';
}

function exchangeEntry(exchange: Exchange): HarEntry {
  const { startedAt, sentAt, respondedAt, endedAt, requestHeaders = [], responseHeaders = [] } = exchange;
  const wait = between(sentAt ?? startedAt, respondedAt);
  const receive = between(respondedAt, endedAt);
  const send = between(startedAt, sentAt);
  const body = exchange.requestBody;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: send + wait + receive,
    request: {
      method: exchange.method,
      url: exchange.url,
      httpVersion: '',
      cookies: cookiesOf(requestHeaders),
      headers: [...requestHeaders],
      queryString: URL.canParse(exchange.url)
        ? [...new URL(exchange.url).searchParams].map(([name, value]) => ({ name, value }))
        : [],
      ...(body &&
        body.state !== 'unavailable' && {
          postData: postData(body, headerOf(requestHeaders, 'content-type')),
        }),
      ...(body?.state === 'binary' && {
        _content: { text: encodeBase64(body.bytes), size: body.bytes.byteLength, encoding: 'base64' },
      }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: exchange.status ?? 0,
      statusText: exchange.statusLine?.replace(/^\S+\s+\d+\s*/, '') ?? '',
      httpVersion: /^HTTP\/[\d.]+/.exec(exchange.statusLine ?? '')?.[0] ?? '',
      cookies: [],
      headers: [...responseHeaders],
      content: contentOf(exchange.responseBody, headerOf(responseHeaders, 'content-type')),
      redirectURL: exchange.redirectUrl ?? '',
      headersSize: -1,
      bodySize: -1,
      ...(exchange.error !== undefined && { _error: exchange.error }),
    },
    cache: {},
    timings: { send, wait, receive },
    ...(exchange.ip && { serverIPAddress: exchange.ip }),
    _resourceType: RESOURCE_TYPES.find(([, ours]) => ours === exchange.type)?.[0] ?? exchange.type,
    _handshake: {
      requestId: exchange.requestId,
      hop: exchange.hop,
      place: exchange.place,
      startedAt,
      type: exchange.type,
      initiator: exchange.initiator,
    },
  };
}

function socketEntry(socket: Socket, session: Session): HarEntry {
  const seen = session.exchanges.get(socket.handshake?.exchangeId ?? '');
  const { state, place, url, createdAt } = socket;
  const endedAt = endedAtOf(state) ?? socket.lastFrameAt ?? createdAt;
  const exchange: Exchange = seen ?? {
    id: socket.id,
    requestId: socket.id,
    hop: 0,
    place,
    type: 'websocket',
    method: 'GET',
    url,
    startedAt: createdAt,
    ...('openedAt' in state || state.phase === 'open' ? { status: 101 } : {}),
  };
  const offered =
    socket.protocols.length > 0 && !headerOf(exchange.requestHeaders ?? [], 'sec-websocket-protocol');
  const requestHeaders: Header[] = [
    ...(exchange.requestHeaders ?? []),
    ...(offered ? [{ name: 'Sec-WebSocket-Protocol', value: socket.protocols.join(', ') }] : []),
  ];
  const entry = exchangeEntry({ ...exchange, url, requestHeaders });
  return {
    ...entry,
    // The entry of a socket lasts as long as the socket (Chrome).
    time: endedAt - exchange.startedAt,
    timings: {
      ...entry.timings,
      receive: Math.max(0, endedAt - (exchange.respondedAt ?? exchange.startedAt)),
    },
    _resourceType: 'websocket',
    ...(state.phase === 'closed' && {
      _webSocketClose:
        state.code === 1006
          ? 'aborted'
          : { code: state.code, reason: state.reason, timestamp: state.since / 1000 },
    }),
  };
}

function messagesOf({ times, flags, payloads }: SocketFrames): HarMessage[] {
  return payloads.map((payload, i) => ({
    type: flags[i]! & FRAME_SENT ? 'send' : 'receive',
    time: times[i]! / 1000,
    opcode: flags[i]! & FRAME_BINARY ? 2 : 1,
    data: payload === null ? '' : typeof payload === 'string' ? payload : encodeBase64(bytesOf(payload)),
  }));
}

const bytesOf = (payload: ArrayBuffer | Uint8Array) =>
  ArrayBuffer.isView(payload) ? payload : new Uint8Array(payload);

function between(from: number | undefined, to: number | undefined): number {
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}

function headerOf(headers: readonly Header[], name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
}

function cookiesOf(headers: readonly Header[]): HarPair[] {
  return headerOf(headers, 'cookie')
    .split(';')
    .flatMap((pair) => {
      const [name, ...value] = pair.split('=');
      return value.length > 0 ? [{ name: name!.trim(), value: value.join('=').trim() }] : [];
    });
}

function postData(
  body: Exclude<Body, { state: 'unavailable' }>,
  mimeType: string,
): HarEntry['request']['postData'] {
  switch (body.state) {
    case 'text':
      return { mimeType: body.mime ?? mimeType, text: body.text };
    case 'form':
      return {
        mimeType: mimeType || 'application/x-www-form-urlencoded',
        text: new URLSearchParams(body.fields.map(([name, value]) => [name, value])).toString(),
        params: body.fields.map(([name, value]) => ({ name, value })),
      };
    case 'binary':
      return { mimeType: body.mime ?? mimeType, text: '' };
  }
}

function contentOf(body: Body | undefined, mimeType: string): HarEntry['response']['content'] {
  switch (body?.state) {
    case 'text':
      return { size: body.size ?? body.text.length, mimeType: body.mime ?? mimeType, text: body.text };
    case 'binary':
      return {
        size: body.bytes.byteLength,
        mimeType: body.mime ?? mimeType,
        text: encodeBase64(body.bytes),
        encoding: 'base64',
      };
    case 'unavailable':
      return { size: 0, mimeType, comment: `not available: ${body.reason}` };
    default:
      return { size: 0, mimeType };
  }
}
