import type { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Client, type IFrame, Versions } from '@stomp/stompjs';
import sockjs from 'sockjs';
import SockJS from 'sockjs-client';
import StompServer from 'stomp-broker-js';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

/** This broker sends nobody his own messages, so it answers a subscription itself. */
function startBroker(server: Server): void {
  const broker = new StompServer({ server, path: '/stomp', heartbeat: [0, 0] });
  broker.on('subscribe', () =>
    broker.send('/topic/room', { 'content-type': 'application/json' }, '{"text":"hi"}'),
  );
}

async function talk(client: Client): Promise<void> {
  await new Promise<void>((resolve) => {
    client.onConnect = () => resolve();
    client.activate();
  });
  const message = new Promise<IFrame>((resolve) => {
    client.subscribe('/topic/room', resolve, { id: 'sub-0' });
  });
  client.publish({
    destination: '/topic/room',
    body: '{"text":"hi"}',
    headers: { 'content-type': 'application/json' },
  });
  expect((await message).body).toBe('{"text":"hi"}');
}

test('STOMP with stomp-broker-js and @stomp/stompjs: connect, subscription and its messages', async () => {
  const http = createServer();
  startBroker(http);
  const relay = await listen(http);
  const client = new Client({
    webSocketFactory: () => new WebSocket(`ws://${relay.host}/stomp`, ['v12.stomp', 'v11.stomp']) as never,
    connectHeaders: { login: 'ann', passcode: 'p4ss' },
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
  });
  atEnd(() => client.deactivate({ force: true }));
  await talk(client);

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('stomp');
  expect(lines[0]).toMatch(/^> CONNECT/);
  expect(credentialOf(decoded[0]!)).toEqual([{ where: 'headers.passcode', value: 'p4ss' }]);
  expect(lines).toContain('> SUBSCRIBE /topic/room');
  expect(lines).toContain('> SEND /topic/room (text: hi)');
  expect(lines).toContain('< MESSAGE /topic/room (text: hi)');
  const message = decoded.find((one) => one.kind === 'MESSAGE');
  expect(field(message, 'subscription')).toBe('sub-0');
  expect(message!.nested).toMatchObject({ name: 'body', payload: '{"text":"hi"}' });
  expect(pairs.conversations.find(({ id }) => id === 'subscription sub-0')!.frames).toHaveLength(2);
});

test.each(['1.0', '1.1', '1.2'])(
  'STOMP %s alone: what the client speaks is what is read',
  async (version) => {
    const http = createServer();
    startBroker(http);
    const relay = await listen(http);
    const client = new Client({
      webSocketFactory: () => new WebSocket(`ws://${relay.host}/stomp`) as never,
      stompVersions: new Versions([version]),
      connectHeaders: { login: 'ann:x', passcode: 'p4ss' },
      heartbeatIncoming: 0,
      heartbeatOutgoing: 0,
    });
    atEnd(() => client.deactivate({ force: true }));
    await talk(client);

    const { decoder, decoded, lines } = await read(relay.recordings[0]!);

    expect(decoder.protocol.id).toBe('stomp');
    expect(decoder.detected.rule).toContain('STOMP command');
    expect(field(decoded[0], 'accept-version')).toBe(version);
    // Version 1.0 does not escape a colon, and CONNECT does in none.
    expect(field(decoded[0], 'login')).toBe('ann:x');
    expect(lines).toContain('< MESSAGE /topic/room (text: hi)');
    expect(decoded.filter(({ error }) => error)).toEqual([]);
  },
);

test('SockJS carries STOMP: frames are read as what they carry', async () => {
  const http = createServer();
  const carrier = sockjs.createServer({ log: () => {} });
  const relay = await listen(http);
  const broker = createServer();
  startBroker(broker);
  const inner = await listen(broker);
  carrier.on('connection', (connection: EventEmitter & { write(text: string): void; close(): void }) => {
    const upstream = new WebSocket(`ws://${inner.host}/stomp`);
    const held: string[] = [];
    connection.on('data', (text: string) =>
      upstream.readyState === WebSocket.OPEN ? upstream.send(text) : held.push(text),
    );
    upstream.on('open', () => {
      for (const text of held) upstream.send(text);
    });
    upstream.on('message', (data) => connection.write(String(data)));
    upstream.on('error', () => connection.close());
  });
  carrier.installHandlers(http, { prefix: '/ws' });
  const client = new Client({
    webSocketFactory: () => new SockJS(`http://${relay.host}/ws`, null, { transports: ['websocket'] }),
    heartbeatIncoming: 0,
    heartbeatOutgoing: 0,
  });
  atEnd(() => client.deactivate({ force: true }));
  await talk(client);

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('sockjs');
  expect(decoder.inner!.protocol.id).toBe('stomp');
  expect(lines[0]).toBe('< SockJS open');
  expect(lines).toContain('> SUBSCRIBE /topic/room');
  expect(lines).toContain('< MESSAGE /topic/room (text: hi)');
  expect(decoded.find((one) => one.kind === 'MESSAGE')!.nested!.decoded!.nested!.payload).toBe(
    '{"text":"hi"}',
  );
  expect(
    pairs.conversations.some(({ id, frames }) => id === 'subscription sub-0' && frames.length === 2),
  ).toBe(true);
});
