import { createServer } from 'node:http';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { expect, test } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { atEnd, field, listen, read } from '@/tests/contract/decoders/support/peers';
import { credentialOf } from '@/utils/websocket/decoders';

test('MQTT 3.1.1 with aedes: connect, subscribe, QoS 0 to 2, refusal, ping', async () => {
  const http = createServer();
  const broker = await Aedes.createBroker({
    authorizeSubscribe: (_, subscription, done) =>
      done(null, subscription.topic === 'secret' ? null : subscription),
  });
  const wss = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' });
  wss.on('connection', (socket) => broker.handle(createWebSocketStream(socket)));
  const relay = await listen(http);
  atEnd(() => broker.close());
  const client = await mqtt.connectAsync(`ws://${relay.host}/mqtt`, {
    clientId: 'panel-1',
    username: 'ann',
    password: 'p4ss',
    protocolVersion: 4,
    reconnectPeriod: 0,
  });
  atEnd(() => client.endAsync(true));
  await client.subscribeAsync('room/+', { qos: 2 });
  const arrived = new Promise((resolve) => client.once('message', resolve));
  await client.publishAsync('room/1', '{"text":"hi"}', { qos: 2 });
  await arrived;
  await client.publishAsync('room/2', Buffer.from([0xff, 0]), { qos: 1 });
  await client.subscribeAsync('secret').catch(() => {});
  client.sendPing();
  await new Promise((resolve) => client.once('packetreceive', resolve));
  await relay.until(({ frames }) =>
    frames.some(({ payload, sent }) => !sent && (payload as Uint8Array)[0] === 0xd0),
  );

  const { decoder, decoded, pairs } = await read(relay.recordings[0]!);
  // Both libraries write a packet in pieces: most frames hold a part of one.
  expect(decoded.some(({ kind }) => kind === 'part')).toBe(true);
  const messages = decoded.flatMap((one) => one.batch ?? [one]).filter(({ kind }) => kind !== 'part');
  const summaries = messages.map(({ summary }) => summary);

  expect(decoder.protocol.id).toBe('mqtt');
  expect(summaries[0]).toBe('CONNECT panel-1 (version: 3.1.1, user: ann)');
  expect(credentialOf(messages[0]!)).toEqual([{ where: 'CONNECT.password', value: 'p4ss' }]);
  expect(summaries[1]).toBe('CONNACK (accepted)');
  expect(summaries).toContain('SUBSCRIBE room/+');
  expect(summaries).toContain('SUBACK (granted QoS 2)');
  expect(summaries).toContain('PUBLISH room/1 (text: hi)');
  expect(messages.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['PUBREC', 'PUBREL', 'PUBCOMP', 'PUBACK', 'PINGREQ', 'PINGRESP']),
  );
  expect(messages.find((one) => one.kind === 'PUBLISH')).toMatchObject({
    nested: { name: 'payload', payload: '{"text":"hi"}' },
  });
  expect(
    field(
      messages.find((one) => field(one, 'topic') === 'room/2'),
      'QoS',
    ),
  ).toBe(1);
  expect(messages.find((one) => one.kind === 'SUBACK' && one.error)?.error).toContain('unspecified error');
  expect(messages.filter((one) => one.heartbeat).map(({ kind }) => kind)).toEqual(['PINGREQ', 'PINGRESP']);
  const published = pairs.conversations.find(
    ({ summary, sent }) => sent && summary === 'PUBLISH room/1 (text: hi)',
  );
  expect(published!.frames.length).toBe(4);
  expect(published!.latency).toBeGreaterThanOrEqual(0);
});
