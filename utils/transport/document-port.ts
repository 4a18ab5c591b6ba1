import { type FetchedDocument, type FromAsker, PORT_DOCUMENT } from './messages';
import { type Port, post } from './port';

/** Serves one of our own pages that asks for a document: one question, one answer. */
export function serveDocument(port: Port, read: (url: string) => Promise<FetchedDocument>): void {
  let asked = false;
  port.onMessage.addListener((raw) => {
    const { url } = raw as FromAsker;
    if (asked || typeof url !== 'string') return;
    asked = true;
    void read(url).then((answer) => {
      post(port, answer);
    });
  });
}

/** Asks the background for a document. Never rejects: a background that died is no network. */
export function askDocument(
  connect: (info: { name: string }) => Port,
  url: string,
): Promise<FetchedDocument> {
  return new Promise((resolve) => {
    try {
      const port = connect({ name: PORT_DOCUMENT });
      port.onMessage.addListener((answer) => {
        resolve(answer as FetchedDocument);
        port.disconnect();
      });
      port.onDisconnect.addListener(() => resolve({ ok: false, error: 'network' }));
      post<FromAsker>(port, { url });
    } catch {
      resolve({ ok: false, error: 'network' });
    }
  });
}
