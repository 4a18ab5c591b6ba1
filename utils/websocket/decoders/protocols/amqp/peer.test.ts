import rhea from 'rhea';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

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
