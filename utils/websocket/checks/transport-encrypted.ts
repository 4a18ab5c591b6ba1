import { atSocket, isPlainText, proved, quoteUrl, rfc, socketCheck } from '../../checks/authoring';

export const transportEncrypted = socketCheck({
  id: 'websocket/transport-encrypted',
  title: 'The connection is encrypted (wss), or stays on this machine',
  severity: 'must',
  spec: rfc(6455, '10.6'),
  explanation:
    'ws:// is not encrypted: everybody on the way reads and changes the frames, and proxies often break the connection. wss:// is the same protocol inside TLS. Connections to this machine are left alone.',
  mend: 'Use wss://.',
  evaluate({ socket }) {
    return isPlainText(socket.url)
      ? [proved('The connection is not encrypted (ws://).', atSocket(socket.id, quoteUrl(socket.url)))]
      : [];
  },
});
