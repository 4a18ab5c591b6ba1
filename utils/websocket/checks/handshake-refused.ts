import { atSocket, headerOf, proved, rfc, say, socketCheck } from '../../checks/authoring';

/** RFC 8441 §5: over HTTP/2 a handshake that succeeds has 200. */
const SUCCESS: ReadonlySet<number> = new Set([101, 200]);

function why(status: number): string {
  if (status === 401) return 'the server wants (other) credentials';
  if (status === 403) return 'the server refuses this user, or this page’s origin';
  if (status === 404) return 'there is nothing at this address';
  if (status === 426) return 'the server wants another protocol version';
  if (status >= 300 && status < 400) return 'browsers do not follow redirects for WebSockets';
  return status >= 500
    ? 'the server, or a proxy before it, failed'
    : 'the server does not upgrade to WebSocket here';
}

export const handshakeRefused = socketCheck({
  id: 'websocket/handshake-refused',
  title: 'The handshake was accepted',
  severity: 'information',
  spec: rfc(6455, '4.1'),
  explanation:
    'A WebSocket begins as an HTTP request that the server answers with 101. Of any other answer the page only learns 1006, without status and without reason; both are shown here.',
  mend: 'Look at the status and, for 401, at WWW-Authenticate.',
  evaluate({ socket }) {
    const { handshake, state } = socket;
    if (handshake?.status === undefined) return undefined;
    if (SUCCESS.has(handshake.status) || state.phase !== 'failed') return [];
    const challenge = headerOf(handshake.responseHeaders, 'www-authenticate');
    const at = [atSocket(socket.id, (handshake.statusLine ?? String(handshake.status)).slice(0, 80))];
    if (challenge) at.push(atSocket(socket.id, `WWW-Authenticate: ${challenge.slice(0, 160)}`));
    return [
      proved(say`The handshake was answered with ${handshake.status}: ${why(handshake.status)}.`, ...at),
    ];
  },
});
