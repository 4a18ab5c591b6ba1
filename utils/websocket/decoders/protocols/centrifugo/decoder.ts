import { ByteReader, tryUtf8 } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, type JsonObject, parseObject, tryJson } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf, fieldsOf, idOf, line } from '../../summary';
import { parseSource } from '../protobuf/source';
import { decodeTyped } from '../protobuf/typed';
import { CLIENT_PROTOCOL } from './schema';

const schema = parseSource(CLIENT_PROTOCOL);

/** Application data is bytes in protobuf; mostly they are JSON or text. */
function readable(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  const text = tryUtf8(value);
  return text === undefined ? value : (tryJson(text) ?? text);
}

function correlationsOf(
  message: JsonObject,
  name: string,
  body: JsonObject | undefined,
  sent: boolean,
): readonly Correlation[] | undefined {
  const id = idOf(message.id);
  const push = asObject(message.push);
  if (push && typeof push.channel === 'string') return [{ id: `channel ${push.channel}`, role: 'event' }];
  if (id === undefined || id === '0') return undefined;
  if (!sent) return [{ id, role: 'reply', ends: true }];
  const channel = asString(body?.channel);
  if (name === 'subscribe' && channel)
    return [
      { id, role: 'request' },
      { id: `channel ${channel}`, role: 'request', silent: true },
    ];
  if (name === 'unsubscribe' && channel) {
    return [
      { id, role: 'request' },
      { id: `channel ${channel}`, role: 'event', by: 'requester', ends: true },
    ];
  }
  return [{ id, role: 'request' }];
}

function describe(message: JsonObject, sent: boolean): Decoded {
  const error = asObject(message.error);
  const push = asObject(message.push);
  const outer = push ?? message;
  const name = Object.keys(outer).find(
    (key) => !['id', 'error', 'push', 'channel'].includes(key) && asObject(outer[key]),
  );
  if (!name && !error && !push) {
    // An empty object is the server's ping and the client's pong; a reply to a command may be empty too.
    const id = idOf(message.id);
    if (id === undefined)
      return { kind: sent ? 'pong' : 'ping', summary: sent ? 'pong' : 'ping', fields: [], heartbeat: true };
    return {
      kind: 'reply',
      summary: `reply ${id}`,
      fields: fieldsOf(message),
      correlations: correlationsOf(message, '', undefined, sent),
    };
  }
  const body = name === undefined ? undefined : asObject(outer[name]);
  const channel = asString(push?.channel) ?? asString(body?.channel) ?? asString(body?.method);
  const data = readable(body?.data);
  const failed = error ? `${error.code}: ${error.message}` : undefined;
  const head = push
    ? `push ${name ?? 'message'}`
    : sent
      ? `${name}`
      : `reply ${name ?? idOf(message.id) ?? ''}`;
  return {
    kind: push ? `push ${name}` : (name ?? 'error'),
    summary: failed
      ? `error of ${idOf(message.id)}: ${failed}`
      : line(channel ? `${head} ${channel}` : head, data ?? body?.info),
    fields: fieldsOf(message),
    correlations: correlationsOf(message, name ?? '', body, sent),
    heartbeat: name === 'ping',
    ...(data === undefined
      ? {}
      : {
          nested: {
            name: 'data',
            payload: body?.data instanceof Uint8Array ? body.data : JSON.stringify(data),
          },
        }),
    ...withCredentials(sent ? credentialsIn(body?.token, `${name}.token`) : []),
    ...(failed ? { error: failed } : {}),
  };
}

function messages(payload: string | Uint8Array, sent: boolean): JsonObject[] {
  if (typeof payload === 'string') {
    const lines = payload.split('\n').filter((text) => text.trim() !== '');
    if (lines.length > MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
    return lines.map(parseObject);
  }
  const reader = new ByteReader(payload);
  const found: JsonObject[] = [];
  while (reader.left > 0) {
    if (found.length >= MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
    found.push(decodeTyped(schema, sent ? 'Command' : 'Reply', reader.take(reader.varint(5))).value);
  }
  return found;
}

/** Commands one way, replies and pushes the other: JSON lines, or protobuf messages after their lengths. */
export function createDecoder(): Decoder {
  return {
    decode: ({ payload = '', sent }) => {
      const found = messages(payload, sent);
      if (found.length === 0) throw new NotDecoded('it is empty');
      return batchOf(found.map((message) => describe(message, sent)));
    },
  };
}
