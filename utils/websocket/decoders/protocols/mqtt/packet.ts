import { ByteReader, utf8 } from '../../bytes';
import { NotDecoded } from '../../limits';
import { PACKETS, PROPERTIES } from './names';

/** A control packet; values under the specification's names, those that are absent undefined. */
export interface Packet {
  type: (typeof PACKETS)[number];
  flags: number;
  id?: number;
  level?: number;
  clientId?: string;
  keepAlive?: number;
  cleanStart?: boolean;
  will?: { topic: string; payload: Uint8Array; qos: number; retain: boolean; properties?: Properties };
  username?: string;
  password?: Uint8Array;
  sessionPresent?: boolean;
  reason?: number;
  reasons?: number[];
  topic?: string;
  qos?: number;
  retain?: boolean;
  duplicate?: boolean;
  payload?: Uint8Array;
  subscriptions?: { filter: string; options: number }[];
  filters?: string[];
  properties?: Properties;
}

export type Properties = readonly (readonly [name: string, value: unknown])[];

function binary(reader: ByteReader): Uint8Array {
  return reader.take(reader.u16());
}

function text(reader: ByteReader): string {
  return utf8(binary(reader));
}

/** §2.2.2 */
function properties(reader: ByteReader): Properties {
  const own = new ByteReader(reader.take(reader.varint(4)));
  const found: [string, unknown][] = [];
  while (own.left > 0) {
    const id = own.varint(4);
    const property = PROPERTIES.get(id);
    if (!property) throw new NotDecoded(`property 0x${id.toString(16)} is none of MQTT's`);
    const [name, type] = property;
    if (type === 'pair') found.push([name, [text(own), text(own)]]);
    else if (type === 'text') found.push([name, text(own)]);
    else if (type === 'bytes') found.push([name, binary(own)]);
    else found.push([name, type === 'varint' ? own.varint(4) : own[type]()]);
  }
  return found;
}

/** §3.1; `level` is 3 (3.1), 4 (3.1.1) or 5. */
function connect(reader: ByteReader): Partial<Packet> {
  const name = text(reader);
  if (name !== 'MQTT' && name !== 'MQIsdp') throw new NotDecoded('its protocol name is not MQTT');
  // A bridge sets the high bit.
  const level = reader.u8() & 0x7f;
  const flags = reader.u8();
  const keepAlive = reader.u16();
  const own = level >= 5 ? properties(reader) : undefined;
  const clientId = text(reader);
  let will: Packet['will'];
  if (flags & 0x04) {
    const about = level >= 5 ? properties(reader) : undefined;
    will = {
      topic: text(reader),
      payload: binary(reader),
      qos: (flags >> 3) & 3,
      retain: (flags & 0x20) !== 0,
      properties: about,
    };
  }
  const username = flags & 0x80 ? text(reader) : undefined;
  const password = flags & 0x40 ? binary(reader) : undefined;
  return {
    level,
    keepAlive,
    clientId,
    will,
    username,
    password,
    cleanStart: (flags & 0x02) !== 0,
    properties: own,
  };
}

function publish(reader: ByteReader, flags: number, level: number): Partial<Packet> {
  const qos = (flags >> 1) & 3;
  const topic = text(reader);
  const id = qos > 0 ? reader.u16() : undefined;
  const own = level >= 5 ? properties(reader) : undefined;
  return {
    topic,
    id,
    qos,
    retain: (flags & 1) !== 0,
    duplicate: (flags & 8) !== 0,
    properties: own,
    payload: reader.rest(),
  };
}

function subscribe(reader: ByteReader, level: number): Partial<Packet> {
  const id = reader.u16();
  const own = level >= 5 ? properties(reader) : undefined;
  const subscriptions: Packet['subscriptions'] = [];
  while (reader.left > 0) subscriptions.push({ filter: text(reader), options: reader.u8() });
  return { id, subscriptions, properties: own };
}

function unsubscribe(reader: ByteReader, level: number): Partial<Packet> {
  const id = reader.u16();
  const own = level >= 5 ? properties(reader) : undefined;
  const filters: string[] = [];
  while (reader.left > 0) filters.push(text(reader));
  return { id, filters, properties: own };
}

/** Reason code and properties may be left out where they say success. §3.4.2.1 */
function outcome(reader: ByteReader, level: number): Partial<Packet> {
  if (level < 5 || reader.left === 0) return {};
  const reason = reader.u8();
  return { reason, properties: reader.left > 0 ? properties(reader) : undefined };
}

function acknowledgement(reader: ByteReader, level: number): Partial<Packet> {
  const id = reader.u16();
  const own = level >= 5 ? properties(reader) : undefined;
  return { id, properties: own, reasons: [...reader.rest()] };
}

function body(type: number, flags: number, reader: ByteReader, level: number): Partial<Packet> {
  const name = PACKETS[type];
  switch (name) {
    case 'CONNECT':
      return connect(reader);
    case 'CONNACK': {
      const sessionPresent = (reader.u8() & 1) !== 0;
      return { sessionPresent, reason: reader.u8(), properties: level >= 5 ? properties(reader) : undefined };
    }
    case 'PUBLISH':
      return publish(reader, flags, level);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return { id: reader.u16(), ...outcome(reader, level) };
    case 'SUBSCRIBE':
      return subscribe(reader, level);
    case 'UNSUBSCRIBE':
      return unsubscribe(reader, level);
    case 'SUBACK':
    case 'UNSUBACK':
      return acknowledgement(reader, level);
    case 'DISCONNECT':
    case 'AUTH':
      return outcome(reader, level);
    default:
      return {};
  }
}

/**
 * The body of one control packet of `level` 3, 4 or 5. Written here because the protocol's usual parser,
 * mqtt-packet, needs Node's Buffer and streams, and the others read past the end.
 *
 * @throws NotDecoded
 */
export function parsePacket(first: number, bytes: Uint8Array, level: number): Packet {
  const type = first >> 4;
  const flags = first & 0x0f;
  const name = PACKETS[type];
  if (!name) throw new NotDecoded(`packet type ${type} is none of MQTT's`);
  const reader = new ByteReader(bytes);
  const packet = { type: name, flags, ...body(type, flags, reader, level) };
  if (reader.left > 0) throw new NotDecoded(`${reader.left} bytes are left over after the packet`);
  return packet;
}
