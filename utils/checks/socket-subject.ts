import type { Token } from '../oauth/model';
import type { SocketLink } from '../session/model';
import type { Socket } from '../websocket/model';
import type { CheckContext } from './context';

export interface SocketSubject {
  socket: Socket;
  context: CheckContext;
  /** The tokens that it carried. */
  carried: readonly { link: SocketLink; token: Token }[];
}

/** Lays out a connection for its checks. */
export function createSocketSubject(socket: Socket, context: CheckContext): SocketSubject {
  return {
    socket,
    context,
    get carried() {
      return context.linksOf(socket.id).flatMap((link) => {
        const token = context.token(link.tokenId);
        return token ? [{ link, token }] : [];
      });
    },
  };
}
