import { textOf } from '../../bytes';
import type { Decoded, Decoder } from '../../decoder';
import { asObject, asString, parseObject } from '../../json';
import { NotDecoded } from '../../limits';
import { cut, fieldsOf, idOf, line } from '../../summary';

const PENDING = 10_000;

/** Commands go one way, results and events the other; ids count per session. */
export function createDecoder(): Decoder {
  const called = new Map<string, string>();
  return {
    decode(frame): Decoded {
      const message = parseObject(textOf(frame));
      const method = asString(message.method);
      const session = asString(message.sessionId);
      const number = idOf(message.id);
      const id = number === undefined ? undefined : session ? `${cut(session, 60)} ${number}` : number;
      const fields = fieldsOf(message);
      if (method !== undefined && id === undefined) {
        return { kind: 'event', summary: line(`event ${method}`, message.params), fields };
      }
      if (id === undefined) throw new NotDecoded('it has neither method nor id');
      if (method !== undefined) {
        if (called.size < PENDING) called.set(id, method);
        return {
          kind: 'command',
          summary: line(method, message.params),
          fields,
          correlations: [{ id, role: 'request' }],
        };
      }
      const of = called.get(id) ?? id;
      called.delete(id);
      const error = asObject(message.error);
      const text = error ? `${error.code}: ${cut(String(error.message))}` : undefined;
      return {
        kind: error ? 'error' : 'result',
        summary: text ? `error of ${of}: ${text}` : line(`result of ${of}`, message.result),
        fields,
        correlations: [{ id, role: 'reply', ends: true }],
        ...(text ? { error: text } : {}),
      };
    },
  };
}
