import { atSocket, proved, rfc, socketCheck } from '../../checks/authoring';
import { maskSecret } from '../../oauth/secrets';

export const tokenEchoed = socketCheck({
  id: 'websocket/token-echoed',
  title: 'The server does not send the token back as the subprotocol',
  severity: 'should',
  spec: rfc(6455, '4.2.2'),
  explanation:
    'Some clients offer the token as if it were a subprotocol. A server that answers with it sends the credential through every log of response headers. It should choose the real protocol that was offered beside it.',
  mend: 'Offer a real subprotocol beside the token, and have the server choose that.',
  evaluate({ socket, carried }) {
    const offered = carried.filter(({ link }) => link.carrier === 'ws-subprotocol');
    if (offered.length === 0 || socket.protocol === undefined) return undefined;
    const { protocol } = socket;
    return offered
      .filter(
        ({ token }) =>
          protocol !== '' && (protocol.includes(token.value) || isEncoded(protocol, token.value)),
      )
      .slice(0, 1)
      .map(({ token }) =>
        proved('The server chose the token as the subprotocol and sent it back.', {
          ...atSocket(socket.id, `Sec-WebSocket-Protocol: ${maskSecret(protocol)}`),
          tokenId: token.id,
        }),
      );
  },
});

function isEncoded(protocol: string, value: string): boolean {
  return protocol.startsWith('base64url.bearer.authorization.k8s.io.') && value !== '';
}
