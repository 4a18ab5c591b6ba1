import { atSocket, headerOf, proved, rfc, short, socketCheck } from '../../checks/authoring';

export const protocolNotOffered = socketCheck({
  id: 'websocket/protocol-not-offered',
  title: 'The server chose a subprotocol that was offered',
  severity: 'must',
  spec: rfc(6455, '4.1'),
  explanation:
    'The server may choose one of the subprotocols that the page offered, letter for letter, or none. If it answers with another, the browser fails the connection, and the page only sees 1006.',
  mend: 'At the server: choose from the offered list only; offer the name in new WebSocket(url, [name]).',
  evaluate({ socket }) {
    const chosen = headerOf(socket.handshake?.responseHeaders, 'sec-websocket-protocol') ?? socket.protocol;
    if (!chosen) return undefined;
    return socket.protocols.includes(chosen)
      ? []
      : [
          proved(
            'The server chose a subprotocol that the page had not offered.',
            atSocket(socket.id, `Sec-WebSocket-Protocol: ${short(chosen, 60)}`),
          ),
        ];
  },
});
