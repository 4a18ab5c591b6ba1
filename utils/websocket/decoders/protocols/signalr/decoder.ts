import { ByteReader, tryUtf8 } from '../../bytes';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asString, type JsonObject, parseObject } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf, fieldsOf, idOf, line } from '../../summary';
import { unpack } from '../formats/msgpack';
import { nameProperties, TYPES } from './messages';

const SEPARATOR = '\u001e';

function correlationsOf(type: unknown, message: JsonObject): readonly Correlation[] | undefined {
  const id = idOf(message.invocationId);
  if (id === undefined) return undefined;
  if (type === 1 || type === 4) return [{ id, role: 'request' }];
  if (type === 2) return [{ id, role: 'event' }];
  if (type === 3) return [{ id, role: 'reply', ends: true }];
  return type === 5 ? [{ id, role: 'event', by: 'requester' }] : undefined;
}

function describe(message: JsonObject, sent: boolean): Decoded {
  const { type } = message;
  const known = TYPES.get(type);
  const error = asString(message.error);
  if (known === undefined) {
    if ('protocol' in message) {
      return {
        kind: 'HandshakeRequest',
        summary: `handshake, ${message.protocol} protocol ${message.version}`,
        fields: fieldsOf(message),
        correlations: [{ id: 'handshake', role: 'request' }],
      };
    }
    if ('type' in message)
      return { kind: `type ${type}`, summary: line(`type ${type}`, message), fields: fieldsOf(message) };
    if (sent) throw new NotDecoded('it has no message type');
    return {
      kind: 'HandshakeResponse',
      summary: error ? `handshake refused: ${error}` : 'handshake accepted',
      fields: fieldsOf(message),
      correlations: [{ id: 'handshake', role: 'reply', ends: true }],
      ...(error ? { error } : {}),
    };
  }
  const target = asString(message.target) ?? '';
  const id = idOf(message.invocationId);
  const heads = new Map<unknown, [string, unknown?]>([
    [1, [`invoke ${target}`, message.arguments]],
    [4, [`stream ${target}`, message.arguments]],
    [2, [`item of ${id}`, message.item]],
    [3, [error ? `failed ${id}: ${error}` : `completed ${id}`, message.result]],
    [5, [`cancel ${id}`]],
    [7, [error ? `close: ${error}` : 'close']],
    [8, [`ack ${message.sequenceId}`]],
    [9, [`sequence ${message.sequenceId}`]],
  ]);
  const [head, detail] = heads.get(type) ?? [known.toLowerCase()];
  return {
    kind: known,
    summary: line(head, detail),
    fields: fieldsOf(message),
    correlations: correlationsOf(type, message),
    heartbeat: type === 6,
    ...(error ? { error } : {}),
  };
}

function records(text: string): string[] {
  if (!text.endsWith(SEPARATOR)) throw new NotDecoded('a message is not ended by U+001E');
  const list = text.slice(0, -1).split(SEPARATOR);
  if (list.length > MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
  return list;
}

/** Messages are preceded by their length, seven bits a byte. */
function packed(bytes: Uint8Array): JsonObject[] {
  const reader = new ByteReader(bytes);
  const messages: JsonObject[] = [];
  while (reader.left > 0) {
    if (messages.length >= MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
    const values = unpack(reader.take(reader.varint(5)));
    if (!Array.isArray(values)) throw new NotDecoded('a message is not an array');
    messages.push(nameProperties(values));
  }
  return messages;
}

/** The hub protocol both ways: the client's own parser reads only what a server sends. */
export function createDecoder(): Decoder {
  return {
    decode({ payload = '', sent }) {
      // With MessagePack the handshake is JSON still, in a binary frame.
      const json = typeof payload === 'string' ? payload : payload[0] === 0x7b ? tryUtf8(payload) : undefined;
      const messages = json === undefined ? packed(payload as Uint8Array) : records(json).map(parseObject);
      return batchOf(messages.map((message) => describe(message, sent)));
    },
  };
}
