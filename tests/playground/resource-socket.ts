import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { JWTPayload } from 'jose';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { reasonOf, type VerifyToken } from './resource-server.ts';

/** A private close code (RFC 6455 §7.4.2) that mirrors HTTP 401. */
const UNAUTHENTICATED = 4401;
const FIRST_MESSAGE_WITHIN_MS = 5_000;
const TICK_MS = 1_000;

/** Serves `/ws`: the token comes in the query, as a subprotocol, in a cookie, or in the first message. */
export function serveApiSocket(server: Server, verify: VerifyToken): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has('bearer') ? 'bearer' : false),
  });

  server.on('upgrade', async (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://resource');
    if (url.pathname !== '/ws') return refuse(stream, 404);
    const token = url.searchParams.get('access_token') ?? subprotocolToken(request) ?? cookieToken(request);
    try {
      const claims = token === undefined ? undefined : await verify(token);
      sockets.handleUpgrade(request, stream, head, (socket) => {
        if (claims) serve(socket, claims);
        else authenticateByMessage(socket, verify);
      });
    } catch {
      refuse(stream, 401);
    }
  });

  return () => {
    for (const socket of sockets.clients) socket.terminate();
  };
}

function subprotocolToken(request: IncomingMessage): string | undefined {
  const offered = request.headers['sec-websocket-protocol']?.split(/, */) ?? [];
  return offered[0] === 'bearer' ? offered[1] : undefined;
}

const cookieToken = ({ headers }: IncomingMessage): string | undefined =>
  headers.cookie?.match(/(?:^|; )session=([^;]+)/)?.[1];

function refuse(stream: Duplex, status: number) {
  const challenge = status === 401 ? 'WWW-Authenticate: Bearer error="invalid_token"\r\n' : '';
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function authenticateByMessage(socket: WebSocket, verify: VerifyToken) {
  const late = setTimeout(() => socket.close(UNAUTHENTICATED, 'No token came'), FIRST_MESSAGE_WITHIN_MS);
  socket.once('close', () => clearTimeout(late));
  socket.once('message', async (data: RawData) => {
    clearTimeout(late);
    try {
      serve(socket, await verify(tokenOf(data)));
    } catch (error) {
      socket.close(UNAUTHENTICATED, reasonOf(error));
    }
  });
}

function tokenOf(data: RawData): string {
  const message = JSON.parse(data.toString()) as { type?: unknown; token?: unknown };
  if (message.type !== 'auth' || typeof message.token !== 'string') throw new Error('not an auth message');
  return message.token;
}

/** Greets, ticks, echoes, and closes at the second when the token runs out. */
function serve(socket: WebSocket, claims: JWTPayload) {
  const expires = (claims.exp ?? 0) * 1000;
  socket.send(JSON.stringify({ type: 'welcome', subject: claims.sub, scope: claims.scope, expires }));
  let tick = 0;
  const ticking = setInterval(() => {
    tick += 1;
    socket.send(JSON.stringify({ type: 'tick', tick, remaining: Math.max(0, expires - Date.now()) }));
  }, TICK_MS);
  const expiry = setTimeout(
    () => socket.close(UNAUTHENTICATED, 'The access token expired'),
    expires - Date.now(),
  );
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.once('close', () => {
    clearInterval(ticking);
    clearTimeout(expiry);
  });
}
