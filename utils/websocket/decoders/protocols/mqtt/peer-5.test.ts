import { createServer } from 'node:http';
import mqtt from 'mqtt';
import { generate, parser } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';

/** A broker of one client, on MQTT.js's own packets: no broker of the registry speaks version 5. */
function serveClient(socket: WebSocket): void {
  const stream = createWebSocketStream(socket);
  const packets = parser({ protocolVersion: 5 });
  const say = (packet: Parameters<typeof generate>[0]) =>
    stream.write(generate(packet, { protocolVersion: 5 }));
  packets.on('packet', (packet) => {
    if (packet.cmd === 'connect') {
      const properties = { assignedClientIdentifier: 'given-1', topicAliasMaximum: 5, receiveMaximum: 10 };
      say({ cmd: 'connack', reasonCode: 0, sessionPresent: false, properties });
    }
    if (packet.cmd === 'subscribe') {
      const granted = packet.subscriptions.map(({ topic }) => (topic === 'secret' ? 0x87 : 1));
      say({ cmd: 'suback', messageId: packet.messageId, granted });
    }
    if (packet.cmd === 'publish') {
      if (packet.qos === 1) say({ cmd: 'puback', messageId: packet.messageId!, reasonCode: 0x10 });
      const { responseTopic, correlationData } = packet.properties ?? {};
      if (responseTopic) {
        const properties = { correlationData };
        say({
          cmd: 'publish',
          topic: responseTopic,
          payload: '{"ok":true}',
          qos: 0,
          dup: false,
          retain: false,
          properties,
        });
      }
    }
    if (packet.cmd === 'pingreq') say({ cmd: 'pingresp' });
  });
  stream.on('data', (data) => packets.parse(data));
  stream.on('error', () => {});
}

test('MQTT 5 with MQTT.js: properties, a topic alias, reason codes, a request with its response topic', async () => {
  const http = createServer();
  new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' }).on('connection', serveClient);
  const relay = await listen(http);
  const client = await mqtt.connectAsync(`ws://${relay.host}/mqtt`, {
    protocolVersion: 5,
    clientId: '',
    clean: true,
    reconnectPeriod: 0,
    autoAssignTopicAlias: true,
    properties: { sessionExpiryInterval: 60, userProperties: { tenant: 'acme' } },
    will: {
      topic: 'gone',
      payload: Buffer.from('bye'),
      qos: 0,
      retain: false,
      properties: { willDelayInterval: 3 },
    },
  });
  atEnd(() => client.endAsync(true));
  await client.subscribeAsync('answers/#', { qos: 1, properties: { subscriptionIdentifier: 7 } });
  await client.subscribeAsync('secret', { qos: 1 }).catch(() => {});
  const answered = new Promise((resolve) => client.once('message', resolve));
  await client.publishAsync('ask', '{"n":1}', {
    qos: 1,
    properties: {
      responseTopic: 'answers/1',
      correlationData: Buffer.from([1, 2]),
      contentType: 'application/json',
    },
  });
  await answered;
  await client.publishAsync('ask', '{"n":2}', { qos: 1 });

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  const messages = decoded.flatMap((one) => one.batch ?? [one]).filter(({ kind }) => kind !== 'part');
  const said = messages.map(({ summary }) => summary);
  const ofKind = (kind: string) => messages.filter((one) => one.kind === kind);

  expect(decoder.protocol.id).toBe('mqtt');
  expect(messages.filter(({ error }) => error?.startsWith('not decoded'))).toEqual([]);
  expect(said[0]).toMatch(/^CONNECT .*version: 5/);
  expect(JSON.stringify(messages[0]!.fields)).toContain('acme');
  expect(JSON.stringify(ofKind('CONNACK')[0]!.fields)).toContain('given-1');
  expect(ofKind('SUBACK')[1]!.error).toMatch(/not authorized/i);
  expect(ofKind('PUBACK')[0]!.summary).toMatch(/no matching subscribers/i);
  const [first, answer, second] = ofKind('PUBLISH');
  expect(first!.summary).toBe('PUBLISH ask (n: 1)');
  expect(first!.nested).toMatchObject({ payload: '{"n":1}', mime: 'application/json' });
  expect(JSON.stringify(first!.fields)).toContain('answers/1');
  expect(answer!.summary).toBe('PUBLISH answers/1 (ok: true)');
  // The second goes by the alias that the first was given.
  expect(second!.summary).toBe('PUBLISH ask (n: 2)');
  expect(field(second, 'QoS')).toBe(1);
  expect(pairs.unanswered).toEqual([]);
});
