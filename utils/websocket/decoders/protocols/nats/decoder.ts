import { bytesOf, tryUtf8 } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { batchOf, fields, line } from '../../summary';
import { createStream, type Operation } from './stream';

const PENDING = 10_000;
const OPERATIONS = new Set([
  'INFO',
  'CONNECT',
  'PUB',
  'HPUB',
  'SUB',
  'UNSUB',
  'MSG',
  'HMSG',
  'PING',
  'PONG',
  '+OK',
  '-ERR',
]);

/** Subject, reply subject and subscription of an operation, by its own order of arguments. */
function addresses({ name, args }: Operation): { subject?: string; reply?: string; sid?: string } {
  const sizes = name.startsWith('H') ? 2 : 1;
  if (name.endsWith('PUB')) return { subject: args[0], reply: args.length > sizes + 1 ? args[1] : undefined };
  if (name.endsWith('MSG'))
    return { subject: args[0], sid: args[1], reply: args.length > sizes + 2 ? args[2] : undefined };
  if (name === 'SUB') return { subject: args[0], sid: args.at(-1) };
  return name === 'UNSUB' ? { sid: args[0] } : {};
}

/** NATS both ways; a request is a publication that names where its reply goes. */
export function createDecoder(): Decoder {
  const streams = { sent: createStream(), received: createStream() };
  const inboxes = new Set<string>();
  const subjects = new Map<string, string>();

  function correlationsOf(
    name: string,
    { subject, reply, sid }: ReturnType<typeof addresses>,
  ): readonly Correlation[] | undefined {
    const found: Correlation[] = [];
    if (name === 'PING') found.push({ id: 'ping', role: 'request' });
    if (name === 'PONG') found.push({ id: 'ping', role: 'reply', ends: true });
    if (sid !== undefined) {
      const id = `subscription ${sid}`;
      if (name === 'SUB') found.push({ id, role: 'request', silent: true });
      else if (name === 'UNSUB') found.push({ id, role: 'event', by: 'requester', ends: true });
      else found.push({ id, role: 'event' });
    }
    if (subject !== undefined && inboxes.has(subject))
      found.push({ id: `inbox ${subject}`, role: 'reply', ends: true });
    if (reply !== undefined) {
      if (inboxes.size < PENDING) inboxes.add(reply);
      found.push({ id: `inbox ${reply}`, role: 'request' });
    }
    return found.length > 0 ? found : undefined;
  }

  function describe(operation: Operation): Decoded {
    const { name, rest, payload, headers } = operation;
    if (!OPERATIONS.has(name)) throw new NotDecoded(`${name} is none of NATS's operations`);
    const where = addresses(operation);
    const options = name === 'INFO' || name === 'CONNECT' ? asObject(tryJson(rest)) : undefined;
    if (name === 'SUB' && where.sid !== undefined && subjects.size < PENDING)
      subjects.set(where.sid, where.subject ?? '');
    const text = payload && tryUtf8(payload);
    const value = text === undefined ? payload : (tryJson(text) ?? text);
    const status = headers && /^NATS\/1\.0 (\d{3}.*?)\r?\n/.exec(headers)?.[1];
    const of = name === 'UNSUB' && where.sid !== undefined ? subjects.get(where.sid) : where.subject;
    const shown = options
      ? {
          ...(options.version ? { version: options.version } : {}),
          ...(options.name ? { name: options.name } : {}),
          ...(options.lang ? { lang: options.lang } : {}),
        }
      : value;
    return {
      kind: name,
      summary:
        name === '-ERR' ? `-ERR ${rest}` : line(of === undefined ? name : `${name} ${of}`, status ?? shown),
      fields: fields(
        ['subject', where.subject],
        ['reply to', where.reply],
        ['subscription', where.sid],
        ['queue group', name === 'SUB' && operation.args.length > 2 ? operation.args[1] : undefined],
        ['headers', headers],
        ['payload', value],
        ['options', options],
        ['error', name === '-ERR' ? rest : undefined],
      ),
      correlations: correlationsOf(name, where),
      heartbeat: name === 'PING' || name === 'PONG',
      ...(payload ? { nested: { name: 'payload', payload: text ?? payload } } : {}),
      ...withCredentials(name === 'CONNECT' ? credentialsIn(options, 'CONNECT') : []),
      ...(name === '-ERR' ? { error: rest } : {}),
    };
  }

  return {
    decode(frame) {
      const operations = streams[frame.sent ? 'sent' : 'received'](bytesOf(frame));
      if (operations.length === 0)
        return { kind: 'part', summary: `part of an operation (${frame.size} bytes)`, fields: [] };
      return batchOf(operations.map(describe), 'operation');
    },
  };
}
