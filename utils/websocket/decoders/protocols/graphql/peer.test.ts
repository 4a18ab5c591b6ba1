import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { SubscriptionClient, SubscriptionServer } from 'subscriptions-transport-ws';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

// The servers under Node load this copy; the bundler would load the other.
const { buildSchema, execute, GraphQLError, parse, subscribe, validate } = createRequire(import.meta.url)(
  'graphql',
) as typeof import('graphql');

const schema = buildSchema(
  'type Query { hello(name: String): String fails: String } type Subscription { count(to: Int): Int }',
);

const rootValue = {
  hello: ({ name }: { name: string }) => `hello ${name}`,
  fails: () => {
    throw new GraphQLError('not today');
  },
  async *count({ to }: { to: number }) {
    for (let n = 1; n <= to; n++) yield { count: n };
  },
};

const COUNT = 'subscription Count($to: Int) { count(to: $to) }';

test('graphql-transport-ws: an operation is followed from subscribe to complete', async () => {
  const http = createServer();
  const wss = new WebSocketServer({ server: http });
  useServer({ schema, roots: { query: rootValue, subscription: rootValue } }, wss);
  const relay = await listen(http);
  const client = createClient({
    url: `ws://${relay.host}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: { headers: { Authorization: 'Bearer abc.def' } },
  });
  atEnd(() => client.dispose());
  const seen: unknown[] = [];
  for await (const result of client.iterate({ query: COUNT, variables: { to: 2 } })) seen.push(result.data);
  expect(seen).toEqual([{ count: 1 }, { count: 2 }]);
  for await (const _ of client.iterate({ query: '{ fails }' }));
  await relay.until(
    ({ frames }) => frames.filter(({ payload }) => String(payload).includes('"complete"')).length === 2,
  );

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('graphql-transport-ws');
  expect(decoder.detected.rule).toBe('the server chose the subprotocol graphql-transport-ws');
  expect(lines).toEqual([
    '> connection_init',
    '< connection_ack',
    '> subscribe subscription Count (to: 2)',
    '< next subscription Count (count: 1)',
    '< next subscription Count (count: 2)',
    '< complete subscription Count',
    '> subscribe query fails',
    '< next query fails: not today',
    '< complete query fails',
  ]);
  expect(credentialOf(decoded[0]!)).toEqual([{ where: 'payload.headers.Authorization', value: 'abc.def' }]);
  const [, count, fails] = pairs.conversations;
  expect(count).toMatchObject({
    summary: 'subscribe subscription Count (to: 2)',
    frames: [2, 3, 4, 5],
    sent: true,
  });
  expect(count!.endedAt).toBeDefined();
  expect(fails).toMatchObject({ frames: [6, 7, 8], error: 'not today' });
  expect((field(decoded[2], 'payload') as { query: string }).query).toBe(COUNT);
});

test('the older graphql-ws: start, data, complete, errors', async () => {
  const http = createServer();
  SubscriptionServer.create({ schema, rootValue, execute, subscribe, validate, keepAlive: 60_000 } as never, {
    server: http,
    path: '/graphql',
  });
  const relay = await listen(http);
  const client = new SubscriptionClient(
    `ws://${relay.host}/graphql`,
    { connectionParams: { authToken: 't-1' } },
    WebSocket,
  );
  atEnd(() => client.close());
  const run = (query: string, variables: Record<string, unknown>) =>
    new Promise<unknown[]>((resolve, reject) => {
      const seen: unknown[] = [];
      client
        .request({ query: parse(query), variables })
        .subscribe({ next: (one) => seen.push(one.data), error: reject, complete: () => resolve(seen) });
    });
  expect(await run(COUNT, { to: 2 })).toEqual([{ count: 1 }, { count: 2 }]);

  const { decoder, decoded, lines, pairs } = await read(relay.recordings[0]!);

  expect(decoder.protocol.id).toBe('graphql-ws');
  expect(lines.filter((line) => !line.includes('ka'))).toEqual([
    '> connection_init',
    '> start subscription Count (to: 2)',
    '< connection_ack',
    '< data subscription Count (count: 1)',
    '< data subscription Count (count: 2)',
    '< complete subscription Count',
  ]);
  expect(decoded.filter((one) => one.kind === 'ka').every((one) => one.heartbeat)).toBe(true);
  expect(credentialOf(decoded[0]!)).toEqual([{ where: 'payload.authToken', value: 't-1' }]);
  expect(pairs.conversations.find(({ summary }) => summary.startsWith('start'))!.frames).toHaveLength(4);
});
