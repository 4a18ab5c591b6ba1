import { atSocket, isPlainText, proved, socketCheck, websocketSecurity } from '../../checks/authoring';

export const credentialInClear = socketCheck({
  id: 'websocket/credential-in-clear',
  title: 'No credential is sent over an unencrypted connection, this machine aside',
  severity: 'must',
  spec: websocketSecurity('Transport Security'),
  explanation:
    'A token in a message over ws:// can be read and used by everybody on the way, for as long as it is good.',
  mend: 'Use wss://, and replace the token that was exposed.',
  evaluate({ socket, carried }) {
    const told = carried.filter(({ link }) => link.carrier === 'ws-first-message');
    if (told.length === 0) return undefined;
    if (!isPlainText(socket.url)) return [];
    return told.slice(0, 3).map(({ link, token }) =>
      proved('A token was sent in a message over ws://.', {
        ...atSocket(socket.id, `${link.where.slice(0, 80)}: ••••••`, frameOf(socket.firstSent, link.at)),
        tokenId: token.id,
      }),
    );
  },
});

function frameOf(messages: readonly { at: number; seq: number }[], at: number): number | undefined {
  return messages.find((message) => message.at === at)?.seq;
}
