// Each client library sends its credential its own way; the tie between login and socket is to find it in what it sent.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { Client as StompClient } from '@stomp/stompjs';
import { Aedes } from 'aedes';
import { createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { Socket as PhoenixSocket } from 'phoenix';
import { Server as SocketServer } from 'socket.io';
import { io } from 'socket.io-client';
import StompServer from 'stomp-broker-js';
import { expect, test, vi } from 'vitest';
import { createWebSocketStream, WebSocket, WebSocketServer } from 'ws';
import { createFold } from '@/utils/session';
import { closed, created, frames, opened } from '../../unit/support/journal';
import { flow, token } from '../../unit/support/oauth';
import { atEnd, listen, serve } from './support/peers';
import type { Recording, Relay } from './support/relay';

// As a page loads it: under Node the library has another stream, which writes a packet in pieces.
vi.stubGlobal('window', { document: {} });
const mqtt = (await import(new URL('../../../node_modules/mqtt/dist/mqtt.esm.js', import.meta.url).href))
  .default as typeof import('mqtt').default;
vi.unstubAllGlobals();

const { buildSchema } = createRequire(import.meta.url)('graphql') as typeof import('graphql');

const SECRET = 'tok-2YotnFZFEjr1zCsicMWpAA';

/** How the login is tied to a connection on which a client sent and received this. */
function tieOf({ url, offered, subprotocol, frames: seen }: Recording): string[] {
  const fold = createFold(() => ({
    flows: [flow([['token_request', -20, [`id-of-${SECRET}`]]])],
    tokens: [token(SECRET, { expires: 60_000 })],
  }));
  fold.apply([
    created('r.1', 0, { url, protocols: offered }),
    opened('r.1', 5, { protocol: subprotocol }),
    frames(
      ...seen.map(({ sent, payload }, seq) => ({
        seq,
        sent,
        // What `ws` gives is a view of a pool; the hook copies each frame.
        payload: payload instanceof Uint8Array ? Uint8Array.from(payload) : String(payload),
        at: 10 + seq,
      })),
    ),
    closed('r.1', 1_000, 1000),
  ]);
  return fold.session.links.map(
    ({ flowId, carrier, where, confidence }) => `${flowId} ${carrier}, ${where}: ${confidence}`,
  );
}

const firstSent = (relay: Relay) => relay.until(({ frames }) => frames.some(({ sent }) => sent));

test('graphql-ws: connection_init', async () => {
  const http = createServer();
  useServer({ schema: buildSchema('type Query { a: Int }') }, new WebSocketServer({ server: http }));
  const relay = await listen(http);
  const client = createClient({
    url: `ws://${relay.host}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: { Authorization: `Bearer ${SECRET}` },
  });
  atEnd(() => client.dispose());
  expect(tieOf(await firstSent(relay))).toEqual([
    'flow-1 ws-first-message, message 1: $.payload.Authorization: proved',
  ]);
});

test('Socket.IO: CONNECT, to the default and to another namespace', async () => {
  const http = createServer();
  const server = new SocketServer(http);
  server.of('/admin').on('connection', () => {});
  const relay = await listen(http);
  atEnd(() => server.close());
  const options = { transports: ['websocket'], forceNew: true, auth: { token: SECRET } };
  for (const namespace of ['/', '/admin']) {
    const socket = io(`http://${relay.host}${namespace}`, options);
    atEnd(() => socket.close());
    await new Promise((resolve) => socket.once('connect', resolve as () => void));
    // The first message is Engine.IO's, of the server.
    expect(tieOf(relay.recordings.at(-1)!)).toEqual(['flow-1 ws-first-message, message 2: $.token: proved']);
  }
});

test('STOMP: CONNECT', async () => {
  const http = createServer();
  new StompServer({ server: http, path: '/stomp', heartbeat: [0, 0] });
  const relay = await listen(http);
  const client = new StompClient({
    webSocketFactory: () => new WebSocket(`ws://${relay.host}/stomp`, ['v12.stomp']) as never,
    connectHeaders: { Authorization: `Bearer ${SECRET}` },
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
  });
  atEnd(() => client.deactivate({ force: true }));
  client.activate();
  expect(tieOf(await firstSent(relay))).toEqual([
    'flow-1 ws-first-message, message 1: CONNECT Authorization: proved',
  ]);
});

test.each([4, 5] as const)('MQTT of protocol level %i: CONNECT', async (protocolVersion) => {
  const http = createServer();
  const broker = await Aedes.createBroker();
  const wss = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' });
  wss.on('connection', (socket) => broker.handle(createWebSocketStream(socket)));
  const relay = await listen(http);
  atEnd(() => broker.close());
  const client = mqtt.connect(`ws://${relay.host}/mqtt`, {
    username: 'ann',
    password: SECRET,
    protocolVersion,
    reconnectPeriod: 0,
    // A page's timer is a worker, which Node has none of.
    timerVariant: 'native',
  });
  client.on('error', () => {});
  atEnd(() => client.endAsync(true));
  expect(tieOf(await firstSent(relay))).toEqual([
    'flow-1 ws-first-message, message 1: CONNECT password: proved',
  ]);
});

test('Phoenix: the join of a channel', async () => {
  const relay = await serve(() => {});
  const socket = new PhoenixSocket(`ws://${relay.host}/socket`, { transport: WebSocket });
  atEnd(() => new Promise<void>((resolve) => socket.disconnect(resolve)));
  socket.connect();
  socket.channel('room:1', { token: SECRET }).join();
  expect(tieOf(await firstSent(relay))).toEqual(['flow-1 ws-first-message, message 1: $[4].token: proved']);
});

test('a socket alone: query, subprotocol, plain JSON', async () => {
  const relay = await serve(
    () => {},
    (offered) => [...offered][0] ?? false,
  );
  const open = async (path: string, protocols: string[], say?: string) => {
    const socket = new WebSocket(`ws://${relay.host}${path}`, protocols);
    atEnd(() => socket.terminate());
    await new Promise((resolve) => socket.once('open', resolve));
    if (say) socket.send(say);
    return say ? relay.until(({ frames }) => frames.length > 0) : relay.recordings.at(-1)!;
  };
  expect(tieOf(await open(`/live?access_token=${SECRET}`, []))).toEqual([
    'flow-1 ws-query, access_token: proved',
  ]);
  expect(tieOf(await open('/live', ['bearer', SECRET]))).toEqual([
    'flow-1 ws-subprotocol, after "bearer": proved',
  ]);
  expect(tieOf(await open('/live', [], JSON.stringify({ type: 'auth', token: SECRET })))).toEqual([
    'flow-1 ws-first-message, message 1: $.token: proved',
  ]);
});
