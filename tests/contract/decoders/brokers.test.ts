import { wsconnect } from '@nats-io/nats-core';
import rhea from 'rhea';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { credentialOf } from '@/utils/websocket/decoders';
import { atEnd, field, read, serve } from './support/peers';

/** Enough of a NATS server for one client: subscriptions by exact subject, and a service that answers. */
function serveNats(socket: WebSocket): void {
  const say = (text: string) => socket.send(Buffer.from(text));
  const subscriptions = new Map<string, string>();
  let text = '';
  say(
    `INFO ${JSON.stringify({ server_id: 'S1', version: '2.11.0', headers: true, max_payload: 1048576, proto: 1 })}\r\n`,
  );
  const deliver = (subject: string, payload: string, reply = '') => {
    for (const [sid, filter] of subscriptions) {
      const matches =
        filter === subject || (filter.endsWith('.*') && subject.startsWith(filter.slice(0, -1)));
      if (matches)
        say(`MSG ${subject} ${sid} ${reply ? `${reply} ` : ''}${payload.length}\r\n${payload}\r\n`);
    }
  };
  socket.on('message', (data) => {
    text += String(data);
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const [name, ...args] = text.slice(0, end).split(' ');
      let rest = text.slice(end + 2);
      if (name === 'PUB') {
        const size = Number(args.at(-1));
        if (rest.length < size + 2) return;
        const payload = rest.slice(0, size);
        rest = rest.slice(size + 2);
        if (args[0] === 'time') deliver(args[1]!, 'noon');
        else deliver(args[0]!, payload);
      }
      if (name === 'PING') say('PONG\r\n');
      if (name === 'SUB') subscriptions.set(args.at(-1)!, args[0]!);
      text = rest;
    }
  });
}

test('NATS with its client: connect, subscription, messages, a request and its reply', async () => {
  const relay = await serve(serveNats);
  const connection = await wsconnect({ servers: `ws://${relay.host}`, token: 'nats-token', name: 'panel' });
  atEnd(() => connection.close());
  const subscription = connection.subscribe('room.1', { max: 1 });
  connection.publish('room.1', '{"text":"hi"}');
  for await (const message of subscription) expect(message.string()).toBe('{"text":"hi"}');
  expect((await connection.request('time', 'now?')).string()).toBe('noon');

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  const messages = decoded.flatMap((one) => one.batch ?? [one]);
  const summaries = messages.map(({ summary }) => summary);

  expect(decoder.protocol.id).toBe('nats');
  expect(summaries[0]).toBe('INFO (version: 2.11.0)');
  const connect = messages.find(({ kind }) => kind === 'CONNECT');
  expect(credentialOf(connect!)).toEqual([{ where: 'CONNECT.auth_token', value: 'nats-token' }]);
  expect(summaries).toEqual(
    expect.arrayContaining([
      'PING',
      'PONG',
      'SUB room.1',
      'PUB room.1 (text: hi)',
      'MSG room.1 (text: hi)',
      'PUB time (now?)',
    ]),
  );
  expect(messages.filter((one) => one.error)).toEqual([]);
  expect(
    field(
      messages.find(({ kind }) => kind === 'MSG'),
      'subject',
    ),
  ).toBe('room.1');
  const request = pairs.conversations.find(({ id }) => id.startsWith('inbox '));
  expect(request).toMatchObject({ summary: 'PUB time (now?)' });
  expect(request!.latency).toBeGreaterThanOrEqual(0);
});

test('AMQP 1.0 with rhea on both sides: SASL, links, a message and its disposition', async () => {
  const container = rhea.create_container();
  container.sasl_server_mechanisms.enable_plain(
    (user: string, password: string) => user === 'ann' && password === 'p4ss',
  );
  const relay = await serve(
    (socket) => container.websocket_accept(socket as never, {}),
    () => 'AMQPWSB10',
  );
  const client = rhea.create_container();
  for (const side of [container, client]) side.on('disconnected', () => {});
  const connect = client.websocket_connect(WebSocket as never);
  const connection = client.connect({
    connection_details: connect(`ws://${relay.host}`, ['AMQPWSB10'], []),
    username: 'ann',
    password: 'p4ss',
    reconnect: false,
  } as never);
  atEnd(() => connection.close());
  const sender = connection.open_sender('jobs');
  await new Promise((resolve) => sender.once('sendable', resolve));
  const accepted = new Promise((resolve) => sender.once('accepted', resolve));
  sender.send({ subject: 'greeting', body: 'hi there' });
  await accepted;

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  const messages = decoded.flatMap((one) => one.batch ?? [one]);
  const kinds = messages.map(({ kind }) => kind);

  expect(decoder.protocol.id).toBe('amqp');
  expect(messages[0]!.summary).toBe('AMQP 1.0.0 with SASL');
  expect(kinds).toEqual(
    expect.arrayContaining([
      'sasl-mechanisms',
      'sasl-init',
      'sasl-outcome',
      'open',
      'begin',
      'attach',
      'flow',
      'transfer',
      'disposition',
    ]),
  );
  expect(messages.flatMap(credentialOf)).toEqual([{ where: 'sasl-init.password', value: 'p4ss' }]);
  const transfer = messages.find(({ kind }) => kind === 'transfer');
  expect(transfer!.summary).toBe('transfer (hi there)');
  expect(field(transfer, 'message')).toMatchObject({
    properties: { subject: 'greeting' },
    'amqp-value': 'hi there',
  });
  const attach = messages.find(({ kind }) => kind === 'attach');
  expect(field(attach, 'target')).toMatchObject({ address: 'jobs' });
  expect(messages.filter((one) => one.error)).toEqual([]);
  expect(pairs.conversations.find(({ summary }) => summary === 'transfer (hi there)')!.reply).toBeDefined();
});
