import type { SocketSubject } from '../../checks/socket-subject';
import { headerOf } from '../../oauth/facts';

/** Names of the cookies that went with the handshake; undefined where the browser does not show them. */
export function handshakeCookies({ socket, context }: SocketSubject): string[] | undefined {
  const headers =
    socket.handshake?.requestHeaders ?? context.exchange(socket.handshake?.exchangeId)?.requestHeaders;
  const cookie = headerOf(headers, 'cookie');
  return cookie
    ?.slice(0, 16_384)
    .split(';')
    .map((pair) => pair.slice(0, Math.max(0, pair.indexOf('='))).trim())
    .filter(Boolean);
}
