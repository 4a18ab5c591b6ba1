import { createRedaction, type RedactionLevel } from '../../redaction';
import { createSessionFold } from '../../session';
import type { Exchange } from '../../session/exchanges';
import type { Frame } from '../../session/frames';
import type { Session } from '../../session/model';
import { FRAME_BINARY, FRAME_SENT, type Observation, type SocketFrames } from '../../session/observations';
import type { Socket } from '../../websocket/model';

/** What is copied: a step's exchange, or a connection with its first frames. */
export type CopySubject =
  | { kind: 'exchange'; exchange: Exchange }
  | { kind: 'socket'; socket: Socket; frames: readonly Frame[] };

export interface CopyOptions {
  level: Extract<RedactionLevel, 'default' | 'none'>;
  /** Random bytes. */
  key: Uint8Array;
}

/**
 * The subject with its secrets replaced. They are learned from the whole session, so a token is known in a frame where
 * nothing says that it is one.
 */
export function redactSubject(subject: CopySubject, session: Session, options: CopyOptions): CopySubject {
  if (options.level === 'none') return subject;
  const redaction = createRedaction(options);
  for (const exchange of session.exchanges.values())
    for (const seen of exchangeObservations(exchange)) redaction.learn(seen);
  for (const socket of session.sockets) for (const seen of socketObservations(socket)) redaction.learn(seen);
  const own = observationsOf(subject);
  for (const seen of own) redaction.learn(seen);
  const redacted = own.map((seen) => redaction.redact(seen));
  if (subject.kind === 'exchange')
    return { kind: 'exchange', exchange: { ...subject.exchange, ...exchangeOf(redacted) } };
  return {
    kind: 'socket',
    socket: socketOf(subject.socket, redacted),
    frames: subject.frames.map((frame, i) => frameOf(frame, redacted, i)),
  };
}

function observationsOf(subject: CopySubject): Observation[] {
  if (subject.kind === 'exchange') return exchangeObservations(subject.exchange);
  return [...socketObservations(subject.socket), batchOf(subject.frames, subject.socket)];
}

function exchangeObservations(exchange: Exchange): Observation[] {
  const { requestId, hop, place, url, method, type, startedAt: at, requestBody, responseBody } = exchange;
  const common = { requestId, hop, place, at };
  return [
    { kind: 'request-started', ...common, url, method, type, ...(requestBody && { body: requestBody }) },
    { kind: 'request-sent', ...common, headers: exchange.requestHeaders ?? [] },
    {
      kind: 'response-started',
      ...common,
      status: exchange.status ?? 0,
      headers: exchange.responseHeaders ?? [],
      ...(exchange.redirectUrl && { redirectUrl: exchange.redirectUrl }),
    },
    ...(responseBody
      ? [
          {
            kind: 'response-body' as const,
            source: 'har' as const,
            request: { requestId, hop },
            place,
            at,
            body: responseBody,
          },
        ]
      : []),
  ];
}

/** The members of an exchange that may hold secrets, from its redacted observations. */
function exchangeOf(redacted: readonly Observation[]): Partial<Exchange> {
  const fold = createSessionFold();
  fold.apply(redacted);
  const [exchange] = fold.session.exchanges.values();
  if (!exchange) return {};
  const { url, requestHeaders, requestBody, responseHeaders, responseBody, redirectUrl } = exchange;
  return { url, requestHeaders, requestBody, responseHeaders, responseBody, redirectUrl };
}

function socketObservations({
  id: socket,
  place,
  createdAt: at,
  url,
  protocols,
  handshake,
  state,
}: Socket): Observation[] {
  return [
    { kind: 'socket-created', socket, place, at, url, protocols },
    { kind: 'request-sent', requestId: socket, hop: 0, place, at, headers: handshake?.requestHeaders ?? [] },
    {
      kind: 'response-started',
      requestId: socket,
      hop: 0,
      place,
      at,
      status: handshake?.status ?? 0,
      headers: handshake?.responseHeaders ?? [],
    },
    ...('reason' in state && state.reason
      ? [{ kind: 'socket-closing' as const, socket, place, at, reason: state.reason }]
      : []),
  ];
}

function socketOf(socket: Socket, redacted: readonly Observation[]): Socket {
  const created = redacted.find((seen) => seen.kind === 'socket-created');
  const sent = redacted.find((seen) => seen.kind === 'request-sent');
  const answered = redacted.find((seen) => seen.kind === 'response-started');
  const closing = redacted.find((seen) => seen.kind === 'socket-closing');
  return {
    ...socket,
    ...(created && { url: created.url, protocols: created.protocols }),
    ...(socket.handshake && {
      handshake: {
        ...socket.handshake,
        ...(sent && { requestHeaders: sent.headers }),
        ...(answered && { responseHeaders: answered.headers }),
      },
    }),
    ...(closing && { state: { ...socket.state, reason: closing.reason } as Socket['state'] }),
  };
}

function batchOf(frames: readonly Frame[], { place }: Socket): SocketFrames {
  return {
    kind: 'socket-frames',
    place,
    realm: 'r',
    sockets: frames.map(() => 1),
    seqs: frames.map(({ seq }) => seq),
    times: frames.map(({ at }) => at),
    flags: frames.map(({ sent, binary }) => (sent ? FRAME_SENT : 0) | (binary ? FRAME_BINARY : 0)),
    sizes: frames.map(({ size }) => size),
    payloads: frames.map(({ payload }) => payload ?? null),
  };
}

function frameOf(frame: Frame, redacted: readonly Observation[], i: number): Frame {
  const batch = redacted.find((seen) => seen.kind === 'socket-frames');
  const payload = batch?.payloads[i];
  if (payload === null || payload === undefined) return frame;
  return {
    ...frame,
    payload: typeof payload === 'string' || payload instanceof Uint8Array ? payload : new Uint8Array(payload),
  };
}
