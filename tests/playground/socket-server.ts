import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen, stop, toWebSocketUrl } from './listen.ts';

/**
 * Plain sockets, one behaviour for each path:
 * `/echo`, `/close/4000?reason=`, `/drop` (at the first message), `/large?bytes=`, `/burst?frames=`, `/status/401`, `/not-a-websocket`.
 */
export async function startSocketServer() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('This is HTTP, not a WebSocket.\n');
  });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: { threshold: 1024 },
    maxPayload: 64 * 1024 * 1024,
    handleProtocols: (offered) => (offered.has('chat.v2') ? 'chat.v2' : false),
  });
  // What is measured in hundreds of megabytes need not be packed and unpacked for it.
  const uncompressed = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 * 1024 });
  server.on('upgrade', (request, stream, head) => {
    const url = new URL(request.url ?? '/', 'http://sockets');
    if (refused(url, stream)) return;
    const server = url.pathname === '/large' ? uncompressed : sockets;
    server.handleUpgrade(request, stream, head, (socket) => behave(socket, url, request));
  });
  const origin = toWebSocketUrl(await listen(server));
  return {
    origin,
    async close() {
      for (const socket of [...sockets.clients, ...uncompressed.clients]) socket.terminate();
      await stop(server);
    },
  };
}

/** Answers the handshake with something other than 101, where the path asks for it. */
function refused(url: URL, stream: Duplex): boolean {
  const status = Number(url.pathname.match(/^\/status\/(\d{3})$/)?.[1] ?? NaN);
  if (url.pathname === '/not-a-websocket') answer(stream, 200, 'Content-Type: text/plain\r\n');
  else if (status === 401) answer(stream, 401, 'WWW-Authenticate: Bearer\r\n');
  else if (status >= 300 && status < 400) answer(stream, status, 'Location: /echo\r\n');
  else if (status >= 400) answer(stream, status, '');
  else return false;
  return true;
}

function answer(stream: Duplex, status: number, headers: string) {
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function behave(socket: WebSocket, url: URL, request: IncomingMessage) {
  const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  const closeCode = url.pathname.match(/^\/close\/(\d{4})$/)?.[1];
  if (closeCode) socket.close(Number(closeCode), url.searchParams.get('reason') ?? '');
  else if (url.pathname === '/drop') socket.once('message', () => request.socket.destroy());
  else if (url.pathname === '/large') sendLarge(socket, number('bytes', 5_000_000));
  else if (url.pathname === '/burst') sendBurst(socket, number('frames', 5_000));
  else socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
}

function sendLarge(socket: WebSocket, bytes: number) {
  const line = 'The quick brown fox jumps over the lazy dog. ';
  socket.send(line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
}

function sendBurst(socket: WebSocket, frames: number) {
  for (let number = 1; number <= frames; number += 1) socket.send(JSON.stringify({ type: 'burst', number }));
}
