import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a server says by itself, and to each message. */
export interface Talk {
  greet?: (string | Uint8Array)[];
  answer?(message: string): (string | Uint8Array)[];
}

/** A page that opens one connection a talk (by its path) and says what it is told to, and the server of them all. */
export async function startTalks(talks: Record<string, Talk>) {
  const server = createServer((request, response) => {
    const known = request.url === '/';
    response.writeHead(known ? 200 : 404, { 'content-type': 'text/html' });
    response.end(known ? '<!doctype html><title>talks</title><body>' : '');
  });
  const sockets = new WebSocketServer({ server });
  const say = (socket: WebSocket, messages: (string | Uint8Array)[]) => {
    for (const message of messages) socket.send(message);
  };
  sockets.on('connection', (socket, { url = '' }) => {
    const talk = talks[url] ?? {};
    say(socket, talk.greet ?? []);
    socket.on('message', (data) => say(socket, talk.answer?.(String(data)) ?? []));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    page: `http://127.0.0.1:${port}/`,
    /** Source of a script that opens the connection at `path` and says these. */
    script: (path: string, says: readonly string[] = []) =>
      `{ const socket = new WebSocket('ws://127.0.0.1:${port}${path}');
         socket.binaryType = 'arraybuffer';
         socket.onopen = () => { for (const text of ${JSON.stringify(says)}) socket.send(text); }; }`,
    close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
