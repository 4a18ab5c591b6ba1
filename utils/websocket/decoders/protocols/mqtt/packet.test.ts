import { generate, type Packet, parser } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { openDecoder } from '@/utils/websocket/decoders';
import { parsePacket } from './packet';

/** What the protocol's usual parser, which needs Node, says of the same bytes. */
function theirs(bytes: Buffer, protocolVersion: 4 | 5): Packet {
  const packets: Packet[] = [];
  const reader = parser({ protocolVersion });
  reader.on('packet', (packet) => packets.push(packet));
  reader.on('error', (error) => {
    throw error;
  });
  reader.parse(bytes);
  return packets[0]!;
}

function ours(bytes: Buffer, level: number) {
  let start = 1;
  while (bytes[start]! >= 0x80) start++;
  return parsePacket(bytes[0]!, new Uint8Array(bytes.subarray(start + 1)), level);
}

const PROPERTIES = {
  messageExpiryInterval: 4_000_000_000,
  userProperties: { a: 'b' },
  topicAlias: 3,
  correlationData: Buffer.from([1, 2]),
};

const PACKETS: Packet[] = [
  {
    cmd: 'connect',
    protocolId: 'MQTT',
    clientId: 'c',
    clean: true,
    keepalive: 30,
    username: 'u',
    password: Buffer.from('p'),
    will: { topic: 'w', payload: Buffer.from('bye'), qos: 1, retain: true },
  },
  { cmd: 'connack', returnCode: 5, reasonCode: 0x87, sessionPresent: false },
  {
    cmd: 'publish',
    topic: 'a/ü',
    payload: Buffer.from([0, 255]),
    qos: 2,
    retain: true,
    dup: true,
    messageId: 65_535,
    properties: PROPERTIES,
  },
  { cmd: 'puback', messageId: 9, reasonCode: 0x10 },
  {
    cmd: 'subscribe',
    messageId: 2,
    subscriptions: [
      { topic: '#', qos: 1, nl: false, rap: false, rh: 0 },
      { topic: 'b', qos: 2, nl: false, rap: false, rh: 0 },
    ],
  },
  { cmd: 'suback', messageId: 2, granted: [1, 128] },
  { cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['#', 'b'] },
  { cmd: 'unsuback', messageId: 3, granted: [0, 17] },
  { cmd: 'pingreq' },
  { cmd: 'pingresp' },
  { cmd: 'disconnect', reasonCode: 0x8b, properties: { reasonString: 'bye' } },
] as Packet[];

const CASES = ([4, 5] as const).flatMap((version) =>
  PACKETS.map((packet) => [packet.cmd, version, packet] as const),
);

test.each(CASES)('%s of level %i: our parser says what mqtt-packet says', (_, version, packet) => {
  const bytes = generate({ ...packet, protocolVersion: version } as Packet, { protocolVersion: version });
  const expected = theirs(bytes, version) as unknown as Record<string, unknown>;
  const got = ours(bytes, version);

  expect(got.type.toLowerCase()).toBe(expected.cmd);
  expect(got.id).toBe(expected.messageId ?? undefined);
  expect(got.topic).toBe(expected.topic ?? undefined);
  if (packet.cmd === 'publish') {
    expect(got).toMatchObject({ qos: expected.qos, retain: expected.retain, duplicate: expected.dup });
    expect(Buffer.from(got.payload!)).toEqual(expected.payload);
    const properties = Object.fromEntries(got.properties ?? []);
    if (version === 5)
      expect(properties).toMatchObject({
        'message expiry interval': 4_000_000_000,
        'topic alias': 3,
        'user property': ['a', 'b'],
        'correlation data': new Uint8Array([1, 2]),
      });
  }
  if (packet.cmd === 'connect') {
    expect(got).toMatchObject({
      clientId: expected.clientId,
      username: expected.username,
      keepAlive: expected.keepalive,
      cleanStart: expected.clean,
    });
    expect(Buffer.from(got.password!)).toEqual(expected.password);
    expect(got.will).toMatchObject({ topic: 'w', qos: 1, retain: true });
  }
  if (packet.cmd === 'subscribe') expect(got.subscriptions!.map(({ filter }) => filter)).toEqual(['#', 'b']);
  if (packet.cmd === 'suback') expect(got.reasons).toEqual(expected.granted);
  if (packet.cmd === 'unsubscribe') expect(got.filters).toEqual(expected.unsubscriptions);
  if (version === 5 && packet.cmd === 'disconnect') expect(got.reason).toBe(expected.reasonCode);
});

test('a topic alias stands for the topic that it was given, and a stream may be cut anywhere', async () => {
  const options = { protocolVersion: 5 } as const;
  const whole = Buffer.concat([
    generate(
      { cmd: 'connect', protocolVersion: 5, clientId: 'c', clean: true, keepalive: 0 } as Packet,
      options,
    ),
    generate(
      {
        cmd: 'publish',
        topic: 'room',
        payload: 'one',
        qos: 0,
        retain: false,
        dup: false,
        properties: { topicAlias: 7 },
      } as Packet,
      options,
    ),
    generate(
      {
        cmd: 'publish',
        topic: '',
        payload: 'two',
        qos: 0,
        retain: false,
        dup: false,
        properties: { topicAlias: 7 },
      } as Packet,
      options,
    ),
  ]);
  for (let cut = 1; cut < whole.length; cut++) {
    const decoder = await openDecoder({ url: '', subprotocol: 'mqtt', offered: [], frames: [] });
    const summaries = [whole.subarray(0, cut), whole.subarray(cut)].flatMap((part, seq) => {
      const payload = new Uint8Array(part);
      const decoded = decoder.decode({
        index: seq,
        socketId: 't.1',
        seq,
        at: 0,
        sent: true,
        binary: true,
        size: payload.length,
        truncated: false,
        payload,
      });
      return (decoded.batch ?? [decoded]).filter(({ kind }) => kind !== 'part').map(({ summary }) => summary);
    });
    expect(summaries, `cut at ${cut}`).toEqual([
      'CONNECT c (version: 5)',
      'PUBLISH room (one)',
      'PUBLISH room (two)',
    ]);
  }
});
