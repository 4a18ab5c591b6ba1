import { textOf } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, type JsonObject, parseObject } from '../../json';
import { NotDecoded } from '../../limits';
import { fieldsOf, gist, idOf, line } from '../../summary';

const MOST_OPERATIONS = 10_000;

/** What an operation is called: its name, else its first field. Enough for a label; the document is shown whole. */
export function operationName(payload: JsonObject): string {
  const document = (asString(payload.query) ?? '').slice(0, 10_000);
  const head = /^(?:\s|#[^\n]*\n)*(query|mutation|subscription)?\s*([_A-Za-z]\w*)?/.exec(document);
  const name =
    asString(payload.operationName) || head?.[2] || /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(document)?.[1];
  return `${head?.[1] ?? 'query'}${name ? ` ${name}` : ''}`;
}

/** The messages of a GraphQL result's errors, one line. */
export function errorsOf(value: unknown): string | undefined {
  const list = Array.isArray(value) ? value : asObject(value)?.errors;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return gist(list.map((error) => asString(asObject(error)?.message) ?? 'error'));
}

const ROLES = new Map<string, Omit<Correlation, 'id'>>([
  ['subscribe', { role: 'request' }],
  ['start', { role: 'request' }],
  ['next', { role: 'event' }],
  ['data', { role: 'event' }],
  ['start_ack', { role: 'reply' }],
  ['stop', { role: 'event', by: 'requester', ends: true }],
  ['error', { role: 'reply', ends: true }],
]);

/** The parts of a message that the connection's own messages pair by: they carry no id. */
const UNNAMED = new Map<string, Correlation>([
  ['connection_init', { id: 'connection_init', role: 'request' }],
  ['connection_ack', { id: 'connection_init', role: 'reply', ends: true }],
  ['connection_error', { id: 'connection_init', role: 'reply', ends: true }],
  ['ping', { id: 'ping', role: 'request' }],
  ['pong', { id: 'ping', role: 'reply', ends: true }],
]);

function correlationOf(
  type: string,
  id: string | undefined,
  sent: boolean,
): readonly Correlation[] | undefined {
  const unnamed = UNNAMED.get(type);
  if (unnamed) return [unnamed];
  if (id === undefined) return undefined;
  // The client completes to unsubscribe, the server because the result is complete.
  if (type === 'complete')
    return [sent ? { id, role: 'event', by: 'requester', ends: true } : { id, role: 'reply', ends: true }];
  const role = ROLES.get(type);
  return role && [{ id, ...role }];
}

/** Both GraphQL subprotocols: their messages differ by name only. */
export function createDecoder(): Decoder {
  const operations = new Map<string, string>();

  function summarise(message: JsonObject, type: string, id: string | undefined): string {
    const payload = asObject(message.payload);
    if ((type === 'subscribe' || type === 'start') && payload) {
      // AppSync wraps the request once more, as text.
      const request = typeof payload.data === 'string' ? parseObject(payload.data) : payload;
      const name = operationName(request);
      if (id !== undefined && operations.size < MOST_OPERATIONS) operations.set(id, name);
      return line(`${type} ${name}`, request.variables);
    }
    const name = id === undefined ? undefined : operations.get(id);
    if (type === 'complete' && id !== undefined) operations.delete(id);
    const head = name ? `${type} ${name}` : type;
    const failed = errorsOf(message.payload);
    if (failed) return `${head}: ${failed}`;
    return line(
      head,
      payload && 'data' in payload ? payload.data : type === 'connection_init' ? undefined : message.payload,
    );
  }

  return {
    decode(frame): Decoded {
      const message = parseObject(textOf(frame));
      const type = asString(message.type);
      if (type === undefined) throw new NotDecoded('it has no type');
      const id = idOf(message.id);
      const failed =
        type === 'error' || type === 'connection_error'
          ? (errorsOf(message.payload) ?? gist(message.payload))
          : errorsOf(message.payload);
      return {
        kind: type,
        summary: summarise(message, type, id),
        fields: fieldsOf(message),
        correlations: correlationOf(type, id, frame.sent),
        heartbeat: type === 'ping' || type === 'pong' || type === 'ka',
        ...withCredentials(type === 'connection_init' ? credentialsIn(message.payload, 'payload') : []),
        ...(failed ? { error: failed } : {}),
      };
    },
  };
}
