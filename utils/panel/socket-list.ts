import type { Socket } from '../websocket/model';
import { matchesWords, type Query } from './query';
import { closeCode, socketState } from './socket-view';
import { maskUrl } from './url';

/** What of a connection its filter looks at. Credentials are left out: a filter must not find them. */
export function socketText(socket: Socket): string {
  const code = closeCode(socket);
  return [
    `#${socket.ordinal}`,
    maskUrl(socket.url),
    socket.protocol ?? socket.protocols.join(' '),
    socketState(socket).word,
    code ?? '',
    'reason' in socket.state ? (socket.state.reason ?? '') : '',
  ].join(' ');
}

/** The connections that a query lets through; the opened one stays, for its frames are filtered too. */
export function filterSockets(sockets: readonly Socket[], query: Query, opened?: string): readonly Socket[] {
  if (query.words.length === 0) return sockets;
  return sockets.filter(
    (socket) =>
      socket.id === opened ||
      matchesWords(
        query,
        [socketText(socket), ...[...socket.firstSent, ...socket.firstReceived].map(({ text }) => text)].join(
          '\n',
        ),
      ),
  );
}

/** What is still to be looked for in a connection's frames: words that the connection itself answers are done. */
export function queryWithin(socket: Socket, query: Query): Query {
  const text = socketText(socket).toLowerCase();
  const words = query.words.filter((word) => !text.includes(word));
  return words.length === query.words.length ? query : { ...query, words };
}
