import { adapters, createConsumer } from '@rails/actioncable';
import { Centrifuge } from 'centrifuge';
import { Centrifuge as CentrifugeProtobuf } from 'centrifuge/build/protobuf';
import protobuf from 'protobufjs';
import Pusher from 'pusher-js';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { credentialOf } from '@/utils/websocket/decoders';
import { CLIENT_PROTOCOL } from '@/utils/websocket/decoders/protocols/centrifugo/schema';
import { atEnd, field, read, serve } from './support/peers';

test('Action Cable with its client: a subscription, an action, a broadcast, pings', async () => {
  const relay = await serve(
    (socket) => {
      const say = (message: unknown) => socket.send(JSON.stringify(message));
      say({ type: 'welcome' });
      say({ type: 'ping', message: 1_700_000_000 });
      socket.on('message', (data) => {
        const { command, identifier } = JSON.parse(String(data));
        if (command === 'subscribe') say({ identifier, type: 'confirm_subscription' });
        if (command === 'message') say({ identifier, message: { text: 'heard' } });
      });
    },
    () => 'actioncable-v1-json',
  );
  Object.assign(adapters, { WebSocket });
  // The client listens for the page being shown.
  const page = { addEventListener: () => {}, removeEventListener: () => {}, visibilityState: 'visible' };
  Object.assign(globalThis, { document: page, addEventListener: () => {}, removeEventListener: () => {} });
  atEnd(() => Reflect.deleteProperty(globalThis, 'document'));
  const consumer = createConsumer(`ws://${relay.host}/cable`);
  atEnd(() => consumer.disconnect());
  await new Promise<void>((resolve) => {
    const subscription = consumer.subscriptions.create(
      { channel: 'RoomChannel', room: 7 },
      { connected: () => subscription.perform('speak', { text: 'hi' }), received: resolve },
    );
  });

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('actioncable');
  expect(lines).toEqual([
    '< welcome',
    '< ping',
    '> subscribe RoomChannel (room: 7)',
    '< confirm_subscription RoomChannel (room: 7)',
    '> message RoomChannel (room: 7) (text: hi, action: speak)',
    '< RoomChannel (room: 7) (text: heard)',
  ]);
  expect(decoded[1]!.heartbeat).toBe(true);
  expect(pairs.conversations[0]).toMatchObject({ frames: [2, 3, 4, 5], reply: 3 });
});

test('Pusher with pusher-js: established, subscribed, an event with inner JSON', async () => {
  const relay = await serve((socket) => {
    const say = (event: string, data: unknown, channel?: string) =>
      socket.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
    say('pusher:connection_established', { socket_id: '1.2', activity_timeout: 120 });
    socket.on('message', (raw) => {
      const { event, data } = JSON.parse(String(raw));
      if (event !== 'pusher:subscribe') return;
      say('pusher_internal:subscription_succeeded', {}, data.channel);
      say('news', { text: 'hi' }, data.channel);
      say('pusher:ping', {});
    });
  });
  const [wsHost, wsPort] = relay.host.split(':');
  const client = new Pusher('app-key', {
    wsHost,
    wsPort: Number(wsPort),
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: '',
    disableStats: true,
  });
  atEnd(() => client.disconnect());
  expect(await new Promise((resolve) => client.subscribe('room').bind('news', resolve))).toEqual({
    text: 'hi',
  });
  const recording = await relay.until(({ frames }) =>
    frames.some(({ payload }) => String(payload).includes('pusher:pong')),
  );

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(decoder.protocol.id).toBe('pusher');
  expect(lines).toEqual([
    '< pusher:connection_established (socket_id: 1.2, activity_timeout: 120)',
    '> pusher:subscribe on room',
    '< pusher_internal:subscription_succeeded on room',
    '< news on room (text: hi)',
    '< pusher:ping',
    '> pusher:pong',
  ]);
  expect(field(decoded[3], 'data')).toEqual({ text: 'hi' });
  expect(decoded.map((one) => one.heartbeat === true)).toEqual([false, false, false, false, true, true]);
  expect(pairs.partner.get(1)).toBe(2);
});

const types = protobuf.parse(CLIENT_PROTOCOL, { keepCase: true }).root;
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A frame may hold several commands, each after its length. */
function decodeCommands(raw: Buffer): unknown[] {
  const reader = protobuf.Reader.create(raw);
  const commands: unknown[] = [];
  while (reader.pos < reader.len) commands.push(types.lookupType('Command').decodeDelimited(reader));
  return commands;
}

test.each(['json', 'protobuf'] as const)(
  'Centrifugo with centrifuge in %s: connect with a token, subscribe, publish, rpc',
  async (format) => {
    const binary = format === 'protobuf';
    const data = (value: unknown) => (binary ? text(value) : value);
    const relay = await serve(
      (socket) => {
        const say = (reply: object) =>
          socket.send(
            binary ? types.lookupType('Reply').encodeDelimited(reply).finish() : JSON.stringify(reply),
          );
        socket.on('message', (raw) => {
          const commands = binary
            ? decodeCommands(raw as Buffer)
            : String(raw)
                .trim()
                .split('\n')
                .map((one) => JSON.parse(one));
          for (const command of commands as { id: number; [name: string]: unknown }[]) {
            const has = (name: string) => command[name] !== undefined && command[name] !== null;
            if (has('connect'))
              say({ id: command.id, connect: { client: 'c1', version: '5.0.0', ping: 25, pong: true } });
            if (has('subscribe')) say({ id: command.id, subscribe: {} });
            if (has('publish')) {
              say({ id: command.id, publish: {} });
              say({ push: { channel: 'room', pub: { data: data({ text: 'hi' }) } } });
            }
            if (has('rpc')) say({ id: command.id, error: { code: 108, message: 'method not found' } });
          }
        });
      },
      ...(binary ? [() => 'centrifuge-protobuf'] : []),
    );
    const Client = binary ? CentrifugeProtobuf : Centrifuge;
    const client = new Client(`ws://${relay.host}/connection/websocket`, {
      token: 'connect-token',
      websocket: WebSocket,
    });
    atEnd(() => client.disconnect());
    client.connect();
    const subscription = client.newSubscription('room');
    const published = new Promise((resolve) => subscription.on('publication', resolve));
    subscription.subscribe();
    await subscription.ready();
    await subscription.publish(data({ text: 'hey' }));
    await published;
    await expect(client.rpc('nothing', data({}))).rejects.toMatchObject({ code: 108 });

    const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);
    const messages = decoded.flatMap((one) => one.batch ?? [one]);

    expect(decoder.protocol.id).toBe('centrifugo');
    expect(messages.flatMap(credentialOf)).toEqual([{ where: 'connect.token', value: 'connect-token' }]);
    expect(messages.map(({ summary }) => summary)).toEqual([
      'connect',
      'subscribe room',
      'reply connect',
      'reply subscribe',
      'publish room (text: hey)',
      'reply publish',
      'push pub room (text: hi)',
      'rpc nothing',
      expect.stringMatching(/^error of \d: 108: method not found$/),
    ]);
    expect(lines.filter((line) => line.includes('not decoded'))).toEqual([]);
    expect(pairs.unanswered).toEqual([]);
    expect(pairs.conversations.find(({ id }) => id === 'channel room')!.frames.length).toBeGreaterThanOrEqual(
      2,
    );
  },
);
