import { ByteReader, bytesOf, tryUtf8 } from '../../bytes';
import { withCredentials } from '../../credentials';
import type { Correlation, Credential, Decoded, Decoder, Field } from '../../decoder';
import { tryJson } from '../../json';
import { MAX_BATCH, MAX_PAYLOAD, NotDecoded } from '../../limits';
import { batchOf, cut, fields, line } from '../../summary';
import { REASONS, RETURN_CODES } from './names';
import { type Packet, parsePacket } from './packet';

const MOST_ALIASES = 65_535;

const ROLES: Partial<Record<Packet['type'], Omit<Correlation, 'id'>>> = {
  SUBSCRIBE: { role: 'request' },
  SUBACK: { role: 'reply', ends: true },
  UNSUBSCRIBE: { role: 'request' },
  UNSUBACK: { role: 'reply', ends: true },
  PUBACK: { role: 'reply', ends: true },
  PUBREC: { role: 'event' },
  PUBREL: { role: 'event', by: 'requester' },
  PUBCOMP: { role: 'reply', ends: true },
};

const UNNAMED: Partial<Record<Packet['type'], Correlation>> = {
  CONNECT: { id: 'connect', role: 'request' },
  CONNACK: { id: 'connect', role: 'reply', ends: true },
  PINGREQ: { id: 'ping', role: 'request' },
  PINGRESP: { id: 'ping', role: 'reply', ends: true },
};

function correlationsOf(packet: Packet): readonly Correlation[] | undefined {
  const unnamed = UNNAMED[packet.type];
  if (unnamed) return [unnamed];
  if (packet.id === undefined) return undefined;
  if (packet.type === 'PUBLISH') return [{ id: `packet ${packet.id}`, role: 'request' }];
  const role = ROLES[packet.type];
  return role && [{ id: `packet ${packet.id}`, ...role }];
}

function contentOf(payload: Uint8Array | undefined): unknown {
  if (!payload) return undefined;
  const text = tryUtf8(payload);
  return text === undefined ? payload : (tryJson(text) ?? text);
}

function detail(packet: Packet, content: unknown, level: number): [string, unknown?] {
  const names = packet.type === 'CONNACK' && level < 5 ? RETURN_CODES : REASONS;
  const reason =
    packet.reason === undefined ? undefined : (names.get(packet.reason) ?? `0x${packet.reason.toString(16)}`);
  switch (packet.type) {
    case 'CONNECT':
      return [
        `CONNECT ${cut(packet.clientId ?? '')}`.trim(),
        {
          version: level === 4 ? '3.1.1' : level === 3 ? '3.1' : String(level),
          ...(packet.username === undefined ? {} : { user: packet.username }),
        },
      ];
    case 'PUBLISH':
      return [`PUBLISH ${packet.topic}`, content];
    case 'SUBSCRIBE':
      return [`SUBSCRIBE ${packet.subscriptions?.map(({ filter }) => filter).join(', ')}`];
    case 'UNSUBSCRIBE':
      return [`UNSUBSCRIBE ${packet.filters?.join(', ')}`];
    case 'SUBACK':
    case 'UNSUBACK':
      return [
        packet.type,
        packet.reasons?.map((code) =>
          packet.type === 'SUBACK' && code < 3 ? `granted QoS ${code}` : (REASONS.get(code) ?? code),
        ),
      ];
    default:
      return [packet.type, reason];
  }
}

function fieldsFor(packet: Packet, content: unknown): Field[] {
  const { will } = packet;
  return [
    ...fields(
      ['client id', packet.clientId],
      ['protocol level', packet.level],
      ['keep alive', packet.keepAlive],
      ['clean start', packet.cleanStart],
      ['user name', packet.username],
    ),
    ...(packet.password
      ? [{ name: 'password', value: tryUtf8(packet.password) ?? packet.password, secret: true as const }]
      : []),
    ...fields(
      [
        'will',
        will && { topic: will.topic, qos: will.qos, retain: will.retain, payload: contentOf(will.payload) },
      ],
      ['topic', packet.topic],
      ['QoS', packet.qos],
      ['retain', packet.retain || undefined],
      ['duplicate', packet.duplicate || undefined],
      ['packet id', packet.id],
      ['session present', packet.sessionPresent],
      ['reason code', packet.reason],
      ['reason codes', packet.reasons],
      ['subscriptions', packet.subscriptions?.map(({ filter, options }) => ({ filter, qos: options & 3 }))],
      ['topic filters', packet.filters],
      [
        'properties',
        packet.properties?.length ? packet.properties.map(([name, value]) => ({ name, value })) : undefined,
      ],
      ['payload', content],
    ),
  ];
}

