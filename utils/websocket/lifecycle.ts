import type { Observed } from '../session/observations';
import type { Closer, Socket, SocketState } from './model';

const NONE = { frames: 0, bytes: 0 } as const;

/** A connection as its constructor call shows it; `ordinal` counts from 1. */
export function createSocket(created: Observed<'socket-created'>, ordinal: number): Socket {
  return {
    id: created.socket,
    ordinal,
    url: created.url,
    protocols: created.protocols,
    api: created.api ?? 'WebSocket',
    place: created.place,
    createdAt: created.at,
    ...(created.stack !== undefined && { stack: created.stack }),
    ...(created.late && { late: true }),
    ...(created.source && { source: created.source }),
    ...(created.accept !== undefined && { accept: created.accept }),
    framesVisible: created.api !== 'WebSocketStream',
    ...(created.api === 'WebSocketStream' && { unseenReason: 'stream' as const }),
    state: { phase: 'connecting', since: created.at },
    sent: NONE,
    received: NONE,
    dropped: NONE,
    firstSent: [],
    firstReceived: [],
  };
}

/** Takes the open event at any time: one that comes after the close event turns "failed" into "closed". */
export function applySocketOpened(socket: Socket, opened: Observed<'socket-opened'>): Socket {
  const named = { ...socket, protocol: opened.protocol, extensions: opened.extensions };
  const { state } = socket;
  switch (state.phase) {
    case 'connecting':
      return { ...named, state: { phase: 'open', since: opened.at } };
    case 'open':
      return named;
    case 'failed': {
      const { code = 1006, reason = '', since, by } = state;
      const ended = { code, reason, wasClean: false };
      const closer = by === 'page' ? by : whoClosed(socket, { at: since, ...ended });
      return { ...named, state: { phase: 'closed', since, openedAt: opened.at, ...ended, by: closer } };
    }
    default:
      return { ...named, state: { ...state, openedAt: opened.at } };
  }
}

/** The page called `close()`. Only the first call counts: later ones do nothing (WebSockets standard, close()). */
export function applySocketClosing(socket: Socket, closing: Observed<'socket-closing'>): Socket {
  if (socket.closeCall && socket.closeCall.at <= closing.at) return socket;
  const { at, code, reason } = closing;
  const called = { ...socket, closeCall: { at, code, reason } };
  const { state } = socket;
  switch (state.phase) {
    case 'connecting':
      return { ...called, state: { phase: 'closing', since: at, code, reason } };
    case 'open':
      return { ...called, state: { phase: 'closing', since: at, openedAt: state.since, code, reason } };
    case 'closing':
      return called;
    case 'closed':
      return { ...called, state: { ...state, by: whoClosed(called, { at: state.since, ...state }) } };
    case 'failed':
      return { ...called, state: at <= state.since ? { ...state, by: 'page' } : state };
  }
}

/** The error event. It carries nothing and a close event always follows it, so the phase stays. */
export function applySocketErrored(socket: Socket, errored: Observed<'socket-errored'>): Socket {
  return socket.erroredAt === undefined ? { ...socket, erroredAt: errored.at } : socket;
}

/** The close event: "closed" where the connection had opened, "failed" where it never did. */
export function applySocketClosed(socket: Socket, closed: Observed<'socket-closed'>): Socket {
  const { at, code, reason, wasClean } = closed;
  const openedAt = openedAtOf(socket.state);
  if (closed.codeUnseen) {
    return {
      ...socket,
      endInferredFrom: 'devtools',
      state: {
        phase: 'closed',
        since: at,
        openedAt: openedAt ?? socket.createdAt,
        code,
        reason,
        wasClean,
        by: 'unknown',
      },
    };
  }
  // A clean close needs a closing handshake, so the connection was open though its open event is not here yet.
  if (openedAt === undefined && !wasClean) {
    const by: Closer = socket.closeCall && socket.closeCall.at <= at ? 'page' : 'unknown';
    return { ...socket, state: { phase: 'failed', since: at, code, reason, by } };
  }
  const by = whoClosed(socket, closed);
  return {
    ...socket,
    state: { phase: 'closed', since: at, openedAt: openedAt ?? socket.createdAt, code, reason, wasClean, by },
  };
}

/** When a connection opened, ms since the epoch; undefined while it has not, or never did. */
export function openedAtOf(state: SocketState): number | undefined {
  if (state.phase === 'open') return state.since;
  return state.phase === 'closing' || state.phase === 'closed' ? state.openedAt : undefined;
}

/** When a connection ended, ms since the epoch; undefined while it has not. */
export function endedAtOf(state: SocketState): number | undefined {
  return state.phase === 'closed' || state.phase === 'failed' ? state.since : undefined;
}

function whoClosed(
  socket: Pick<Socket, 'closeCall'>,
  closed: { at: number; code: number; wasClean: boolean },
): Closer {
  if (socket.closeCall && socket.closeCall.at <= closed.at) return 'page';
  if (closed.wasClean) return 'server';
  return closed.code === 1006 ? 'network' : 'unknown';
}
