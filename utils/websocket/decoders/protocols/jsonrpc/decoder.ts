import { textOf } from '../../bytes';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, parseJson } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf, cut, fieldsOf, idOf, line } from '../../summary';

const PENDING = 10_000;

/** LSP's base protocol puts HTTP-like headers before the message. */
const HEADERS = /^(?:[\w-]+: [^\r\n]*\r\n){1,8}\r\n/;

/** The Language Server Protocol's notification about a request: its own side wants no answer any more. */
function cancelled(method: string, params: unknown): readonly Correlation[] | undefined {
  const id = method === '$/cancelRequest' ? idOf(asObject(params)?.id) : undefined;
  return id === undefined ? undefined : [{ id, role: 'event', by: 'requester' }];
}

/** Methods that only ask whether the other side is there: `ping`, `net.ping`, `public/ping`, `heartbeat`. */
const PING = /^(?:[\w$]+[./])?(?:ping|pong|heartbeat|keep_?alive)$/i;
const isPing = (method: string | undefined) => method !== undefined && PING.test(method);

/** JSON-RPC 2.0. Remembers what was called, so that a result says of what it is. */
export function createDecoder(): Decoder {
  const called = { sent: new Map<string, string>(), received: new Map<string, string>() };

  function describe(value: unknown, sent: boolean): Decoded {
    const message = asObject(value);
    if (!message) throw new NotDecoded('a message is not an object');
    const id = idOf(message.id);
    const method = asString(message.method);
    const fields = fieldsOf(message);
    if (method !== undefined) {
      if (id === undefined) {
        return {
          kind: 'notification',
          summary: line(`notify ${method}`, message.params),
          fields,
          correlations: cancelled(method, message.params),
          heartbeat: isPing(method),
        };
      }
      const calls = called[sent ? 'sent' : 'received'];
      if (calls.size < PENDING) calls.set(id, method);
      return {
        kind: 'request',
        summary: line(`call ${method}`, message.params),
        fields,
        correlations: [{ id, role: 'request' }],
        heartbeat: isPing(method),
      };
    }
    if (!('result' in message) && !('error' in message))
      throw new NotDecoded('it has no method, result or error');
    const calls = called[sent ? 'received' : 'sent'];
    const of = id === undefined ? undefined : calls.get(id);
    if (id !== undefined) calls.delete(id);
    const error = asObject(message.error);
    const text = error ? `${error.code}: ${cut(String(error.message))}` : undefined;
    return {
      kind: error ? 'error' : 'result',
      summary: text
        ? `error of ${of ?? id ?? 'an unknown call'}: ${text}`
        : line(`result of ${of ?? id}`, message.result),
      fields,
      ...(id === undefined ? {} : { correlations: [{ id, role: 'reply', ends: true }] }),
      ...(text ? { error: text } : {}),
      heartbeat: isPing(of) && !text,
    };
  }

  return {
    decode(frame) {
      const text = textOf(frame);
      const body = text.replace(HEADERS, '');
      // What writes to a stream writes the headers by themselves.
      if (body === '' && text !== '') return { kind: 'headers', summary: text.trim(), fields: [] };
      const value = parseJson(body);
      if (!Array.isArray(value)) return describe(value, frame.sent);
      if (value.length === 0 || value.length > MAX_BATCH)
        throw new NotDecoded(`a batch of ${value.length} messages`);
      return batchOf(value.map((message) => describe(message, frame.sent)));
    },
  };
}
