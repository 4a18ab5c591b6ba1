import { atSocket, inferred, maybeSameSite, rfc, socketCheck } from '../../checks/authoring';
import { namesSession } from '../../oauth/checks/resource/cookies';
import { handshakeCookies } from './handshake-cookies';

export const cookieAuthentication = socketCheck({
  id: 'websocket/cookie-authentication',
  title: 'Another site’s page does not open the connection with the user’s cookie alone',
  severity: 'should',
  spec: rfc(6455, '10.2'),
  explanation:
    'The same-origin policy does not hold for WebSockets: any page may connect anywhere, and the browser adds the cookies. If a cookie is all that the server asks for, another site can act as the user (cross-site WebSocket hijacking), unless the server checks Origin. Whether it does cannot be seen from here.',
  mend: 'At the server: refuse handshakes whose Origin is not your own; better, ask for a token in the first message, and set SameSite on the cookie.',
  evaluate(subject) {
    const { socket, carried } = subject;
    const cookies = handshakeCookies(subject);
    const page = socket.place.documentUrl;
    if (!cookies || !page || socket.handshake?.status !== 101) return undefined;
    const session = cookies.find(namesSession);
    if (!session || carried.some(({ link }) => link.carrier !== 'cookie') || maybeSameSite(page, socket.url))
      return [];
    const text =
      'A page of another site opened this connection with nothing but a cookie; possible, if the server does not check Origin.';
    return [
      inferred(
        text,
        atSocket(socket.id, `Cookie: ${session.slice(0, 60)}=••••••; page ${new URL(page).origin}`),
      ),
    ];
  },
});
