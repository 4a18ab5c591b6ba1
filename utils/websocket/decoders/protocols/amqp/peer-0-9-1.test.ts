import { createRequire } from 'node:module';
import path from 'node:path';
import { AMQPWebSocketClient } from '@cloudamqp/amqp-client';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { atEnd, field, read, serve } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

const require = createRequire(import.meta.url);

/** amqplib's own codec, which it does not export by name. */
const codec = require(path.join(path.dirname(require.resolve('amqplib')), 'lib/defs.js')) as Record<
  string,
  number
> & {
  encodeMethod(id: number, channel: number, fields: object): Buffer;
  encodeProperties(id: number, channel: number, size: number, fields: object): Buffer;
  decode(id: number, body: Buffer): Record<string, unknown>;
};

function bodyFrame(channel: number, body: Buffer): Buffer {
  const frame = Buffer.alloc(body.length + 8);
  frame[0] = 3;
  frame.writeUInt16BE(channel, 1);
  frame.writeUInt32BE(body.length, 3);
  body.copy(frame, 7);
  frame[frame.length - 1] = 0xce;
  return frame;
}

/** A broker of one client and one queue, in amqplib's bytes: none that the registry has speaks over WebSocket. */
function startBroker(socket: WebSocket): void {
  const say = (name: string, channel: number, fields: object = {}) =>
    socket.send(codec.encodeMethod(codec[name]!, channel, fields));
  const answers = new Map<string, (channel: number, fields: Record<string, unknown>) => void>([
    ['ConnectionStartOk', () => say('ConnectionTune', 0, { channelMax: 8, frameMax: 4096, heartbeat: 0 })],
    ['ConnectionOpen', () => say('ConnectionOpenOk', 0)],
    ['ChannelOpen', (channel) => say('ChannelOpenOk', channel)],
    [
      'QueueDeclare',
      (channel, { queue }) =>
        queue === 'locked'
          ? say('ChannelClose', channel, {
              replyCode: 405,
              replyText: 'RESOURCE_LOCKED',
              classId: 50,
              methodId: 10,
            })
          : say('QueueDeclareOk', channel, { queue, messageCount: 0, consumerCount: 0 }),
    ],
    [
      'BasicConsume',
      (channel) => {
        say('BasicConsumeOk', channel, { consumerTag: 'c-1' });
        const body = Buffer.from('{"text":"hi"}');
        const where = {
          consumerTag: 'c-1',
          deliveryTag: 1,
          redelivered: false,
          exchange: '',
          routingKey: 'rooms',
        };
        const headers = { tries: 3, nested: { deep: true }, list: ['a', 1] };
        const properties = {
          contentType: 'application/json',
          headers,
          deliveryMode: 2,
          timestamp: 1_700_000_000,
        };
        say('BasicDeliver', channel, where);
        socket.send(codec.encodeProperties(codec.BasicProperties!, channel, body.length, properties));
        socket.send(bodyFrame(channel, body));
      },
    ],
    ['ConnectionClose', () => say('ConnectionCloseOk', 0)],
  ]);
  const byId = new Map([...answers].map(([name, answer]) => [codec[name], answer]));
  socket.on('message', (data: Buffer) => {
    if (data.subarray(0, 4).toString() === 'AMQP') {
      const serverProperties = { product: 'toy', capabilities: { 'basic.nack': true } };
      const mechanisms = Buffer.from('PLAIN');
      say('ConnectionStart', 0, { serverProperties, mechanisms, locales: Buffer.from('en_US') });
    }
    for (let at = 0; data[at] === 1; at += 8 + data.readUInt32BE(at + 3)) {
      const id = data.readUInt32BE(at + 7);
      const body = data.subarray(at + 11, at + 7 + data.readUInt32BE(at + 3));
      byId.get(id)?.(data.readUInt16BE(at + 1), codec.decode(id, body));
    }
  });
}

test('AMQP 0-9-1 with CloudAMQP’s client: tables, a delivery with its properties, a channel that is closed', async () => {
  const relay = await serve(startBroker, () => 'amqp');
  const client = new AMQPWebSocketClient(`ws://${relay.host}/ws`, '/', 'ann', 'p4ss');
  atEnd(() => client.close().catch(() => {}));
  await client.connect();
  const channel = await client.channel();
  await channel.queueDeclare('rooms', {}, { 'x-message-ttl': 60_000, 'x-mode': 'lazy' });
  await new Promise<void>((resolve) => {
    void channel.basicConsume('rooms', { noAck: false }, (message) => {
      void message.ack();
      resolve();
    });
  });
  await channel.basicPublish('', 'rooms', 'bye', { replyTo: 'answers', headers: { n: 1 } });
  await channel.queueDeclare('locked').catch(() => {});

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  const messages = decoded.flatMap((one) => one.batch ?? [one]);
  const one = (kind: string, at = 0) => messages.filter((message) => message.kind === kind)[at];

  expect(decoder.protocol.id).toBe('amqp');
  expect(messages.filter(({ error }) => error?.startsWith('not decoded'))).toEqual([]);
  expect(field(one('connection.start'), 'server-properties')).toEqual({
    product: 'toy',
    capabilities: { 'basic.nack': true },
  });
  expect(field(one('connection.start-ok'), 'client-properties')).toMatchObject({
    product: expect.any(String),
  });
  expect(credentialOf(one('connection.start-ok')!)).toEqual([
    { where: 'connection.start-ok.response', value: 'p4ss' },
  ]);
  expect(field(one('queue.declare'), 'arguments')).toEqual({ 'x-message-ttl': 60_000, 'x-mode': 'lazy' });
  const delivered = messages.filter(({ kind }) => kind === 'content header')[0];
  expect(delivered!.summary).toMatch(/^content header, 13 bytes \(content-type: application\/json/);
  expect(field(delivered, 'headers')).toEqual({ tries: 3, nested: { deep: true }, list: ['a', 1] });
  expect(field(delivered, 'delivery-mode')).toBe(2);
  expect(field(delivered, 'timestamp')).toEqual(new Date(1_700_000_000_000));
  expect(one('content body')!.summary).toBe('content (text: hi)');
  const published = messages.filter(({ kind }) => kind === 'content header')[1];
  expect(field(published, 'reply-to')).toBe('answers');
  expect(one('channel.close')!.error).toBe('405 RESOURCE_LOCKED');
  const declared = pairs.conversations.find(({ summary }) => summary === 'queue.declare rooms');
  expect(declared).toMatchObject({ reply: expect.any(Number), latency: expect.any(Number) });
});
