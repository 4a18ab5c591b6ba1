import { atSocket, proved, rfc, socketCheck } from '../../checks/authoring';

export const protocolNotChosen = socketCheck({
  id: 'websocket/protocol-not-chosen',
  title: 'The server chose one of the offered subprotocols',
  severity: 'information',
  spec: rfc(6455, '4.2.2'),
  explanation:
    'The page offered subprotocols and the server chose none. The connection is open all the same, but the two may not speak the same language.',
  mend: 'See whether the server knows the subprotocol by the name that the page offers.',
  evaluate({ socket }) {
    if (socket.protocols.length === 0 || socket.protocol === undefined) return undefined;
    return socket.protocol === ''
      ? [
          proved(
            'Subprotocols were offered, and the server chose none.',
            atSocket(socket.id, `${socket.protocols.length} offered`),
          ),
        ]
      : [];
  },
});