function credentialsOf(packet: Packet): Credential[] {
  const value = packet.password && tryUtf8(packet.password);
  return value ? [{ where: 'CONNECT.password', value }] : [];
}

/** Cuts a direction's bytes into packets: MQTT is a stream, packets need not align with frames (§6). */
function createStream() {
  let held: Uint8Array = new Uint8Array();
  return (bytes: Uint8Array): { first: number; body: Uint8Array }[] => {
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    held = new Uint8Array();
    const packets: { first: number; body: Uint8Array }[] = [];
    const reader = new ByteReader(all);
    while (reader.left > 0) {
      if (packets.length >= MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} packets`);
      const start = reader.at;
      const most = all.subarray(start + 1, start + 5);
      // A length whose last byte has not come yet.
      if (most.length < 4 && most.every((byte) => byte >= 0x80)) {
        held = all.slice(start);
        break;
      }
      const first = reader.u8();
      const length = reader.varint(4);
      if (length > MAX_PAYLOAD) throw new NotDecoded(`a packet claims ${length} bytes`);
      if (length > reader.left) {
        held = all.slice(start);
        break;
      }
      packets.push({ first, body: reader.take(length) });
    }
    return packets;
  };
}

/** MQTT 3.1, 3.1.1 and 5.0; the version is CONNECT's, and until it was seen 3.1.1. */
export function createDecoder(): Decoder {
  let level = 4;
  const aliases = { sent: new Map<number, string>(), received: new Map<number, string>() };
  const streams = { sent: createStream(), received: createStream() };

  function describe(first: number, body: Uint8Array, direction: 'sent' | 'received'): Decoded {
    const packet = parsePacket(first, body, level);
    if (packet.type === 'CONNECT') level = packet.level ?? level;
    const alias = packet.properties?.find(([name]) => name === 'topic alias')?.[1];
    if (typeof alias === 'number' && packet.topic !== undefined) {
      if (packet.topic === '') packet.topic = aliases[direction].get(alias) ?? '';
      else if (aliases[direction].size < MOST_ALIASES) aliases[direction].set(alias, packet.topic);
    }
    const content = contentOf(packet.payload);
    const [head, more] = detail(packet, content, level);
    const refused =
      packet.type === 'CONNACK' && level < 5 ? packet.reason !== 0 : (packet.reason ?? 0) >= 0x80;
    const failed = refused || (packet.type === 'SUBACK' && packet.reasons?.some((code) => code >= 0x80));
    return {
      kind: packet.type,
      summary: line(head, more),
      fields: fieldsFor(packet, content),
      correlations: correlationsOf(packet),
      heartbeat: packet.type === 'PINGREQ' || packet.type === 'PINGRESP',
      ...(packet.payload
        ? {
            nested: {
              name: 'payload',
              payload: tryUtf8(packet.payload) ?? packet.payload,
              mime: packet.properties?.find(([name]) => name === 'content type')?.[1] as string | undefined,
            },
          }
        : {}),
      ...withCredentials(credentialsOf(packet)),
      ...(failed ? { error: `refused: ${line(head, more)}` } : {}),
    };
  }

  return {
    decode(frame) {
      if (typeof frame.payload === 'string') throw new NotDecoded('MQTT speaks in binary frames (§6)');
      const direction = frame.sent ? 'sent' : 'received';
      const packets = streams[direction](bytesOf(frame));
      if (packets.length === 0)
        return { kind: 'part', summary: `part of a packet (${frame.size} bytes)`, fields: [] };
      return batchOf(
        packets.map(({ first, body }) => describe(first, body, direction)),
        'packet',
      );
    },
  };
}
