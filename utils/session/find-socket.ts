import type { Socket, SocketId } from '../websocket/model';

/** The id of a connection of which only the handshake is known. */
export const unseenId = (requestId: string): SocketId => `unseen:${requestId}.0` as SocketId;

/**
 * The connection with this id: also the one that it had as long as only its handshake was known, before its hook
 * reported it.
 */
export function findSocket(sockets: readonly Socket[], id: SocketId | undefined): Socket | undefined {
  const found = sockets.find((socket) => socket.id === id);
  if (found || !id?.startsWith('unseen:')) return found;
  return sockets.find(({ handshake }) => handshake && unseenId(requestOf(handshake.exchangeId)) === id);
}

/** An exchange's id is its request's and its hop. */
const requestOf = (exchangeId: string) => exchangeId.slice(0, exchangeId.lastIndexOf(':'));
