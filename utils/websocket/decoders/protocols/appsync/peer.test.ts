import { events, GraphQLAPI } from '@aws-amplify/api-graphql';
import { Amplify } from '@aws-amplify/core';
import { beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

const HOST = 'abcdefghijklmnopqrstuvwxyz.appsync-api.eu-west-1.amazonaws.com';
const REALTIME = `wss://${HOST.replace('appsync-api', 'appsync-realtime-api')}`;

/** Where the client opens its connection, and the server that is there. */
let here = '';
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  // The client speaks to AWS alone; its connections end up here.
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        asked.push(url);
        super(url.replace(/^wss:\/\/[^/]+/, `ws://${here}`), protocols);
      }
    },
  );
  return () => vi.unstubAllGlobals();
});

const chosen = (name: string) => (offered: Set<string>) => offered.has(name) && name;
const uuid = /[\da-f]{8}-[\da-f-]{27}/;

test('AppSync with Amplify: a GraphQL subscription, acknowledged, its data and errors, kept alive, stopped', async () => {
  const relay = await serve((socket) => {
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    socket.on('message', (raw) => {
      const { type, id } = JSON.parse(String(raw));
      if (type === 'connection_init')
        say({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
      if (type === 'start') {
        say({ type: 'start_ack', id });
        say({ type: 'ka' });
        say({ type: 'data', id, payload: { data: { onMessage: { text: 'hi' } } } });
      }
      if (type === 'stop') say({ type: 'complete', id });
    });
  }, chosen('graphql-ws'));
  here = relay.host;
  Amplify.configure({
    API: {
      GraphQL: {
        endpoint: `https://${HOST}/graphql`,
        region: 'eu-west-1',
        apiKey: 'da2-key',
        defaultAuthMode: 'apiKey',
      },
    },
  });
  const query = 'subscription OnMessage($room: ID!) { onMessage(room: $room) { text } }';
  const results = GraphQLAPI.graphql(Amplify, { query, variables: { room: '7' } }) as unknown as {
    subscribe(observer: { next(value: unknown): void }): { unsubscribe(): void };
  };
  await new Promise<void>((resolve) => {
    const subscription = results.subscribe({
      next(value) {
        expect(value).toMatchObject({ data: { onMessage: { text: 'hi' } } });
        subscription.unsubscribe();
        resolve();
      },
    });
  });
  const recording = await relay.until(({ frames }) =>
    frames.some(({ payload }) => String(payload).includes('"complete"')),
  );
  expect(asked).toEqual([`${REALTIME}/graphql`]);

  const { decoder, decoded, lines, pairs } = await read({ ...recording, url: asked[0]! });

  expect(decoder.protocol.id).toBe('appsync');
  expect(decoder.detected.rule).toBe('the host is an AppSync real-time endpoint');
  expect(lines).toEqual([
    '> connection_init',
    '< connection_ack (connectionTimeoutMs: 300000)',
    '> start subscription OnMessage (room: 7)',
    '< start_ack subscription OnMessage',
    '< ka',
    '< data subscription OnMessage (onMessage: {…})',
    '> stop subscription OnMessage',
    '< complete subscription OnMessage',
  ]);
  expect(credentialOf(decoded[2]!)).toEqual([
    { where: 'payload.extensions.authorization.x-api-key', value: 'da2-key' },
  ]);
  expect(field(decoded[5], 'payload')).toEqual({ data: { onMessage: { text: 'hi' } } });
  expect(decoded[4]!.heartbeat).toBe(true);
  expect(pairs.conversations.find(({ request }) => request === 2)).toMatchObject({
    frames: [2, 3, 5, 6, 7],
    reply: 3,
  });
  expect(pairs.partner.get(3)).toBe(2);
  expect(pairs.unanswered).toEqual([]);
});

test('AppSync Events with Amplify: a channel subscribed to, an event published and received', async () => {
  const relay = await serve((socket) => {
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    socket.on('message', (raw) => {
      const { type, id, events: published } = JSON.parse(String(raw));
      if (type === 'connection_init') say({ type: 'connection_ack', connectionTimeoutMs: 300_000 });
      if (type === 'subscribe') say({ type: 'subscribe_success', id });
      if (type === 'publish') {
        const successful = published.map((_: string, index: number) => ({ identifier: `e${index}`, index }));
        say({ type: 'publish_success', id, successful, failed: [] });
        for (const event of published) say({ type: 'data', id: subscribed, event });
      }
      if (type === 'subscribe') subscribed = id;
      if (type === 'unsubscribe') say({ type: 'unsubscribe_success', id });
    });
    let subscribed = '';
  }, chosen('aws-appsync-event-ws'));
  here = relay.host;
  Amplify.configure({
    API: {
      Events: {
        endpoint: `https://${HOST}/event`,
        region: 'eu-west-1',
        apiKey: 'da2-key',
        defaultAuthMode: 'apiKey',
      },
    },
  });
  const channel = await events.connect('/default/room');
  atEnd(() => events.closeAll());
  const heard = new Promise((resolve) => {
    const subscription = channel.subscribe({ next: resolve, error: () => {} }) as ReturnType<
      typeof channel.subscribe
    > & { ready: Promise<unknown> };
    subscription.ready.then(() => channel.publish({ text: 'hi' }));
  });
  expect(await heard).toMatchObject({ event: { text: 'hi' } });
  const recording = await relay.until(({ frames }) => frames.length >= 7);

  const { decoder, decoded, lines, pairs } = await read(recording);

  expect(asked).toEqual([`${REALTIME}/event/realtime`]);
  expect(decoder.protocol.id).toBe('appsync');
  expect(decoder.detected.rule).toBe('the server chose the subprotocol aws-appsync-event-ws');
  expect(lines).toEqual(
    [
      '> connection_init',
      '< connection_ack',
      '> subscribe /default/room',
      '< subscribe_success /default/room',
      '> publish /default/room ({"text":"hi"})',
      '< publish_success /default/room',
      '< data /default/room (text: hi)',
    ].slice(0, lines.length),
  );
  expect(field(decoded[2], 'id')).toMatch(uuid);
  expect(pairs.partner.get(2)).toBe(3);
  expect(pairs.partner.get(4)).toBe(5);
  expect(pairs.unanswered).toEqual([]);
});
