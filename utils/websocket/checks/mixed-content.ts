import {
  atSocket,
  isPlainText,
  proved,
  quoteUrl,
  socketCheck,
  mixedContent as specification,
} from '../../checks/authoring';

export const mixedContent = socketCheck({
  id: 'websocket/mixed-content',
  title: 'A secure page opens secure connections only',
  severity: 'must',
  spec: specification('Blocking mixed content'),
  explanation:
    'Browsers block ws:// from an https page, because it would undo the page’s protection. The page only sees the connection fail.',
  mend: 'Use wss:// (new WebSocket("/path") takes the page’s own scheme).',
  evaluate({ socket }) {
    const page = socket.place.documentUrl ?? '';
    if (!page.startsWith('https:')) return undefined;
    return isPlainText(socket.url)
      ? [
          proved(
            'An https page tried to open an unencrypted connection; browsers block that.',
            atSocket(socket.id, quoteUrl(socket.url)),
          ),
        ]
      : [];
  },
});
